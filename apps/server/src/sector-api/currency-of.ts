import type { SectorContext } from './sector-context.ts';

/** The currency in which a sector's totals are given; null when no amount is known. */
export function currencyOf({ study }: SectorContext): string | null {
  return study.reliance.totalAssets.currency || study.reliance.assetCost.currency || null;
}
