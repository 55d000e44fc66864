import { seededRandom } from '@underpin/model';
import { expect, test } from 'vitest';
import { normalDraw } from '../estimators/draws.ts';
import { evidenceAbove, meanSequence, mixtureRatio, sequentialShareP, shareSequence } from './always-valid.ts';
import { classicalConstant, groupSequential } from './group-sequential.ts';

test.each([
  ['pocock', [2.1783, 2.2895, 2.3613, 2.4132]],
  ["o'brien-fleming", [1.9774, 2.004, 2.0243, 2.0401]],
] as const)('constants of %s for 2 to 5 looks agree with Jennison and Turnbull', (kind, expected) => {
  expect([2, 3, 4, 5].map((looks) => Number(classicalConstant(kind, looks, 0.05).toFixed(4)))).toEqual(expected);
});

test('alpha-spending boundaries agree with published ones, two-sided and one-sided', () => {
  const kind = "o'brien-fleming-like";
  const fractions = [0.25, 0.5, 0.75, 1];
  const round = (values: readonly number[]) => values.map((value) => Number(value.toFixed(4)));
  expect(round(groupSequential({ kind, fractions, alpha: 0.05, sides: 2 }).z)).toEqual([3.9199, 2.774, 2.2982, 2.0426]);
  expect(round(groupSequential({ kind, fractions, alpha: 0.025 }).z)).toEqual([4.3326, 2.9631, 2.359, 2.0141]);
});

test('looking daily with boundaries keeps alpha; without them it is lost', () => {
  const looks = 20;
  const fractions = Array.from({ length: looks }, (_, at) => (at + 1) / looks);
  const { z, spent } = groupSequential({ kind: 'pocock-like', fractions, alpha: 0.05 });
  expect(spent.at(-1)).toBe(0.05);
  const random = seededRandom(21);
  const rounds = 4000;
  let [crossed, naive] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    let sum = 0;
    let [seen, seenNaive] = [false, false];
    for (let look = 1; look <= looks; look += 1) {
      sum += normalDraw(random);
      const value = sum / Math.sqrt(look);
      seen ||= value >= (z[look - 1] as number);
      seenNaive ||= value >= 1.6449;
    }
    if (seen) crossed += 1;
    if (seenNaive) naive += 1;
  }
  expect(Math.abs(crossed / rounds - 0.05)).toBeLessThan(3 * Math.sqrt((0.05 * 0.95) / rounds));
  expect(naive / rounds).toBeGreaterThan(0.15);
});

test('always-valid statistics agree with the reference: mSPRT 1.5205185222, counts 0.0855158816', () => {
  expect(mixtureRatio(200, 4, 0.04, 0.35)).toBeCloseTo(1.5205185222, 9);
  expect(sequentialShareP(60, 30, 51477.5 / (51477.5 + 54308.7))).toBeCloseTo(0.0855158816, 9);
});

test('evidence and confidence sequences hold with a look after every value', () => {
  const random = seededRandom(31);
  const rounds = 300;
  const missed = { evidence: 0, share: 0, mean: 0 };
  for (let round = 0; round < rounds; round += 1) {
    let [events, mean, squares] = [0, 0, 0];
    const seen = { evidence: false, share: false, mean: false };
    for (let n = 1; n <= 150; n += 1) {
      if (random() < 0.3) events += 1;
      const value = normalDraw(random);
      const step = value - mean;
      mean += step / n;
      squares += step * (value - mean);
      seen.evidence ||= evidenceAbove(events, n - events, 0.3, [1, 1]) >= 20;
      if (n >= 20) seen.mean ||= meanSequence({ n, mean, variance: squares / (n - 1) }, 0.05).upper < 0;
      if (n % 30 === 0) seen.share ||= shareSequence(events, n - events, 0.05).lower > 0.3;
    }
    for (const kind of ['evidence', 'share', 'mean'] as const) if (seen[kind]) missed[kind] += 1;
  }
  for (const [kind, count] of Object.entries(missed))
    expect.soft(count / rounds, kind).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / rounds));
  expect(evidenceAbove(60, 40, 0.3, [1, 1])).toBeGreaterThan(1000);
});
