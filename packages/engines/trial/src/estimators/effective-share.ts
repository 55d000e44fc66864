import { normalQuantile } from '../special/normal-quantile.ts';
import { studentQuantile } from '../special/quantiles.ts';
import type { Proportion } from './proportion.ts';
import type { Count } from './rate-ratio.ts';

/** Blocks with a failure below which their variance says too little of how failures cluster. */
export const leastFailing = 5;

/**
 * A share with the number of trials that its clustered intervals are worth: an outage takes neighbouring intervals
 * down together, so they are not independent. The number is divided by the design effect of the blocks, and by what is
 * lost by estimating it (Korn and Graubard 1998); with fewer than five failing blocks every block counts as one trial, the worst case. A single block is taken as it is.
 */
export function effectiveShare(blocks: readonly Count[]): Proportion {
  const up = blocks.reduce((sum, { events }) => sum + events, 0);
  const all = blocks.reduce((sum, { exposure }) => sum + exposure, 0);
  if (blocks.length < 2 || all === 0) return { successes: up, trials: all };
  const share = up / all;
  const failing = blocks.filter(({ events, exposure }) => events < exposure).length;
  const worst = all / blocks.length;
  const between = blocks.reduce((sum, { events, exposure }) => sum + (events - share * exposure) ** 2, 0);
  const spread = (between * blocks.length) / (blocks.length - 1) / (all * share * (1 - share));
  const lost = (studentQuantile(blocks.length - 1, 0.05) / normalQuantile(0.05)) ** 2;
  const effect =
    failing < leastFailing || !Number.isFinite(spread) ? worst : Math.min(worst, Math.max(1, spread) * lost);
  return { successes: up / effect, trials: all / effect };
}
