import type { Reliance } from '../build-reliance.ts';
import type { ItemKind } from '../subjects/subject-fields.ts';
import { linesOf, makersOf } from './rank-subjects.ts';

export const dimensions = [
  'provider',
  'group',
  'maker',
  'product line',
  'product',
  'country of control',
  'data location',
  'service type',
] as const;
export type Dimension = (typeof dimensions)[number];

/** The key of each item along a dimension, -1 when unobserved. Things (assets) have makers, services have providers. */
export interface DimensionKeys {
  readonly items: Extract<ItemKind, 'asset' | 'service use'>;
  readonly key: Int32Array;
  readonly nameOf: (key: number) => string;
}

/** Keys of service uses, or of assets where the dimension is about things (`of` chooses for group and country). */
export function dimensionKeys(reliance: Reliance, dimension: Dimension, of?: 'asset' | 'service use'): DimensionKeys {
  const { sector, control } = reliance;
  const { serviceUses, assets, products, providers } = sector;
  const things =
    of ?? (dimension === 'maker' || dimension === 'product line' || dimension === 'product' ? 'asset' : 'service use');
  const party =
    things === 'service use'
      ? serviceUses.provider
      : assets.product.map((product) => (product < 0 ? -1 : (products.maker[product] as number)));
  const ofParty = (key: (provider: number) => number) => party.map((at) => (at < 0 ? -1 : key(at)));
  const ofProduct = (key: Int32Array) => assets.product.map((product) => (product < 0 ? -1 : (key[product] as number)));
  switch (dimension) {
    case 'provider':
      return { items: things, key: party, nameOf: (at) => providers.name[at] as string };
    case 'group':
      return {
        items: things,
        key: ofParty((at) => control.group[at] as number),
        nameOf: (at) => control.groups[at]?.name ?? '',
      };
    case 'country of control':
      return {
        items: things,
        key: ofParty((at) => control.groups[control.group[at] as number]?.countryIndex ?? -1),
        nameOf: (at) => control.countries[at] as string,
      };
    case 'data location':
      return {
        items: 'service use',
        key: serviceUses.dataLocation.codes,
        nameOf: (at) => serviceUses.dataLocation.values[at] as string,
      };
    case 'service type':
      return {
        items: 'service use',
        key: serviceUses.serviceType.codes,
        nameOf: (at) => serviceUses.serviceType.values[at] as string,
      };
    case 'maker': {
      const makers = makersOf(sector);
      return { items: 'asset', key: ofProduct(makers.key), nameOf: (at) => makers.names[at] as string };
    }
    case 'product line': {
      const lines = linesOf(sector);
      return { items: 'asset', key: ofProduct(lines.key), nameOf: (at) => lines.names[at] as string };
    }
    case 'product':
      return {
        items: 'asset',
        key: assets.product,
        nameOf: (at) => products.model.values[products.model.codes[at] as number] ?? `product ${at + 1}`,
      };
  }
}
