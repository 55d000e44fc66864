import { expect, test } from 'vitest';
import { codeMeant, nearestCodes } from './nearest-codes.ts';

const services = { 'eba_TA:S01': 'ICT project management', 'eba_TA:S02': 'ICT Development', 'eba_TA:S18': 'Cloud' };
const twice = { 'a:x1': 'Low', 'b:x1': 'Low' };

test.each([
  ['eba_TA:S01', 'eba_TA:S01'],
  ['S01', 'eba_TA:S01'],
  [' s01 ', 'eba_TA:S01'],
  ['eba_ZZ:S02', 'eba_TA:S02'],
  ['ict  development', 'eba_TA:S02'],
  ['ICT Development [eba_TA:S02]', 'eba_TA:S02'],
  ['S99', null],
  ['', null],
  ['constructor', null],
])('"%s" stands for %s', (text, expected) => {
  expect(codeMeant(services, text)).toBe(expected);
});

test('a text that fits several codes stands for none', () => {
  expect(codeMeant(twice, 'Low')).toBeNull();
  expect(codeMeant(twice, 'x1')).toBeNull();
  expect(codeMeant(twice, 'a:x1')).toBe('a:x1');
});

test('the nearest codes by code and by label, nearest first', () => {
  expect(nearestCodes(services, 'ICT Developement')[0]).toEqual({ code: 'eba_TA:S02', label: 'ICT Development' });
  expect(nearestCodes(services, 'eba_TA:S011')[0]?.code).toBe('eba_TA:S01');
  expect(nearestCodes(services, 'something else altogether')).toEqual([]);
});
