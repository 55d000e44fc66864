import type { FigureValue } from '@underpin/model';
import { expect, test } from 'vitest';
import { figureText } from './figure-text.ts';

const figure: FigureValue = {
  id: 'f',
  measure: 'm',
  label: 'l',
  unit: 'share',
  weight: 'critical functions',
  of: 'critical functions',
  scope: { kind: 'sector', id: 's', name: 'S' },
  value: { atLeast: 18 / 88, atMost: 34 / 88 },
  total: 88,
  n: 88,
  unobserved: 0,
  version: { engine: 'e' },
};

test.each<[string, Partial<FigureValue>, string]>([
  ['a share of counted things tells both', {}, '18–34 of 88 (20.5–38.6 %)'],
  ['a share of money stays a share', { weight: 'total assets', total: 5e9 }, '20.5–38.6 %'],
  ['a share without a total stays a share', { total: null }, '20.5–38.6 %'],
  ['a share that does not come out whole stays a share', { total: 7 }, '20.5–38.6 %'],
  ['nothing observed is said', { value: null }, 'unobserved'],
  ['a count tells its total', { unit: 'count', value: { atLeast: 3, atMost: 5 }, total: 41 }, '3–5 of 41'],
  ['an index is of nothing', { unit: 'hhi', value: { atLeast: 1463.3, atMost: 1463.3 }, total: 251 }, '1,463'],
])('%s', (_, change, text) => {
  expect(figureText({ ...figure, ...change })).toBe(text);
});
