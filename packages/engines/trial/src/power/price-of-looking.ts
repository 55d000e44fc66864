import { seededRandom } from '@underpin/model';
import { leastBlocksToTell, serialFactor } from '../estimators/serial-correlation.ts';
import { normalCdf } from '../special/normal.ts';
import { normalQuantile } from '../special/normal-quantile.ts';

const rounds = 1200;
const kept = 24;
/** Above, the price is taken as that of so many blocks: it falls slowly. */
const most = 200;
const known = new Map<number, readonly number[]>();

/**
 * The power of a verdict on independent blocks that looks whether they hang together, which chance makes some seem to do.
 *
 * @param powerAt power with bounds that are wider by a factor
 */
export function lookedPower(blocks: number, powerAt: (factor: number) => number): number {
  if (blocks < leastBlocksToTell) return powerAt(1);
  const factors = chanceFactors(blocks);
  return factors.reduce((sum, factor) => sum + powerAt(factor), 0) / factors.length;
}

/** The power that is left when bounds are wider by a factor than they would have to be, for a statistic taken as normal. */
export function powerLeft(power: number, alpha: number, factor: number): number {
  if (power <= 0 || power >= 1) return power;
  return normalCdf(normalQuantile(power) + (factor - 1) * normalQuantile(alpha));
}

/** By how much independent series of so many blocks are widened (only their ranks count), by a fixed simulation: even quantiles. */
function chanceFactors(blocks: number): readonly number[] {
  const step = blocks < 24 ? 1 : blocks < 64 ? 4 : 16;
  const size = Math.min(most, step * Math.round(blocks / step));
  const before = known.get(size);
  if (before !== undefined) return before;
  const random = seededRandom(size);
  const all = Array.from({ length: rounds }, () => serialFactor(Array.from({ length: size }, () => random()))).toSorted(
    (a, b) => a - b,
  );
  const factors = Array.from({ length: kept }, (_, at) => all[Math.floor(((at + 0.5) * rounds) / kept)] as number);
  known.set(size, factors);
  return factors;
}
