import fc from 'fast-check';
import { dayNumber, noDay, textColumn } from '@underpin/model';
import { expect, test } from 'vitest';
import { readCondition } from './condition.ts';
import type { SectorColumn } from './sector-table.ts';

const text: SectorColumn = { id: 'name', kind: 'text', cells: textColumn(['Alpha Bank', 'beta', '', 'ALPHA']) };
const number: SectorColumn = { id: 'rto', kind: 'number', cells: Float64Array.of(2, 24, Number.NaN, 0) };
const date: SectorColumn = {
  id: 'start',
  kind: 'date',
  cells: Int32Array.of(dayNumber('2024-01-01') ?? 0, dayNumber('2024-12-31') ?? 0, noDay, dayNumber('2030-06-01') ?? 0),
};

test.each<[SectorColumn, string, number[]]>([
  [text, 'alpha', [0, 3]],
  [text, '=alpha', [3]],
  [text, '!=alpha', [0, 1]],
  [text, '?', [2]],
  [text, '!?', [0, 1, 3]],
  [number, '>1', [0, 1]],
  [number, '0..2', [0, 3]],
  [number, '..2', [0, 3]],
  [number, '24', [1]],
  [number, '<=0', [3]],
  [number, '?', [2]],
  [date, '2024-12-31', [1]],
  [date, '2024-06-01..', [1, 3]],
  [date, '..2024-12-31', [0, 1]],
  [date, '?', [2]],
])('%# a condition lets through what it says', (column, condition, rows) => {
  const holds = readCondition(column, condition, () => undefined);
  if (!holds.ok) throw new Error(holds.reason);
  expect([0, 1, 2, 3].filter(holds.value)).toEqual(rows);
});

test.each<[SectorColumn, string, string]>([
  [number, 'soon', '>10'],
  [number, '..1..2', 'expected a number'],
  [date, '2024-13-01', 'expected dates'],
  [date, 'May', 'expected dates'],
])('%# what cannot be read is refused in words', (column, condition, words) => {
  const holds = readCondition(column, condition, () => undefined);
  expect(holds.ok ? '' : holds.reason).toContain(words);
});

test('no condition throws, and what nobody stated only answers to "?"', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(text, number, date), (condition, column) => {
      const holds = readCondition(column, condition, () => undefined);
      if (holds.ok && condition.trim() !== '?') expect(holds.value(2)).toBe(false);
    }),
  );
});
