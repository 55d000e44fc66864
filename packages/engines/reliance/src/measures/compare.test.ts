import type { Bounds, FigureValue } from '@underpin/model';
import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import { trends } from './trend.ts';

const figure = (id: string, value: Bounds | null, more: Partial<FigureValue> = {}): FigureValue => ({
  id,
  measure: 'm',
  label: `label ${id}`,
  unit: 'share',
  weight: 'count',
  of: 'items',
  scope: { kind: 'sector', id: 'sector', name: 'the sector' },
  value,
  total: 1,
  n: 1,
  unobserved: 0,
  version: { engine: 'e1' },
  ...more,
});
const bounds = (atLeast: number, atMost: number) => ({ atLeast, atMost });

test.each([
  [bounds(0.1, 0.2), bounds(0.3, 0.4), 'more'],
  [bounds(0.3, 0.4), bounds(0.1, 0.2), 'less'],
  [bounds(0.1, 0.3), bounds(0.2, 0.4), 'cannot tell'],
  [bounds(0.1, 0.3), bounds(0.1, 0.3), 'same'],
  [null, bounds(0.1, 0.3), 'cannot tell'],
])('from %j to %j is %s', (before, after, verdict) => {
  expect(compare([figure('a', before)], [figure('a', after)])[0]?.verdict).toBe(verdict);
});

test('the change is bounded by the bounds of both', () => {
  const change = compare([figure('a', bounds(0.25, 0.5))], [figure('a', bounds(0.5, 1))])[0]?.change;
  expect(change).toEqual({ atLeast: 0, atMost: 0.75 });
});

test('figures that are new, gone or measured otherwise say so', () => {
  const before = [figure('a', bounds(0, 1)), figure('b', bounds(0, 1), { currency: 'EUR' })];
  const after = [figure('c', bounds(0, 1)), figure('b', bounds(0, 1), { currency: 'USD', version: { engine: 'e2' } })];
  expect(compare(before, after).map(({ id, verdict, cautions }) => [id, verdict, cautions])).toEqual([
    ['a', 'gone', []],
    ['b', 'cannot tell', ['currency was "EUR" and is "USD"', 'engine was "e1" and is "e2"']],
    ['c', 'new', []],
  ]);
});

test('a trend lines up dates, and leaves unobserved dates empty', () => {
  const series = [
    { date: '2026-03-31', figures: [figure('a', bounds(0.3, 0.4))] },
    { date: '2025-03-31', figures: [figure('a', bounds(0.1, 0.2)), figure('b', null)] },
  ];
  expect(trends(series).map(({ id, points }) => [id, points.map(({ date, value }) => [date, value])])).toEqual([
    [
      'a',
      [
        ['2025-03-31', bounds(0.1, 0.2)],
        ['2026-03-31', bounds(0.3, 0.4)],
      ],
    ],
    [
      'b',
      [
        ['2025-03-31', null],
        ['2026-03-31', null],
      ],
    ],
  ]);
});
