import type { Bounds, Figure, Unit, Weight } from '@underpin/model';
import { basisRowOf } from '@underpin/model';
import type { Reliance } from '../build-reliance.ts';
import { figureOf } from '../figure-of.ts';
import type { Dimension } from './dimension-keys.ts';
import { dimensionKeys } from './dimension-keys.ts';
import { itemWeights } from './item-weights.ts';
import { placeOf, type SectorPart, wholeSector } from './sector-parts.ts';
import { weightsByKey } from './weights-by-key.ts';
import type { Concentration } from './shares.ts';
import { boundsOf, concentrationOf } from './shares.ts';

export interface ConcentrationQuestion {
  readonly dimension: Dimension;
  readonly weight: Weight;
  /** Without it the whole sector. */
  readonly part?: SectorPart;
  /** For group and country of control: of the providers of services (default) or of the makers of assets. */
  readonly of?: 'asset' | 'service use';
  /** For capacity: the unit, because units are never mixed. */
  readonly unit?: string;
}

/** Shares along a dimension with what is left out: items whose key or weight nobody stated. */
export interface ConcentrationAnswer {
  /** Of what was observed alone. */
  readonly concentration: Concentration | null;
  readonly nameOf: (key: number) => string;
  /** HHI, effective number, CR1, CR3, with bounds; their total is the observed weight and the open weight, split up. */
  readonly figures: readonly Figure[];
}

/**
 * How concentrated the services or assets of the sector or a part of it are along a dimension. Cost of an arrangement is
 * spread evenly over its service uses. Functions and institutions count once for each key that they stand on. Where the
 * key of an item is unobserved but its weight is known, the figures are intervals: at least when such weight is split
 * without end, at most when it lies on the largest. Items that may or may not belong to the part are open likewise. Items of
 * unobserved weight are counted in `unobserved` only.
 *
 * Example: `concentration(reliance, { dimension: 'group', weight: 'critical functions' }).figures[0]?.value`.
 */
export function concentration(reliance: Reliance, question: ConcentrationQuestion): ConcentrationAnswer {
  const { sector } = reliance;
  const { items, key, nameOf } = dimensionKeys(reliance, question.dimension, question.of);
  const weights = itemWeights(reliance, items, question.weight, question.unit);
  if (weights === null) {
    throw new RangeError(`Cannot weigh ${items}s by ${question.weight}: it has no meaning for them`);
  }
  const { origins } = items === 'asset' ? sector.assets : sector.serviceUses;
  const { scope, members } = question.part ?? wholeSector(reliance);
  const { sums, used, counted, unobserved, open } = weightsByKey(key, weights, members(items));
  const found = concentrationOf(sums);
  const bounds = found === null ? null : boundsOf(found, open);
  const what = `${question.dimension.replaceAll(' ', '-')}/${items.replaceAll(' ', '-')}/${question.weight.replaceAll(' ', '-')}${question.unit === undefined ? '' : `/${question.unit}`}`;
  const basis = () =>
    used().map((item) => basisRowOf(sector, origins, item, `${question.dimension} ${nameOf(key[item] as number)}`));
  const figure = (measure: string, name: string, unit: Unit, value: Bounds | undefined) =>
    figureOf({
      id: `${measure}/${placeOf(scope)}/${what}`,
      measure: 'concentration',
      label: `${name} by ${question.dimension}, ${scope.name}`,
      unit,
      weight: question.weight,
      of: `${items}s by ${question.dimension}`,
      scope,
      value: value ?? null,
      total: found === null ? null : open.spread.reduce((sum, weight) => sum + weight, found.total),
      n: counted,
      unobserved,
      ...(weights.currency === undefined ? {} : { currency: weights.currency }),
      basis,
    });
  return {
    concentration: found,
    nameOf,
    figures: [
      figure('hhi', 'Herfindahl-Hirschman index', 'hhi', bounds?.hhi),
      figure('effective-number', 'Effective number', 'effective number', bounds?.effectiveNumber),
      figure('cr1', 'Share of the largest', 'share', bounds?.cr1),
      figure('cr3', 'Share of the three largest', 'share', bounds?.cr3),
    ],
  };
}
