import { solve } from '../special/solve.ts';
import { evidenceAbove } from './always-valid.ts';
import { failureEvidence } from './failure-evidence.ts';

/** Bounds that hold at all times at once, on the scale of the margin. */
export interface SequenceBounds {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Always-valid bounds of the median of differences, by the sign test's e-value: for any distribution, each of one-sided level
 * alpha. A bound is the outermost difference that the e-value does not refuse.
 */
export function medianBounds(sorted: readonly number[], alpha: number): SequenceBounds {
  const n = sorted.length;
  // Refusing "the median is at most m" takes so many differences above m.
  let needed = n + 1;
  for (let above = Math.ceil(n / 2); above <= n; above += 1)
    if (evidenceAbove(above, n - above, 0.5, [1, 1]) >= 1 / alpha) {
      needed = above;
      break;
    }
  return { lower: sorted[n - needed] ?? -Infinity, upper: sorted[needed - 1] ?? Infinity };
}

/** Always-valid bounds of a ratio of rates from events and exposures, each of one-sided level alpha. */
export function rateRatioBounds(
  candidate: { readonly events: number; readonly exposure: number },
  incumbent: { readonly events: number; readonly exposure: number },
  alpha: number,
): SequenceBounds {
  if (candidate.exposure === 0 || incumbent.exposure === 0) return { lower: 0, upper: Infinity };
  const above = (one: typeof candidate, other: typeof candidate, ratio: number): number => {
    const part = ratio * one.exposure;
    const share = part / (part + other.exposure);
    return evidenceAbove(one.events, other.events, share, [10 * share, 10 * (1 - share)]);
  };
  const least = (one: typeof candidate, other: typeof candidate): number => {
    const excess = (log: number): number => Math.log(above(one, other, Math.exp(log))) + Math.log(alpha);
    return one.events === 0
      ? 0
      : outermost(excess, Math.log((one.events / one.exposure / Math.max(other.events, 1)) * other.exposure));
  };
  return { lower: least(candidate, incumbent), upper: 1 / least(incumbent, candidate) };
}

/** Always-valid bounds of a share of successes, each of one-sided level alpha, by the e-values of the stop for harm. */
export function shareBounds(successes: number, failures: number, alpha: number): SequenceBounds {
  const lossAbove = (down: number): number =>
    Math.log(evidenceAbove(failures, successes, down, [1, Math.max(1, 1 / down - 1)])) + Math.log(alpha);
  const gainAbove = (up: number): number =>
    Math.log(evidenceAbove(successes, failures, up, [1, Math.max(1, 1 / up - 1)])) + Math.log(alpha);
  const search = (excess: (share: number) => number, highest: number): number => {
    if (!(excess(1e-9) >= 0)) return 0;
    return excess(highest) >= 0 ? highest : solve(excess, 1e-9, highest, 1e-10);
  };
  const share = successes / (successes + failures);
  if (!(successes + failures > 0)) return { lower: 0, upper: 1 };
  return { lower: search(gainAbove, share), upper: 1 - search(lossAbove, 1 - share) };
}

/** Always-valid upper bound of a mean time between failures, of one-sided level alpha; a lower one is not given. */
export function mtbfBounds(failures: number, time: number, alpha: number): SequenceBounds {
  if (failures === 0 || time === 0) return { lower: 0, upper: Infinity };
  const excess = (log: number): number => Math.log(failureEvidence(failures, time, Math.exp(log))) + Math.log(alpha);
  const rate = outermost(excess, Math.log(failures / time));
  return { lower: 0, upper: rate === 0 ? Infinity : 1 / rate };
}

/** The greatest value (its exponential) at which evidence that falls with it is still enough, at most the estimate; 0 when it is far below. */
function outermost(excess: (log: number) => number, estimate: number): number {
  let [inside, outside] = [estimate - 12, estimate];
  if (!(excess(inside) >= 0)) return 0;
  while (outside - inside > 1e-7) {
    const middle = (inside + outside) / 2;
    if (excess(middle) >= 0) inside = middle;
    else outside = middle;
  }
  return Math.exp(inside);
}
