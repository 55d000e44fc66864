import { seededRandom } from '@underpin/model';
import { expect, test } from 'vitest';
import { sampleA, sampleB } from '../../test/reference-samples.ts';
import { shareDifference } from './miettinen-nurminen.ts';
import { mtbf, mtbfAbove, mtbfDemonstrationTime } from './mtbf.ts';
import { negativeBinomialRatio, overdispersionTest } from './negative-binomial.ts';
import { clopperPearson, shareAbove, successRun } from './proportion.ts';
import { rateRatioExact, rateRatioScore } from './rate-ratio.ts';
import { tost, welch } from './welch.ts';

const near = (seen: number, expected: number, relative = 1e-9): void =>
  expect(Math.abs(seen / expected - 1), `${seen} against ${expected}`).toBeLessThan(relative);
const candidate = { events: 60, exposure: 51477.5 };
const incumbent = { events: 30, exposure: 54308.7 };

test('Welch and TOST agree with scipy 1.17 and statsmodels 0.15', () => {
  const plain = welch(sampleA, sampleB, 0.05);
  near(plain.t, -1.9007099537658665);
  near(plain.pTwoSided, 0.06282055971640131);
  const equal = tost(sampleA, sampleB, -1.5, 1.5);
  near(equal.p, 0.1350895968806458);
  near(equal.t[0], 1.1143756327916665);
  near(equal.t[1], -4.9157955403233995);
  near(equal.df, 52.65162807017483);
});

test('rate ratios agree with statsmodels and R exactci: exact, mid-p, score, bounds', () => {
  const exact = rateRatioExact(candidate, incumbent, { alpha: 0.025 });
  near(exact.estimate, 2.10999757175465);
  near(exact.pTwoSided, 0.000675182658686321);
  near(exact.pGreater, 0.0004280526940501244);
  near(exact.lower, 1.33973572, 1e-8);
  near(exact.upper, 3.38836557, 1e-8);
  near(rateRatioExact(candidate, incumbent, { alpha: 0.025, midP: true }).pTwoSided, 0.000557262406619052);
  const score = rateRatioScore(candidate, incumbent, { alpha: 0.025 });
  near(score.pTwoSided, 0.0006322188820470972);
  near(score.lower, 1.36596243, 1e-8);
  near(score.upper, 3.25930615, 1e-8);
});

test('rate ratios without events claim nothing', () => {
  const none = { events: 0, exposure: 10 };
  expect(rateRatioExact(none, none, { alpha: 0.05 })).toMatchObject({
    lower: 0,
    upper: Infinity,
    pLess: 1,
    pGreater: 1,
  });
  expect(rateRatioScore(none, none, { alpha: 0.05 })).toMatchObject({ lower: 0, upper: Infinity, pLess: 1 });
  expect(rateRatioExact(none, incumbent, { alpha: 0.05 }).lower).toBe(0);
});

test('shares by Miettinen and Nurminen: 3 of 500 against 2 of 480, where an inversion in use fails', () => {
  const [a, b] = [
    { successes: 3, trials: 500 },
    { successes: 2, trials: 480 },
  ];
  const score = shareDifference(a, b, { alpha: 0.025, margin: 0.01 });
  // By numerical maximisation of the restricted likelihood. statsmodels up to 0.15 gives 0.0698922630821468: its cubic has
  // a wrong linear coefficient when the margin is not zero (its issue 10269).
  near(score.pLess, 0.07005901895639878);
  near(shareDifference(a, b, { alpha: 0.025, margin: 0.01, biased: true }).pLess, 0.06995786462823615);
  const { lower, upper } = score;
  near(shareDifference(a, b, { alpha: 0.025, margin: lower }).pGreater, 0.025, 1e-7);
  near(shareDifference(a, b, { alpha: 0.025, margin: upper }).pLess, 0.025, 1e-7);
  const none = shareDifference({ successes: 0, trials: 50 }, { successes: 0, trials: 50 }, { alpha: 0.025 });
  expect(none.lower).toBeLessThan(0);
  expect(none.upper).toBeGreaterThan(0);
  expect(none.upper).toBeLessThan(0.1);
});

test('Clopper–Pearson agrees with scipy; zero failures in 300 give 0.00993608', () => {
  const interval = clopperPearson({ successes: 3, trials: 500 }, 0.05);
  near(interval.lower, 0.0016373209816903326);
  near(interval.upper, 0.015433734876754958);
  near(clopperPearson({ successes: 0, trials: 300 }, 0.05).upper, 0.00993608, 1e-6);
  near(shareAbove({ successes: 300, trials: 300 }, 0.99), 0.99 ** 300);
});

test('success-run demonstration and mean time between failures agree with the reference', () => {
  expect([successRun(0.99, 0.9), successRun(0.999, 0.95), successRun(0.99, 0.9, 1)]).toEqual([230, 2995, 388]);
  near(mtbf({ failures: 0, time: 1e4 }, 0.1).lower, 4342.9448, 1e-8);
  near(mtbf({ failures: 2, time: 5e4 }, 0.1).lower, 9394.3988, 1e-8);
  near(mtbf({ failures: 5, time: 1e5 }, 0.05).lower, 9512.0011, 1e-8);
  near(mtbfAbove(2, 5e4, mtbf({ failures: 2, time: 5e4 }, 0.1).lower), 0.1);
  near(mtbf({ failures: 1, time: mtbfDemonstrationTime(500, 0.05, 1) }, 0.05).lower, 500);
});

/** Gamma of shape 2 and mean 1, then a Poisson count: a negative binomial of dispersion 1/2. */
function overdispersed(random: () => number, mean: number): number {
  const rate = (-mean * (Math.log(random()) + Math.log(random()))) / 2;
  return poissonDraw(random, rate);
}

function poissonDraw(random: () => number, mean: number): number {
  let count = -1;
  for (let time = 0; time < mean; time -= Math.log(random())) count += 1;
  return Math.max(0, count);
}

test('negative binomial bounds hold where Poisson bounds do not', () => {
  const random = seededRandom(5);
  const rounds = 600;
  let [missed, poissonMissed, found] = [0, 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const arm = () => Array.from({ length: 20 }, () => ({ events: overdispersed(random, 6), exposure: 24 }));
    const [a, b] = [arm(), arm()];
    if (negativeBinomialRatio(a, b, { alpha: 0.05 }).upper < 1) missed += 1;
    const sum = (counts: typeof a) => ({ events: counts.reduce((all, { events }) => all + events, 0), exposure: 480 });
    if (rateRatioExact(sum(a), sum(b), { alpha: 0.05 }).upper < 1) poissonMissed += 1;
    if (overdispersionTest(a, b) < 0.05) found += 1;
  }
  expect(missed / rounds).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / rounds));
  expect(poissonMissed / rounds).toBeGreaterThan(0.1);
  expect(found / rounds).toBeGreaterThan(0.9);
});

test('without overdispersion the negative binomial is Poisson, with the same estimate', () => {
  const arm = [3, 3, 4, 3].map((events) => ({ events, exposure: 10 }));
  const ratio = negativeBinomialRatio(arm, arm, { alpha: 0.05 });
  expect(ratio.dispersion).toBe(0);
  expect(ratio.estimate).toBeCloseTo(1, 12);
  expect(negativeBinomialRatio(arm, [{ events: 0, exposure: 10 }], { alpha: 0.05 }).upper).toBe(Infinity);
});
