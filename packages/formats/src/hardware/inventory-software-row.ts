import { type IsoDate, lookUpProduct, type ObservedAsset, type ProductCatalogue } from '@underpin/model';
import type { Reading } from './reading.ts';

/** The operating system of a machine or partition as a thing of its own; undefined when none was observed. */
export function operatingSystemOf(asset: ObservedAsset): ObservedAsset | undefined {
  if (asset.os === undefined) return undefined;
  return {
    id: `${asset.id}/operating system`,
    kind: 'software',
    role: 'operating system',
    model: asset.os,
    firmware: { level: asset.os },
    origin: asset.origin,
  };
}

/** The row of a piece of software in the table "assets", when the catalogue knows it; otherwise it is told and left out. */
export function softwareRow(
  software: ObservedAsset | undefined,
  catalogue: ProductCatalogue,
  asOf: IsoDate,
  reading: Reading,
): Record<string, string | undefined> | undefined {
  if (software === undefined) return undefined;
  const { maker, model = software.name, firmware } = software;
  const level = firmware?.level;
  for (const text of [model, [model, level].filter((part) => part !== undefined).join(' ')]) {
    const found = lookUpProduct(catalogue, { maker, model: text }, asOf);
    if (found.kind !== 'known') continue;
    return {
      asset_id: software.id,
      maker: maker ?? found.owner?.maker,
      brand: found.product.brand,
      product_line: found.product.family,
      model: found.product.name,
      category: found.product.category,
      quantity: '1',
      firmware: level,
    };
  }
  reading.tally(
    'hardware.inventory.unknown-software',
    'advisory',
    software.origin.file,
    `"${model ?? ''}" (${software.role ?? 'software'}) is not in the product catalogue: not listed as an asset, add the product or the row`,
    { line: software.origin.line, value: model ?? '' },
  );
  return undefined;
}
