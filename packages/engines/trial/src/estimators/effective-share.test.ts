import { expect, test } from 'vitest';
import { effectiveShare } from './effective-share.ts';

const day = (up: number) => ({ events: up, exposure: 100 });

test('days that fail wholly or not at all count once each, not a hundred times', () => {
  const blocks = Array.from({ length: 40 }, (_, at) => day(at % 5 === 0 ? 0 : 100));
  const { successes, trials } = effectiveShare(blocks);
  expect(trials).toBeCloseTo(40, 6);
  expect(successes / trials).toBeCloseTo(0.8, 12);
});

test('failures spread evenly keep nearly every interval', () => {
  const { trials } = effectiveShare(Array.from({ length: 40 }, (_, at) => day(at % 2 === 0 ? 99 : 98)));
  expect(trials).toBeGreaterThan(3700);
  expect(trials).toBeLessThan(4000);
});

test('with few failing days the worst is assumed; without failures too', () => {
  const rare = Array.from({ length: 40 }, (_, at) => day(at < 2 ? 97 : 100));
  expect(effectiveShare(rare).trials).toBe(40);
  expect(effectiveShare(Array.from({ length: 40 }, () => day(100)))).toEqual({ successes: 40, trials: 40 });
});

test('a single block is taken as it is, no block as nothing', () => {
  expect(effectiveShare([day(97)])).toEqual({ successes: 97, trials: 100 });
  expect(effectiveShare([])).toEqual({ successes: 0, trials: 0 });
});
