import { type BasisRow, type Figure, basisRowOf, type Sector, textAt as text, type Weight } from '@underpin/model';
import { engineVersion } from './engine-version.ts';
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
  /**
   * Share of each seller at a date (its place in `dates`), with the assets that made it; last what was left out, whose
   * rows are the assets without maker, cost, rate or capacity.
   */
  readonly figures: (at: number) => readonly Figure[];
}

interface Cell {
  amount: number;
}

interface Key {
  readonly category: string;
  readonly weight: MarketTable['weight'];
}
type RowsOf = (key: Key, unit: string, at: number, seller: string | null) => BasisRow[];

interface Tally {
  readonly sellers: Map<string, { name: string; at: (Cell | undefined)[] }>;
  readonly total: (number | null)[];
  readonly unobserved: number[];
  /** Assets counted at each date. */
  readonly counted: number[];
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
  const keys = new Map<string, Key>();
  const tallyOf = (category: string, weight: MarketTable['weight'], unit: string): Tally => {
    const key = JSON.stringify([category, weight, unit]);
    let tally = tallies.get(key);
    if (tally === undefined) {
      tally = {
        sellers: new Map(),
        total: dates.map(() => null),
        unobserved: dates.map(() => 0),
        counted: dates.map(() => 0),
        unit,
      };
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
  const rowsOf = (key: Key, unit: string, at: number, of: string | null): BasisRow[] => {
    const observation = ordered[at] as MarketObservation;
    const { sector } = observation;
    const rows: BasisRow[] = [];
    for (const item of installedItems(sector, convert, currency)) {
      if (item.category !== key.category) continue;
      const seller = item.maker < 0 ? null : observation.sellerOf(item.maker);
      for (const [weight, inUnit, amount] of item.amounts) {
        if (weight !== key.weight || inUnit !== unit) continue;
        const counted = seller === null || amount === null ? null : seller.id;
        if (counted === of)
          rows.push(basisRowOf(sector, sector.assets.origins, item.asset, saysOf(item, seller, amount, unit)));
      }
    }
    return rows;
  };
  return [...tallies]
    .map(([key, tally]) => tableOf(keys.get(key) as Key, tally, dates, rowsOf))
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
      asset,
      id: assets.id[asset] ?? '',
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
  tally.counted[at] = (tally.counted[at] ?? 0) + 1;
}

/** The id of a seller's figure in a table. Example: `marketFigureId(table, row.id)`. */
export function marketFigureId(
  { category, weight, unit }: Pick<MarketTable, 'category' | 'weight' | 'unit'>,
  seller: string,
): string {
  return `market/${category}/${weight}/${unit}/${seller}`;
}

function saysOf(
  item: { readonly id: string },
  seller: { name: string } | null,
  amount: number | null,
  unit: string,
): string {
  const told = amount === null ? `${unit} unobserved` : `${amount.toLocaleString('en-GB')} ${unit}`;
  return `Asset ${item.id} of ${seller === null ? 'a maker that nobody stated' : seller.name}: ${told}`;
}

function tableOf(key: Key, tally: Tally, dates: readonly string[], rowsOf: RowsOf): MarketTable {
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
  const sorted = rows.toSorted((a, b) => (b.amount[last] ?? -1) - (a.amount[last] ?? -1) || a.id.localeCompare(b.id));
  const place = `${key.category}/${key.weight}/${tally.unit}`;
  const what = `${key.category === '' ? 'category not stated' : key.category} by ${key.weight}`;
  const figures = (at: number): Figure[] => {
    const [date, left, total] = [dates[at] ?? '', tally.unobserved[at] ?? 0, tally.total[at] ?? null];
    const common = { measure: 'market', weight: key.weight, version: { engine: engineVersion } } as const;
    return [
      ...sorted.map(({ id, name, share }): Figure => {
        const part = share[at] ?? null;
        return {
          ...common,
          id: marketFigureId({ ...key, unit: tally.unit }, id),
          label: `Share of ${name} in ${what}, ${date}`,
          unit: 'share',
          of: tally.unit,
          scope: { kind: 'group', id, name },
          value: part === null ? null : { atLeast: part, atMost: part },
          total,
          n: tally.counted[at] ?? 0,
          unobserved: left,
          basis: () => rowsOf(key, tally.unit, at, id),
        };
      }),
      {
        ...common,
        id: `market-unobserved/${place}`,
        label: `Assets left out of ${what}, ${date}`,
        unit: 'count',
        of: 'assets',
        scope: { kind: 'sector', id: 'sector', name: 'the sector' },
        value: { atLeast: left, atMost: left },
        total: null,
        n: left,
        unobserved: left,
        basis: () => rowsOf(key, tally.unit, at, null),
      },
    ];
  };
  return {
    ...key,
    unit: tally.unit,
    dates,
    rows: sorted,
    figures,
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
