import { expect, test } from 'vitest';
import { unavailability } from './unavailable.ts';

const coded = (code: string, more: object = {}): Error => Object.assign(new Error('m'), { code, ...more });

test.each([
  ['ECONNREFUSED', 'database gone'],
  ['57P01', 'database gone'],
  ['08006', 'database gone'],
  ['53100', 'disk full'],
  ['ENOSPC', 'disk full'],
  ['53300', 'busy'],
  ['57014', 'busy'],
  ['25006', 'read only'],
])('%s is "%s"', (code, why) => {
  expect(unavailability(coded(code))).toEqual({ why, inDoubt: false });
});

test('a driver that gives no code is understood by its words', () => {
  expect(unavailability(new Error('Connection terminated unexpectedly'))?.why).toBe('database gone');
  expect(unavailability(new Error('timeout exceeded when trying to connect'))?.why).toBe('busy');
});

test('a mistake is not excused as an unavailable store', () => {
  expect(unavailability(new TypeError('x is not a function'))).toBeNull();
  expect(unavailability(coded('23505'))).toBeNull();
  expect(unavailability('words')).toBeNull();
});

test('what broke while it was being kept is in doubt', () => {
  expect(unavailability(coded('08006', { inDoubt: true }))).toEqual({ why: 'database gone', inDoubt: true });
});
