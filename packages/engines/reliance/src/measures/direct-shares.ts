import type { BasisRow, Figure, Unit, Weight } from '@underpin/model';
import { rowOf } from '../basis/row-of.ts';
import type { Reliance } from '../build-reliance.ts';
import { figureOf, shareOf } from '../figure-of.ts';
import type { Selection } from '../subjects/select-subject.ts';
import { itemWeights } from './item-weights.ts';

interface Asked {
  readonly items: 'asset' | 'service use';
  readonly weight: Weight;
  readonly unit?: string;
  readonly of: string;
}

/**
 * What part of an institution's or the sector's services and assets is the subject's own: weight of what it makes or
 * provides over the weight of all of that kind. Items that the subject may or may not cover, for lack of data, make the
 * difference between at least and at most.
 *
 * Example: `directShares(reliance, selection).find(({ id }) => id === 'direct-share/sector/service-use/count')`.
 */
export function directShares(reliance: Reliance, selection: Selection, institution?: number): Figure[] {
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
  return asked.map((one) => directShare(reliance, selection, one, institution));
}

function directShare(reliance: Reliance, selection: Selection, asked: Asked, institution: number | undefined): Figure {
  const { sector } = reliance;
  const table = asked.items === 'asset' ? sector.assets : sector.serviceUses;
  const weights = itemWeights(reliance, asked.items, asked.weight, asked.unit);
  if (weights === null) throw new RangeError(`Cannot weigh ${asked.items}s by ${asked.weight}`);
  const inside = (item: number) => institution === undefined || table.institution[item] === institution;
  const sumOf = (items: Iterable<number>) => {
    const seen = new Uint8Array(weights.weight.length);
    let [sum, n, unknown] = [0, 0, 0];
    for (const item of items) {
      if (!inside(item)) continue;
      const thing = weights.kind === 'once' ? (weights.thing[item] as number) : item;
      if (thing < 0 || seen[thing] === 1) continue;
      seen[thing] = 1;
      const weight = weights.weight[thing] as number;
      if (Number.isNaN(weight)) unknown += 1;
      else {
        sum += weight;
        n += 1;
      }
    }
    return { sum, n, unknown };
  };
  const own = selection.items[asked.items];
  const open = selection.unobserved[asked.items];
  const all = sumOf({ [Symbol.iterator]: () => rangeOf(table.count) });
  const least = sumOf(own).sum;
  const most = sumOf(chain(own, open)).sum;
  const value = shareOf(least, most, all.sum);
  const { institutions } = sector;
  const scope =
    institution === undefined
      ? ({ kind: 'sector', id: 'sector', name: 'the sector' } as const)
      : ({
          kind: 'institution',
          id: institutions.lei[institution] ?? '',
          name: institutions.name[institution] ?? '',
        } as const);
  const where = institution === undefined ? 'sector' : `institution/${scope.id}`;
  const unit: Unit = 'share';
  const basis = (): BasisRow[] => [
    ...[...own]
      .filter(inside)
      .map((item) => rowOf(sector, table.origins, item, `This ${asked.items} is the subject's`)),
    ...[...open]
      .filter(inside)
      .map((item) => rowOf(sector, table.origins, item, `Whether this ${asked.items} is the subject's is unobserved`)),
  ];
  return figureOf({
    id: `direct-share/${where}/${asked.items.replace(' ', '-')}/${asked.weight.replace(' ', '-')}${asked.unit === undefined ? '' : `/${asked.unit}`}`,
    measure: 'direct share',
    label: `Direct share of ${asked.of}, ${scope.name}`,
    unit,
    weight: asked.weight,
    of: asked.of,
    scope,
    value,
    total: all.n === 0 ? null : all.sum,
    n: all.n,
    unobserved: all.unknown + [...open].filter(inside).length,
    ...(weights.currency === undefined ? {} : { currency: weights.currency }),
    basis,
  });
}

function* rangeOf(count: number): Generator<number> {
  for (let at = 0; at < count; at += 1) yield at;
}

function* chain(...lists: readonly Iterable<number>[]): Generator<number> {
  for (const list of lists) yield* list;
}
