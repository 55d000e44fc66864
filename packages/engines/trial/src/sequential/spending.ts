import { normalQuantile } from '../special/normal-quantile.ts';
import { normalCdf } from '../special/normal.ts';

export const spendingKinds = ["o'brien-fleming-like", 'pocock-like'] as const;
export type SpendingKind = (typeof spendingKinds)[number];

/** Share of alpha that may be spent when the information fraction is t (Lan and DeMets 1983); all of it at 1. */
export function alphaSpent(kind: SpendingKind, t: number, alpha: number): number {
  if (t <= 0) return 0;
  if (t >= 1) return alpha;
  return kind === 'pocock-like'
    ? alpha * Math.log(1 + (Math.E - 1) * t)
    : 2 * normalCdf(normalQuantile(alpha / 2) / Math.sqrt(t));
}
