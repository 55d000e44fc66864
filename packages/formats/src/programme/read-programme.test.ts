import { expect, test } from 'vitest';
import { readProgramme } from './read-programme.ts';

const least = `
id: p
title: P
start: 2026-01-01
months: 12
currency: EUR
candidates:
  - { id: c, name: C, maker: M, coresPerServer: 8, memoryGbPerServer: 64, capacity: [], price: { purchase: '1', supportPerYear: '1', watts: 1, source: s } }
costs: { energyPricePerKwh: '0.2', source: s }
paces: [{ id: normal, days: 10 }]
`;

test('the least that is a programme', () => {
  const { programme, findings } = readProgramme(least);
  expect(findings).toEqual([]);
  expect(programme).toMatchObject({ sizing: { spareServers: 1 }, diversity: [], stability: 0.05 });
});

test('what is wrong is told with its line', () => {
  expect(readProgramme(least.replace('months: 12', 'months: many')).findings[0]).toMatchObject({
    location: { line: 5 },
    key: 'months',
  });
  expect(readProgramme(`${least}surprise: 1\n`).findings[0]?.message).toContain('surprise');
  expect(readProgramme('a: [').findings[0]?.message).toContain('Correct the YAML');
  expect(readProgramme('a: &a [x]\nb: *a\nc: !!js/function x\n').programme).toBeNull();
});

test('what it refers to must be there', () => {
  const more = `${least}
waves: [{ id: pilot, name: Pilot }, { id: pilot, name: Again }]
trials: [{ id: t, title: T, verdict: accepted, decidedOn: 2025-01-01, candidates: [d], envelope: [], source: s }]
approvals: [{ wave: pilot, party: X, role: head, on: 2026-01-01 }]
freezes: [{ id: f, name: F, from: 2026-03-02, to: 2026-03-01 }]
actuals: [{ replacement: A/1, on: 2026-02-01, state: in use }]
`;
  expect(readProgramme(more).findings.map(({ rule }) => rule)).toEqual([
    'programme.double',
    'programme.unknown',
    'programme.approval',
    'programme.dates',
    'programme.actual',
  ]);
});

test('a field that is missing, an empty file and a circle of dependencies are told in words', () => {
  const message = (text: string): string | undefined => readProgramme(text).findings[0]?.message;
  expect(message(least.replace('title: P\n', ''))).toBe('State "title": it is missing (expected: string).');
  expect(message('')).toBe('Fill the programme file: it holds no fields.');
  expect(message(`${least}surprise: 1\n`)).toBe('Remove or correct "surprise": the programme file has no such field.');
  const circle = `${least}
dependencies:
  - { before: A/0, after: A/1 }
  - { before: A/1, after: A/2 }
  - { before: A/2, after: A/3 }
  - { before: A/3, after: A/1 }
  - { before: A/0, after: A/3 }
`;
  expect(message(circle)).toBe(
    'Remove one of these dependencies: "A/2" waits for "A/1", "A/3" waits for "A/2", "A/1" waits for "A/3".',
  );
  expect(message(circle.replace('  - { before: A/3, after: A/1 }\n', ''))).toBeUndefined();
});
