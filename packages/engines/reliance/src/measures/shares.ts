import type { Bounds } from '@underpin/model';

/** How concentrated weights are over keys. */
export interface Concentration {
  /** Sum of squared shares x 10,000: 10,000 for one key, 10,000/n for n equal ones. */
  readonly hhi: number;
  /** 10,000 / HHI: so many equal keys would be as concentrated. */
  readonly effectiveNumber: number;
  /** Share of the largest key, and of the three largest. */
  readonly cr1: number;
  readonly cr3: number;
  readonly total: number;
  /** Keys with a weight, largest first. */
  readonly keys: readonly { readonly key: number; readonly weight: number; readonly share: number }[];
}

/** Concentration of weights per key; null when they sum to nothing. Negative weights are a mistake: RangeError. */
export function concentrationOf(weights: Iterable<readonly [number, number]>): Concentration | null {
  const present = [...weights].filter(([, weight]) => weight !== 0);
  if (present.some(([, weight]) => !(weight > 0))) throw new RangeError('Cannot take shares of a negative weight');
  const total = present.reduce((sum, [, weight]) => sum + weight, 0);
  if (total === 0) return null;
  const keys = present
    .map(([key, weight]) => ({ key, weight, share: weight / total }))
    .sort((a, b) => b.weight - a.weight || a.key - b.key);
  const hhi = keys.reduce((sum, { share }) => sum + share * share, 0) * 10_000;
  const largest = (count: number) =>
    Math.min(
      1,
      keys.slice(0, count).reduce((sum, { share }) => sum + share, 0),
    );
  return { hhi, effectiveNumber: 10_000 / hhi, cr1: largest(1), cr3: largest(3), total, keys };
}

/**
 * Weight whose key nobody observed. `spread[0]` is the weight that can lie on any one key; `spread[1]` what can lie on a
 * second key besides, and so on: a thing behind several items of unobserved key counts once for each key that they turn
 * out to have. For items that count once only, `spread` is their weight alone.
 */
export interface OpenWeight {
  readonly spread: readonly number[];
}

/** Bounds of concentration, whatever the keys of the open weight turn out to be. */
export interface ConcentrationBounds {
  readonly hhi: Bounds;
  readonly effectiveNumber: Bounds;
  readonly cr1: Bounds;
  readonly cr3: Bounds;
}

/**
 * Bounds of the measures over observed and open weight together: at least when the open weight is split without end, at
 * most when it lies on the largest keys. Both bounds are the observed figure when nothing is open.
 *
 * Example: shares 60 and 40 observed, 100 open: `boundsOf(found, { spread: [100] }).cr1` is 0.3 to 0.8.
 */
export function boundsOf({ keys, total }: Concentration, { spread }: OpenWeight): ConcentrationBounds {
  const weights = keys.map(({ weight }) => weight);
  const most = total + spread.reduce((sum, weight) => sum + weight, 0);
  const sum = (of: readonly number[]) => of.reduce((all, one) => all + one, 0);
  const squares = sum(weights.map((weight) => weight * weight));
  let [all, above, highest] = [total, squares, squares / total ** 2];
  spread.forEach((open, at) => {
    const weight = weights[at] ?? 0;
    all += open;
    above += (weight + open) ** 2 - weight ** 2;
    highest = Math.max(highest, above / all ** 2);
  });
  const hhi = { atLeast: (squares / most ** 2) * 10_000, atMost: highest * 10_000 };
  const largest = (count: number): Bounds => {
    const top = sum(weights.slice(0, count));
    const open = sum(spread.slice(0, count));
    return { atLeast: Math.min(1, top / most), atMost: Math.min(1, (top + open) / (total + open)) };
  };
  return {
    hhi,
    effectiveNumber: { atLeast: 10_000 / hhi.atMost, atMost: 10_000 / hhi.atLeast },
    cr1: largest(1),
    cr3: largest(3),
  };
}
