import { seededRandom } from '@underpin/model';
import { expect, test } from 'vitest';
import { normalDraw } from './draws.ts';
import { neighbourFactor, weakened, widened } from './neighbour-factor.ts';
import { signedRank } from './signed-rank.ts';

/** A series at the margin whose neighbours have a correlation. */
function series(random: () => number, n: number, correlation: number): readonly number[] {
  let level = normalDraw(random);
  return Array.from({ length: n }, () => {
    level = correlation * level + Math.sqrt(1 - correlation ** 2) * normalDraw(random);
    return level;
  });
}

function refused(correlation: number, factored: boolean): number {
  const random = seededRandom(11);
  const runs = 1000;
  let count = 0;
  for (let run = 0; run < runs; run += 1) {
    const drawn = series(random, 40, correlation);
    const { pLess } = signedRank(drawn, { alpha: 0.05, margin: 0 });
    if (weakened(pLess, factored ? neighbourFactor(drawn) : 1) < 0.05) count += 1;
  }
  return count / runs;
}

test('a test of blocks that hang together keeps its level; without the factor it is four times as large', () => {
  expect(refused(0.6, false)).toBeGreaterThan(0.14);
  expect(refused(0.6, true)).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 1000));
  expect(refused(0, true)).toBeGreaterThan(0.025);
});

test('independent or few blocks are left as they are; level and p-value agree', () => {
  expect(neighbourFactor([1, 2, 3])).toBe(1);
  expect(neighbourFactor(Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 1 : -1) * (1 + at / 100)))).toBe(1);
  expect(neighbourFactor(Array.from({ length: 40 }, () => 5))).toBe(1);
  const trend = neighbourFactor(Array.from({ length: 40 }, (_, at) => at));
  expect(trend).toBeGreaterThan(4);
  expect(weakened(widened(0.05, 1.7), 1.7)).toBeCloseTo(0.05, 12);
  expect(widened(0.05, 1)).toBe(0.05);
});
