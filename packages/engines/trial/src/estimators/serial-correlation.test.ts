import { seededRandom } from '@underpin/model';
import { expect, test } from 'vitest';
import { normalDraw } from './draws.ts';
import { independent, serialCorrelation } from './serial-correlation.ts';
import type { SerialCorrelation } from './serial-correlation.ts';
import { signedRank } from './signed-rank.ts';

const runs = 1000;
const error = Math.sqrt((0.05 * 0.95) / runs);

/** A series of variance 1 whose level hangs together under noise of the single blocks. */
function series(random: () => number, n: number, correlation: number, noise = 0): readonly number[] {
  let level = normalDraw(random);
  return Array.from({ length: n }, () => {
    level = correlation * level + Math.sqrt(1 - correlation ** 2) * normalDraw(random);
    return Math.sqrt(1 - noise) * level + Math.sqrt(noise) * normalDraw(random);
  });
}

/** Share of series at the margin that a test at 5 % refuses. */
function refused(
  drawn: (random: () => number) => readonly number[],
  found: (one: readonly number[]) => SerialCorrelation,
): number {
  const random = seededRandom(11);
  let count = 0;
  for (let run = 0; run < runs; run += 1) {
    const one = drawn(random);
    if (found(one).p(signedRank(one, { alpha: 0.05, margin: 0 }).pLess) < 0.05) count += 1;
  }
  return count / runs;
}

test.each([
  ['lag-one correlation of 0.5', 40, 0.5, 0],
  ['lag-one correlation of 0.7', 40, 0.7, 0],
  ['lag-one correlation of 0.7 on 80 blocks', 80, 0.7, 0],
  ['the same under a fifth of noise', 40, 0.7, 0.2],
  ['the same under as much noise', 60, 0.7, 0.5],
])('blocks that hang together keep the level: %s', (_, n, correlation, noise) => {
  const drawn = (random: () => number) => series(random, n, correlation, noise);
  expect(refused(drawn, () => independent)).toBeGreaterThan(0.14);
  expect(refused(drawn, serialCorrelation)).toBeLessThan(0.05 + 2 * error);
});

test('independent blocks are seldom taken as hanging together, and keep most of their level', () => {
  const random = seededRandom(12);
  let seen = 0;
  for (let run = 0; run < runs; run += 1) if (serialCorrelation(series(random, 40, 0)) !== independent) seen += 1;
  expect(seen / runs).toBeGreaterThan(0.15);
  expect(seen / runs).toBeLessThan(0.23);
  expect(refused((one) => series(one, 40, 0), serialCorrelation)).toBeGreaterThan(0.03);
});

test('few, alternating or equal blocks are left as they are; a trend is not', () => {
  expect(serialCorrelation([1, 2, 3])).toBe(independent);
  expect(
    serialCorrelation(Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 1 : -1) * (1 + at / 100))),
  ).toBe(independent);
  expect(serialCorrelation(Array.from({ length: 40 }, () => 5))).toBe(independent);
  expect(serialCorrelation(Array.from({ length: 40 }, (_, at) => at)).factor).toBeGreaterThan(4);
});

test('level and p-value agree, whatever the level; neither side of a test is made surer', () => {
  const found = serialCorrelation(series(seededRandom(13), 60, 0.8));
  expect(found.factor).toBeGreaterThan(1.5);
  for (const alpha of [0.1, 0.05, 0.01, 1e-4]) expect(found.p(found.level(alpha))).toBeCloseTo(alpha, 10);
  expect(found.level(0.05)).toBeLessThan(0.05);
  expect(found.p(0.01)).toBeGreaterThan(0.01);
  expect(found.p(0.99)).toBeLessThan(0.99);
  expect([found.p(0), found.p(1)]).toEqual([0, 1]);
});
