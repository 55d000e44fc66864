import { expect, test } from 'vitest';
import { atMargin, falseAcceptance } from './at-margin.ts';

test.each(atMargin)('at the margin at most alpha are accepted: $name', (trial) => {
  const runs = trial.endpoint['estimator'] === 'quantile ratio' ? 40 : 200;
  expect(falseAcceptance(trial, runs, 5)).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs));
});
