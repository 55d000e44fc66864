import { type Sector, textAt as text, type Weight } from '@underpin/model';
import type { MarketObservation, ToCurrency } from './market-observation.ts';

/** One seller in one category over the dates of the view. `null` means nothing was observed at that date: not zero. */
export interface MarketRow {
  readonly id: string;
  readonly name: string;
  readonly amount: readonly (number | null)[];
  /** Share 0..1 of the category's observed amount. */
  readonly share: readonly (number | null)[];
  /** Growth since the date before: 0.11 is 11 % more. */
  readonly growth: readonly (number | null)[];
}

/** One category by one weight. Capacity is only ever compared within one unit. */
export interface MarketTable {
  readonly category: string;
  readonly weight: Extract<Weight, 'count' | 'cost' | 'capacity'>;
  readonly unit: string;
  readonly dates: readonly string[];
  readonly rows: readonly MarketRow[];
  readonly total: readonly (number | null)[];
  readonly growth: readonly (number | null)[];
  /** Assets left out at each date, because maker, cost, rate or capacity is not observed. */
  readonly unobserved: readonly number[];
}

interface Cell {
  amount: number;
}

interface Tally {
  readonly sellers: Map<string, { name: string; at: (Cell | undefined)[] }>;
  readonly total: (number | null)[];
  readonly unobserved: number[];
  readonly unit: string;
}

/**
 * Market view (M14): shares of sellers over time, per category, by count of machines, yearly cost and capacity.
 *
 * @param observations one per reference date, in any order; they are shown by date
 * @param currency currency of the cost tables
 * @param convert gives an amount in that currency, or null when the rate is missing (the asset then counts as unobserved)
 * @returns one table per category, weight and unit, sellers by falling amount at the last date
 * @example
 * marketView([{ sector, sellerOf }], 'EUR', (amount, currency) => (currency === 'EUR' ? amount : null))
 */
export function marketView(
  observations: readonly MarketObservation[],
  currency: string,
  convert: ToCurrency,
): MarketTable[] {
  const ordered = observations.toSorted((a, b) => a.sector.asOf.localeCompare(b.sector.asOf));
  const dates = ordered.map((observation) => observation.sector.asOf);
  const tallies = new Map<string, Tally>();
  const keys = new Map<string, { category: string; weight: MarketTable['weight'] }>();
  const tallyOf = (category: string, weight: MarketTable['weight'], unit: string): Tally => {
    const key = JSON.stringify([category, weight, unit]);
    let tally = tallies.get(key);
    if (tally === undefined) {
      tally = { sellers: new Map(), total: dates.map(() => null), unobserved: dates.map(() => 0), unit };
      tallies.set(key, tally);
      keys.set(key, { category, weight });
    }
    return tally;
  };
  ordered.forEach((observation, at) => {
    for (const item of installedItems(observation.sector, convert, currency)) {
      const seller = item.maker < 0 ? null : observation.sellerOf(item.maker);
      for (const [weight, unit, amount] of item.amounts) {
        const tally = tallyOf(item.category, weight, unit);
        if (seller === null || amount === null) tally.unobserved[at] = (tally.unobserved[at] ?? 0) + 1;
        else addAmount(tally, seller, at, amount, dates.length);
      }
    }
  });
  return [...tallies]
    .map(([key, tally]) => tableOf(keys.get(key) as { category: string; weight: MarketTable['weight'] }, tally, dates))
    .toSorted((a, b) => `${a.category}/${a.weight}/${a.unit}`.localeCompare(`${b.category}/${b.weight}/${b.unit}`));
}

function* installedItems(sector: Sector, convert: ToCurrency, currency: string) {
  const { assets, products } = sector;
  for (let asset = 0; asset < assets.count; asset += 1) {
    const product = assets.product[asset] ?? -1;
    const quantity = assets.quantity[asset] ?? Number.NaN;
    const cost = assets.annualCost[asset] ?? Number.NaN;
    const capacity = assets.capacity[asset] ?? Number.NaN;
    const unit = text(assets.capacityUnit, asset);
    const paid = text(assets.currency, asset);
    yield {
      category: product < 0 ? '' : text(products.category, product),
      maker: product < 0 ? -1 : (products.maker[product] ?? -1),
      amounts: [
        ['count', 'machines', Number.isNaN(quantity) ? null : quantity],
        ['cost', currency, Number.isNaN(cost) || paid === '' ? null : convert(cost, paid, sector.asOf)],
        ...(unit === '' ? [] : [['capacity', unit, Number.isNaN(capacity) ? null : capacity] as const]),
      ] as readonly (readonly [MarketTable['weight'], string, number | null])[],
    };
  }
}

function addAmount(
  tally: Tally,
  seller: { id: string; name: string },
  at: number,
  amount: number,
  dates: number,
): void {
  let row = tally.sellers.get(seller.id);
  if (row === undefined) {
    row = { name: seller.name, at: Array.from({ length: dates }, () => undefined) };
    tally.sellers.set(seller.id, row);
  }
  const found = row.at[at];
  if (found === undefined) row.at[at] = { amount };
  else found.amount += amount;
  tally.total[at] = (tally.total[at] ?? 0) + amount;
}

function tableOf(
  key: { category: string; weight: MarketTable['weight'] },
  tally: Tally,
  dates: readonly string[],
): MarketTable {
  const rows = [...tally.sellers].map(([id, seller]): MarketRow => {
    const amount = seller.at.map((entry, at) => entry?.amount ?? (tally.total[at] === null ? null : 0));
    return {
      id,
      name: seller.name,
      amount,
      share: amount.map((value, at) => ratio(value, tally.total[at])),
      growth: growthOf(amount),
    };
  });
  const last = dates.length - 1;
  return {
    ...key,
    unit: tally.unit,
    dates,
    rows: rows.toSorted((a, b) => (b.amount[last] ?? -1) - (a.amount[last] ?? -1) || a.id.localeCompare(b.id)),
    total: tally.total,
    growth: growthOf(tally.total),
    unobserved: tally.unobserved,
  };
}

function ratio(value: number | null, total: number | null | undefined): number | null {
  return value === null || total === null || total === undefined || total === 0 ? null : value / total;
}

function growthOf(amounts: readonly (number | null)[]): (number | null)[] {
  return amounts.map((amount, at) => {
    const before = at === 0 ? null : (amounts[at - 1] ?? null);
    return before === null || before === 0 || amount === null ? null : amount / before - 1;
  });
}
