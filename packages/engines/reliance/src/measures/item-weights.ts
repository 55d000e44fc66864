import type { Weight } from '@underpin/model';
import { criticality } from '@underpin/model';
import type { Reliance } from '../build-reliance.ts';

/**
 * How items weigh. `each` is a weight for every item (NaN when unobserved), added up. `once` weighs a thing behind the
 * item (its function, its institution) a single time for each key, however many items lead to it: -1 for none.
 */
export type ItemWeights =
  | { readonly kind: 'each'; readonly weight: Float64Array; readonly currency?: string }
  | { readonly kind: 'once'; readonly thing: Int32Array; readonly weight: Float64Array; readonly currency?: string };

/** Weights of service uses or assets; null when the weight has no meaning for them. Capacity is in `unit` only. */
export function itemWeights(
  reliance: Reliance,
  items: 'asset' | 'service use',
  weight: Weight,
  unit?: string,
): ItemWeights | null {
  const { sector, totalAssets, expense, assetCost } = reliance;
  const { serviceUses, assets, functions, arrangements } = sector;
  if (weight === 'total assets') {
    const thing = items === 'asset' ? assets.institution : serviceUses.institution;
    return { kind: 'once', thing, weight: totalAssets.values, currency: totalAssets.currency };
  }
  if (items === 'asset') {
    if (weight === 'count') return { kind: 'each', weight: assets.quantity };
    if (weight === 'cost') return { kind: 'each', weight: assetCost.values, currency: assetCost.currency };
    if (weight !== 'capacity') return null;
    const code = unit === undefined ? -1 : assets.capacityUnit.values.indexOf(unit);
    return {
      kind: 'each',
      weight: assets.capacity.map((capacity, at) =>
        code >= 0 && assets.capacityUnit.codes[at] === code ? capacity * (assets.quantity[at] as number) : Number.NaN,
      ),
    };
  }
  if (weight === 'count') return { kind: 'each', weight: new Float64Array(serviceUses.count).fill(1) };
  if (weight === 'critical functions') {
    return {
      kind: 'once',
      thing: serviceUses.function.map((fn) => (fn >= 0 && functions.critical[fn] === criticality.yes ? fn : -1)),
      weight: new Float64Array(functions.count).fill(1),
    };
  }
  if (weight !== 'cost') return null;
  const uses = new Int32Array(arrangements.count);
  for (const at of serviceUses.arrangement) if (at >= 0) uses[at] = (uses[at] as number) + 1;
  return {
    kind: 'each',
    weight: Float64Array.from(serviceUses.arrangement, (at) =>
      at < 0 ? Number.NaN : (expense.values[at] as number) / (uses[at] as number),
    ),
    currency: expense.currency,
  };
}
