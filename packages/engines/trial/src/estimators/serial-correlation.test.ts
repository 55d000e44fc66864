import { seededRandom } from '@underpin/model';
import { expect, test } from 'vitest';
import { normalDraw } from './draws.ts';
import { serialFactor, weakened, widened } from './serial-correlation.ts';
import { signedRank } from './signed-rank.ts';

const runs = 1000;
const error = Math.sqrt((0.05 * 0.95) / runs);

/** A series of variance 1 whose level hangs together, with a share of noise of the single blocks. */
function series(random: () => number, n: number, correlation: number, noise = 0): readonly number[] {
  let level = normalDraw(random);
  return Array.from({ length: n }, () => {
    level = correlation * level + Math.sqrt(1 - correlation ** 2) * normalDraw(random);
    return Math.sqrt(1 - noise) * level + Math.sqrt(noise) * normalDraw(random);
  });
}

/** Share of series at the margin that a test at 5 % refuses, without and with the factor. */
function refused(n: number, correlation: number, noise: number): { readonly plain: number; readonly held: number } {
  const random = seededRandom(11);
  let [plain, held] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const one = series(random, n, correlation, noise);
    const { pLess } = signedRank(one, { alpha: 0.05, margin: 0 });
    if (pLess < 0.05) plain += 1;
    if (weakened(pLess, serialFactor(one)) < 0.05) held += 1;
  }
  return { plain: plain / runs, held: held / runs };
}

test.each([
  ['lag-one correlation of 0.5', 40, 0.5, 0],
  ['lag-one correlation of 0.7', 26, 0.7, 0],
  ['lag-one correlation of 0.7 on 40 blocks', 40, 0.7, 0],
  ['lag-one correlation of 0.8', 40, 0.8, 0],
  ['0.7 under a fifth of noise', 40, 0.7, 0.2],
  ['0.7 under as much noise', 80, 0.7, 0.5],
])('blocks that hang together keep the level: %s', (_, n, correlation, noise) => {
  const { plain, held } = refused(n, correlation, noise);
  expect(plain).toBeGreaterThan(0.14);
  expect(held).toBeLessThan(0.05 + 2 * error);
});

test('a weak memory that forty blocks can hardly show costs at most two points; independent blocks keep their level', () => {
  expect(refused(40, 0.7, 0.7).held).toBeLessThan(0.07 + 2 * error);
  const { plain, held } = refused(40, 0, 0);
  expect(plain - held).toBeLessThan(0.025);
  expect(held).toBeGreaterThan(0.025);
});

test('few, alternating or equal blocks are left as they are; a trend is not; outliers do not count', () => {
  expect(serialFactor([1, 2, 3])).toBe(1);
  expect(serialFactor(Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 1 : -1) * (1 + at / 100)))).toBe(1);
  expect(serialFactor(Array.from({ length: 40 }, () => 5))).toBe(1);
  const trend = Array.from({ length: 40 }, (_, at) => at);
  expect(serialFactor(trend)).toBeGreaterThan(4);
  expect(serialFactor(trend.with(39, 1e9))).toBe(serialFactor(trend));
});

test('level and p-value agree', () => {
  expect(weakened(widened(0.05, 1.7), 1.7)).toBeCloseTo(0.05, 12);
  expect(widened(0.05, 1)).toBe(0.05);
  expect([weakened(0, 2), weakened(1, 2)]).toEqual([0, 1]);
});
