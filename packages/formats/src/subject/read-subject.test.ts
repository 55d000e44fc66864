import { expect, test } from 'vitest';
import { readSubject } from './read-subject.ts';

test('readSubject() reads a bare subject', () => {
  expect(readSubject('expression: country == "US"\nasOf: "2024-12-31"', 's.yaml')).toEqual({
    ok: true,
    value: { expression: 'country == "US"', asOf: '2024-12-31' },
  });
});

test('readSubject() reads the subject of a larger document', () => {
  expect(readSubject('{"id": "x", "subject": {"expression": "true"}}', 's.json')).toEqual({
    ok: true,
    value: { expression: 'true' },
  });
});

test.each([
  ['a: [', 'Cannot read the subject in "s.yaml"'],
  ['asOf: 2024-12-31', 'expression'],
  ['expression: x\nasOf: tomorrow', 'asOf'],
  ['', 'Cannot read the subject'],
])('readSubject() refuses %j', (text, reason) => {
  const read = readSubject(text, 's.yaml');
  expect(read.ok ? '' : read.reason).toContain(reason);
});
