import { expect, test } from 'vitest';
import { mannWhitney, rateRatioExact } from '../src/index.ts';
import { compareWithKayenta } from './kayenta-comparison.ts';
import { kayentaRule } from './kayenta-rule.ts';

// Figures that users of Kayenta published with their complaints.
const repeated = (value: number, times: number): number[] => Array.from({ length: times }, () => value);
const published = [
  {
    name: 'spinnaker/kayenta 780, first case: other spread, other level',
    experiment: [10, 10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 17, 17.1, 17.2, 17.3, 17.4, 17.5, 17.6, 17.7],
    control: [1, 100, 4, 101, 5, 102, 6, 103, 7, 104, 8, 105, 9, 106, 17],
  },
  {
    name: 'spinnaker/spinnaker 6278: seven of ten values a hundredfold',
    experiment: [...repeated(100, 7), 1, 1, 1],
    control: repeated(1, 10),
  },
];

test.each(published)('$name: passes there, not shown to be inside a margin of 10 % here', ({ experiment, control }) => {
  expect(kayentaRule(experiment, control).label).toBe('Pass');
  const [candidate, incumbent] = [experiment.map(Math.log), control.map(Math.log)];
  const { upper } = mannWhitney([{ candidate, incumbent }], { alpha: 0.05, margin: Math.log(1.1) });
  expect(Math.exp(upper)).toBeGreaterThan(1.1);
});

test('spinnaker/kayenta 426: errors 0 1 2 1 0 0 against none pass there, prove nothing here', () => {
  expect(kayentaRule([0, 1, 2, 1, 0, 0], repeated(0, 6)).label).toBe('Pass');
  const ratio = rateRatioExact({ events: 4, exposure: 6 }, { events: 0, exposure: 6 }, { alpha: 0.05, margin: 1.5 });
  expect(ratio.upper).toBe(Infinity);
  expect(ratio.pLess).toBe(1);
});

test("the rule written anew gives the interval that a user printed from Kayenta's own", () => {
  const { low, high, estimate } = kayentaRule(published[1]?.experiment ?? [], published[1]?.control ?? []);
  expect(low).toBeCloseTo(0, 3);
  expect(high).toBeCloseTo(99, 3);
  expect(estimate).toBeCloseTo(99, 3);
});

test('a system that is 20 % slower passes there nearly always at n = 10, and is accepted here in fewer than 5 of 100', () => {
  const slow = compareWithKayenta(10, 1.2, 1500, 41);
  expect(slow.kayentaPasses).toBeGreaterThan(0.95);
  expect(slow.oursAccepts).toBeLessThan(0.05);
  const atMargin = compareWithKayenta(10, 1.1, 1500, 42);
  expect(atMargin.oursAccepts).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 1500));
});
