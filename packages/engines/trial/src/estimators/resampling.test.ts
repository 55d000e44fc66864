import { seededRandom } from '@underpin/model';
import { expect, test } from 'vitest';
import { changePoints } from './change-points.ts';
import { binomialDraw, normalDraw, poissonDraw } from './draws.ts';
import { moments } from './moments.ts';
import { quantileRatio } from './quantile-ratio.ts';
import { sampleQuantile } from './sample-quantile.ts';
import { WeightedArm } from './weighted-arm.ts';

test('draws have the mean and variance of their distribution', () => {
  const random = seededRandom(1);
  const of = (draw: () => number) => moments(Array.from({ length: 20_000 }, draw));
  const poisson = of(() => poissonDraw(random, 250));
  expect(Math.abs(poisson.mean - 250)).toBeLessThan(0.5);
  expect(Math.abs(poisson.variance / 250 - 1)).toBeLessThan(0.05);
  const binomial = of(() => binomialDraw(random, 400, 0.3));
  expect(Math.abs(binomial.mean - 120)).toBeLessThan(0.3);
  expect(Math.abs(binomial.variance / 84 - 1)).toBeLessThan(0.05);
});

test('a quantile of weighted blocks of weighted values is the quantile of the values repeated', () => {
  const random = seededRandom(2);
  const whole = (most: number) => Math.floor(random() * most);
  for (let round = 0; round < 200; round += 1) {
    const blocks = Array.from({ length: 5 }, () => {
      const candidate = Array.from({ length: 1 + whole(round < 20 ? 400 : 8) }, () => whole(50));
      return { candidate, incumbent: [1], weights: { candidate: candidate.map(() => 1 + whole(3)), incumbent: [1] } };
    });
    const arm = new WeightedArm(blocks, 'candidate');
    const weight = Float64Array.from(blocks, () => whole(3));
    const repeated = (of: (block: number) => number): readonly number[] =>
      blocks
        .flatMap(({ candidate, weights }, block) =>
          candidate.flatMap((value, at) => Array<number>(of(block) * (weights.candidate[at] ?? 0)).fill(value)),
        )
        .toSorted((a, b) => a - b);
    const q = random();
    const drawn = repeated((block) => weight[block] ?? 0);
    // Of no values there is no quantile.
    if (drawn.length === 0) expect(arm.quantile(weight, q)).toBeNaN();
    else expect(arm.quantile(weight, q)).toBeCloseTo(sampleQuantile(drawn, q), 12);
    const all = repeated(() => 1);
    const rank = whole(all.length);
    expect(arm.orderStatistic(rank)).toBe(all[rank]);
    expect(arm.size).toBe(all.length);
  }
});

test('upper bounds of the ratio of the 90 % quantile hold in about 95 of 100 samples, plain and in blocks that hang together', () => {
  const random = seededRandom(4);
  const rounds = 200;
  const missed = { plain: 0, blocks: 0, blocksIgnored: 0 };
  const options = { quantile: 0.9, alpha: 0.05, margin: 1, random, resamples: 400 };
  for (let round = 0; round < rounds; round += 1) {
    const draw = (n: number, base = 0): number[] =>
      Array.from({ length: n }, () => Math.exp(0.5 * normalDraw(random) + base));
    if (quantileRatio([{ candidate: draw(150), incumbent: draw(150) }], options).upper < 1) missed.plain += 1;
    const days = Array.from({ length: 20 }, () => ({
      candidate: draw(8, 0.4 * normalDraw(random)),
      incumbent: draw(8, 0.4 * normalDraw(random)),
    }));
    if (quantileRatio(days, options).upper < 1) missed.blocks += 1;
    const pooled = { candidate: days.flatMap((day) => day.candidate), incumbent: days.flatMap((day) => day.incumbent) };
    if (quantileRatio([pooled], options).upper < 1) missed.blocksIgnored += 1;
  }
  expect(missed.plain / rounds).toBeLessThan(0.1);
  expect(missed.blocks / rounds).toBeLessThan(0.1);
  expect(missed.blocksIgnored / rounds).toBeGreaterThan(0.1);
});

test('a p99 of 200 values has no bound: two values beyond it prove nothing', () => {
  const values = Array.from({ length: 200 }, (_, at) => 1 + at);
  const ratio = quantileRatio([{ candidate: values, incumbent: values }], {
    quantile: 0.99,
    alpha: 0.05,
    margin: 1.1,
    random: seededRandom(1),
  });
  expect(ratio).toMatchObject({ estimate: 1, upper: Infinity, pLess: 1 });
});

test('a change of level is flagged where it is, and seldom where there is none', () => {
  const random = seededRandom(6);
  const series = Array.from({ length: 60 }, (_, at) => normalDraw(random) + (at >= 25 ? 3 : 0));
  const found = changePoints(series, { alpha: 0.01 });
  expect(found).toHaveLength(1);
  expect(Math.abs((found[0]?.at ?? 0) - 25)).toBeLessThan(3);
  const quiet = Array.from({ length: 300 }, () =>
    changePoints(
      Array.from({ length: 60 }, () => normalDraw(random)),
      { alpha: 0.05 },
    ),
  ).filter((flags) => flags.length > 0).length;
  expect(quiet / 300).toBeLessThan(0.08);
});
