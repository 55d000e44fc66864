import { seededRandom } from '@underpin/model';
import { expect, test } from 'vitest';
import { poissonDraw } from '../estimators/draws.ts';
import { poissonMass } from '../special/distributions.ts';
import { failureEvidence } from './failure-evidence.ts';

test('at the rate under test the evidence is worth one on average, below it less', () => {
  const expected = (mean: number, time: number, rate: number): number => {
    let sum = 0;
    for (let failures = 0; failures < 400; failures += 1)
      sum += poissonMass(mean, failures) * failureEvidence(failures, time, rate);
    return sum;
  };
  expect(expected(7, 70, 0.1)).toBeCloseTo(1, 6);
  expect(expected(5, 70, 0.1)).toBeLessThan(0.6);
});

test('a look each day stops needlessly in at most alpha of the trials, and finds a rate three times too high', () => {
  const random = seededRandom(9);
  const stops = (daily: number): number => {
    let stopped = 0;
    for (let run = 0; run < 800; run += 1) {
      let failures = 0;
      for (let day = 1; day <= 90; day += 1) {
        failures += poissonDraw(random, daily);
        if (failureEvidence(failures, day * 24, 0.01) >= 20) {
          stopped += 1;
          break;
        }
      }
    }
    return stopped / 800;
  };
  expect(stops(0.24)).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 800));
  expect(stops(0.72)).toBeGreaterThan(0.95);
});
