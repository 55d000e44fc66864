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
