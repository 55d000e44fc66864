import { type BasisRow, basisRowOf, type Sector } from '@underpin/model';

/** Rows that a subject selects. */
export interface SelectedRows {
  readonly assets: ArrayLike<number>;
  readonly serviceUses: ArrayLike<number>;
}

/** A measure to be weighed before it is taken: at most this share of an institution's yearly cost may stay with the subject. */
export interface Cap {
  /** Share 0..1; 0 is removal. */
  readonly share: number;
}

/** What a cap means for one institution. Amounts are yearly, in the currency of the costs that were given. */
export interface InstitutionEffect {
  readonly institution: number;
  readonly selected: number;
  readonly total: number;
  readonly share: number;
  /** Yearly cost that must move elsewhere. */
  readonly toMove: number;
  readonly unobserved: number;
  /** Selected rows, those of unobserved cost too. */
  readonly n: number;
  /** The selected assets and service uses of the institution, with their cost. */
  readonly basis: () => readonly BasisRow[];
}

/** What a cap means for one seller. */
export interface SellerEffect {
  readonly provider: number;
  readonly volume: number;
  /** Yearly volume that it loses when every institution moves just enough, each of its sellers in proportion. */
  readonly lost: number;
  /** Selected rows with a cost. */
  readonly n: number;
  /** What it sells of the subject, with its cost. */
  readonly basis: () => readonly BasisRow[];
}

export interface CapEffect {
  readonly institutions: readonly InstitutionEffect[];
  readonly sellers: readonly SellerEffect[];
  readonly volume: number;
  readonly lost: number;
  /** Items whose yearly cost nobody stated: both sides of the effect leave them out. */
  readonly unobserved: number;
}

interface Item {
  readonly institution: number;
  readonly seller: number;
  readonly cost: number;
  readonly row: (says: string) => BasisRow;
  readonly what: string;
}

/**
 * Effect of a direction on both sides (M14): what institutions must move, and what sellers lose.
 *
 * @param assetCost yearly cost of each asset in one currency, NaN where unobserved
 * @param useCost yearly cost of each service use in one currency (an arrangement's expense spread over its uses), NaN where unobserved
 * @returns institutions by falling amount to move, sellers by falling loss; the sums of both sides are equal
 * @example
 * effectOfCap(sector, { assets: [0, 1], serviceUses: [] }, assetCost, useCost, { share: 0.35 })
 */
export function effectOfCap(
  sector: Sector,
  selected: SelectedRows,
  assetCost: Float64Array,
  useCost: Float64Array,
  cap: Cap,
): CapEffect {
  if (!(cap.share >= 0 && cap.share <= 1))
    throw new RangeError(`Cannot cap at ${cap.share}: expected a share from 0 to 1`);
  const { assets, products, serviceUses, institutions } = sector;
  const assetItem = (row: number): Item => {
    const product = assets.product[row] ?? -1;
    const seller = product < 0 ? -1 : (products.maker[product] ?? -1);
    return {
      institution: assets.institution[row] ?? -1,
      seller,
      cost: assetCost[row] ?? Number.NaN,
      what: `Asset ${assets.id[row] ?? ''}`,
      row: (says) => basisRowOf(sector, assets.origins, row, says),
    };
  };
  const useItem = (row: number): Item => ({
    institution: serviceUses.institution[row] ?? -1,
    seller: serviceUses.provider[row] ?? -1,
    cost: useCost[row] ?? Number.NaN,
    what: 'Service use',
    row: (says) => basisRowOf(sector, serviceUses.origins, row, says),
  });
  const chosen = [...Array.from(selected.assets, assetItem), ...Array.from(selected.serviceUses, useItem)];
  // The cap is a share of what the subject could have been bought as: assets where it selects assets, services where it selects services.
  const all = [
    ...(selected.assets.length > 0 ? Array.from({ length: assets.count }, (_, row) => assetItem(row)) : []),
    ...(selected.serviceUses.length > 0 ? Array.from({ length: serviceUses.count }, (_, row) => useItem(row)) : []),
  ];
  const total = new Float64Array(institutions.count);
  const own = new Float64Array(institutions.count);
  const blind = new Int32Array(institutions.count);
  const rows = new Int32Array(institutions.count);
  for (const { institution, cost } of all)
    if (institution >= 0 && !Number.isNaN(cost)) total[institution] = (total[institution] ?? 0) + cost;
  let unobserved = 0;
  for (const { institution, cost } of chosen) {
    if (institution >= 0) rows[institution] = (rows[institution] ?? 0) + 1;
    if (institution < 0 || Number.isNaN(cost)) {
      unobserved += 1;
      if (institution >= 0) blind[institution] = (blind[institution] ?? 0) + 1;
    } else own[institution] = (own[institution] ?? 0) + cost;
  }
  const toMove = own.map((amount, at) => Math.max(0, amount - cap.share * (total[at] ?? 0)));
  const sellers = new Map<number, { volume: number; lost: number; n: number }>();
  for (const { institution, seller, cost } of chosen) {
    if (institution < 0 || Number.isNaN(cost)) continue;
    const found = sellers.get(seller) ?? { volume: 0, lost: 0, n: 0 };
    const held = own[institution] ?? 0;
    found.volume += cost;
    found.n += 1;
    found.lost += held === 0 ? 0 : ((toMove[institution] ?? 0) * cost) / held;
    sellers.set(seller, found);
  }
  const effects: InstitutionEffect[] = [];
  for (let at = 0; at < institutions.count; at += 1) {
    const [amount, whole] = [own[at] ?? 0, total[at] ?? 0];
    if (amount === 0 && blind[at] === 0) continue;
    effects.push({
      institution: at,
      selected: amount,
      total: whole,
      share: whole === 0 ? 0 : amount / whole,
      toMove: toMove[at] ?? 0,
      unobserved: blind[at] ?? 0,
      n: rows[at] ?? 0,
      basis: () => basisOf(chosen.filter(({ institution }) => institution === at)),
    });
  }
  return {
    institutions: effects.toSorted((a, b) => b.toMove - a.toMove || a.institution - b.institution),
    sellers: [...sellers]
      .map(([provider, effect]) => ({
        provider,
        ...effect,
        basis: () =>
          basisOf(
            chosen.filter(
              ({ institution, seller, cost }) => seller === provider && institution >= 0 && !Number.isNaN(cost),
            ),
          ),
      }))
      .toSorted((a, b) => b.lost - a.lost || a.provider - b.provider),
    volume: own.reduce((sum, amount) => sum + amount, 0),
    lost: toMove.reduce((sum, amount) => sum + amount, 0),
    unobserved,
  };
}

function basisOf(items: readonly Item[]): BasisRow[] {
  return items.map(({ row, what, cost }) =>
    row(`${what}: yearly cost ${Number.isNaN(cost) ? 'unobserved' : cost.toLocaleString('en-GB')}`),
  );
}
