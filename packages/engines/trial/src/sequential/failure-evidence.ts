import { incompleteGamma } from '../special/incomplete-gamma.ts';
import { logGamma } from '../special/log-gamma.ts';

/**
 * Evidence (an e-value) that the failure rate is above `rate`, against at most it, after `failures` in `time`: a gamma
 * mixture of shape 1 and mean `rate`, cut off at `rate`. Reaches 1 / alpha with chance at most alpha, however often one looks.
 */
export function failureEvidence(failures: number, time: number, rate: number): number {
  const before = incompleteGamma(1, 1).upper;
  const after = incompleteGamma(1 + failures, 1 + rate * time).upper;
  if (after === 0) return 0;
  const log = logGamma(1 + failures) - (1 + failures) * Math.log1p(rate * time) + rate * time;
  return Math.exp(Math.min(700, log + Math.log(after) - Math.log(before)));
}
