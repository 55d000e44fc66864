import { type CapEffect, effectOfCap, type MarketTable, marketView } from '@underpin/market';
import { ok, type Result, type Subject } from '@underpin/model';
import { select, type Study } from './study.ts';

/** Shares of sellers (by group) over the studies' dates, per category, by count, cost and capacity. */
export function market(studies: readonly Study[], currency: string): MarketTable[] {
  const observations = studies.map((study) => ({
    sector: study.loaded.sector,
    sellerOf: (provider: number) => {
      const group = study.control.groups[study.control.group[provider] ?? -1];
      return group === undefined ? null : { id: group.id, name: group.name };
    },
  }));
  const factors = new Map(studies.map((study) => [study.loaded.sector.asOf, factorsOf(study, currency)]));
  return marketView(observations, currency, (amount, from, date) => {
    const factor = factors.get(date)?.get(from);
    return factor === undefined ? null : amount * factor;
  });
}

/** Effect of a cap (0 is removal) on a subject: what institutions must move and what sellers lose, yearly. */
export function capEffect(
  study: Study,
  subject: Subject,
  share: number,
): Result<CapEffect & { readonly currency: string }> {
  const selection = select(study, subject);
  if (!selection.ok) return selection;
  const { sector } = study.loaded;
  const { assetCost, expense } = study.reliance;
  const uses = new Int32Array(sector.arrangements.count);
  for (const arrangement of sector.serviceUses.arrangement)
    if (arrangement >= 0) uses[arrangement] = (uses[arrangement] ?? 0) + 1;
  const useCost = Float64Array.from(sector.serviceUses.arrangement, (arrangement) =>
    arrangement < 0 ? Number.NaN : (expense.values[arrangement] ?? Number.NaN) / (uses[arrangement] ?? 1),
  );
  const rows = { assets: assetsOf(study, selection.value.items), serviceUses: selection.value.items['service use'] };
  return ok({
    ...effectOfCap(sector, rows, assetCost.values, useCost, { share }),
    currency: assetCost.currency || expense.currency,
  });
}

function assetsOf(study: Study, items: { readonly asset: Int32Array; readonly product: Int32Array }): Int32Array {
  const products = new Set(items.product);
  const assets = new Set(items.asset);
  study.loaded.sector.assets.product.forEach((product, at) => {
    if (products.has(product)) assets.add(at);
  });
  return Int32Array.from(assets).sort();
}

/** How many units of `currency` one unit of each other currency is worth, read off amounts that the study has converted. */
function factorsOf(study: Study, currency: string): Map<string, number> {
  const factors = new Map([[currency, 1]]);
  const { assets } = study.loaded.sector;
  const { assetCost } = study.reliance;
  if (assetCost.currency !== currency) return factors;
  assets.currency.codes.forEach((code, at) => {
    const name = assets.currency.values[code];
    const [stated, converted] = [assets.annualCost[at] ?? Number.NaN, assetCost.values[at] ?? Number.NaN];
    if (name !== undefined && stated > 0 && !Number.isNaN(converted)) factors.set(name, converted / stated);
  });
  return factors;
}
