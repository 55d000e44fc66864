import type { BasisRow, Bounds, Figure, Weight } from '@underpin/model';
import { basisRowOf } from '@underpin/model';
import type { Reliance } from '../build-reliance.ts';
import { figureOf } from '../figure-of.ts';
import type { Selection } from '../subjects/select-subject.ts';
import { itemWeights, type ItemWeights } from './item-weights.ts';
import { placeOf, type SectorPart, wholeSector } from './sector-parts.ts';

interface Asked {
  readonly items: 'asset' | 'service use';
  readonly weight: Weight;
  readonly unit?: string;
  readonly of: string;
}

/** Whether an item is the subject's. */
const [notOwn, own, mayBeOwn] = [0, 1, 2] as const;

/**
 * What part of the services and assets of the sector, or of some of its parts, is the subject's own: weight of what it
 * makes or provides over the weight of all of that kind. The difference between at least and at most is made by items that
 * the subject may or may not cover, and by items that may or may not belong to the part, for lack of data.
 *
 * Linear in the items of all parts asked about. Figures come part by part, in the order given.
 *
 * Example: `directShares(reliance, selection).find(({ id }) => id === 'direct-share/sector/service-use/count')`;
 * of each category: `directShares(reliance, selection, sectorParts(reliance, 'category'))`.
 */
export function directShares(
  reliance: Reliance,
  selection: Selection,
  parts: readonly SectorPart[] = [wholeSector(reliance)],
): Figure[] {
  const { capacityUnit } = reliance.sector.assets;
  const asked: Asked[] = [
    { items: 'service use', weight: 'count', of: 'service uses' },
    { items: 'service use', weight: 'cost', of: 'yearly expense of arrangements' },
    { items: 'service use', weight: 'critical functions', of: 'critical functions that use a service' },
    { items: 'service use', weight: 'total assets', of: 'total assets of institutions that use a service' },
    { items: 'asset', weight: 'count', of: 'assets' },
    { items: 'asset', weight: 'cost', of: 'yearly cost of assets' },
    ...capacityUnit.values.map(
      (unit) => ({ items: 'asset', weight: 'capacity', unit, of: `capacity in ${unit}` }) as const,
    ),
    { items: 'asset', weight: 'total assets', of: 'total assets of institutions that run an asset' },
  ];
  const ownership = {
    asset: ownershipOf(reliance, selection, 'asset'),
    'service use': ownershipOf(reliance, selection, 'service use'),
  };
  const byWeight = asked.map((one) => sharesOf(reliance, ownership[one.items], one, parts));
  return parts.flatMap((_, part) => byWeight.map((figures) => figures[part] as Figure));
}

function ownershipOf({ sector }: Reliance, { items, unobserved }: Selection, kind: Asked['items']): Uint8Array {
  const owner = new Uint8Array((kind === 'asset' ? sector.assets : sector.serviceUses).count);
  for (const item of unobserved[kind]) owner[item] = mayBeOwn;
  for (const item of items[kind]) owner[item] = own;
  return owner;
}

function sharesOf(reliance: Reliance, owner: Uint8Array, asked: Asked, parts: readonly SectorPart[]): Figure[] {
  const { sector } = reliance;
  const { origins } = asked.items === 'asset' ? sector.assets : sector.serviceUses;
  const weights = itemWeights(reliance, asked.items, asked.weight, asked.unit);
  if (weights === null) throw new RangeError(`Cannot weigh ${asked.items}s by ${asked.weight}`);
  const sumOf = summing(weights);
  const isOwn = (item: number) => owner[item] === own;
  const isNotOwn = (item: number) => owner[item] !== own;
  const canBeOwn = (item: number) => owner[item] !== notOwn;
  const concerns = (item: number) => weights.kind === 'each' || (weights.thing[item] as number) >= 0;
  return parts.map(({ scope, members }) => {
    const { certain, possible } = members(asked.items);
    const of = scope.kind === 'sector' ? 'the sector' : scope.name;
    const all = sumOf([certain]);
    const least = sumOf([certain], isOwn).sum;
    const most = sumOf([certain, possible], canBeOwn).sum;
    const widest = possible.length === 0 ? all.sum : sumOf([certain, possible.filter(isNotOwn)]).sum;
    const narrowest = possible.length === 0 ? all.sum : sumOf([certain, possible.filter(canBeOwn)]).sum;
    const value: Bounds | null =
      all.sum > 0 ? { atLeast: least / widest, atMost: Math.max(least / widest, most / narrowest) } : null;
    const basis = (): BasisRow[] => {
      const says = (rows: Int32Array, is: (item: number) => boolean, what: string) =>
        [...rows].filter(is).map((item) => basisRowOf(sector, origins, item, what));
      return [
        ...says(certain, isOwn, `This ${asked.items} is the subject's`),
        ...says(
          certain,
          (item) => owner[item] === mayBeOwn,
          `Whether this ${asked.items} is the subject's is unobserved`,
        ),
        ...says(possible, canBeOwn, `Whether this ${asked.items} belongs to ${scope.kind} ${scope.name} is unobserved`),
      ];
    };
    return figureOf({
      id: `direct-share/${placeOf(scope)}/${asked.items.replace(' ', '-')}/${asked.weight.replace(' ', '-')}${asked.unit === undefined ? '' : `/${asked.unit}`}`,
      measure: 'direct share',
      label: `Direct share of ${asked.of}, ${of}`,
      unit: 'share',
      weight: asked.weight,
      of: asked.of,
      scope,
      value,
      total: all.n === 0 ? null : all.sum,
      n: all.n,
      unobserved:
        all.unknown + count(certain, (item) => owner[item] === mayBeOwn && concerns(item)) + count(possible, concerns),
      ...(weights.currency === undefined ? {} : { currency: weights.currency }),
      basis,
    });
  });
}

/** Adds weights up; a thing behind several items counts once in each sum. */
function summing(weights: ItemWeights) {
  const seen = new Int32Array(weights.kind === 'once' ? weights.weight.length : 0);
  let turn = 0;
  return (lists: readonly Int32Array[], is: (item: number) => boolean = () => true) => {
    turn += 1;
    let [sum, n, unknown] = [0, 0, 0];
    for (const list of lists) {
      for (const item of list) {
        if (!is(item)) continue;
        const thing = weights.kind === 'once' ? (weights.thing[item] as number) : item;
        if (thing < 0 || (weights.kind === 'once' && seen[thing] === turn)) continue;
        if (weights.kind === 'once') seen[thing] = turn;
        const weight = weights.weight[thing] as number;
        if (Number.isNaN(weight)) unknown += 1;
        else {
          sum += weight;
          n += 1;
        }
      }
    }
    return { sum, n, unknown };
  };
}

function count(items: Int32Array, is: (item: number) => boolean): number {
  let sum = 0;
  for (const item of items) if (is(item)) sum += 1;
  return sum;
}
