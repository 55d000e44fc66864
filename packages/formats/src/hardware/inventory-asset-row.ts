import {
  type CatalogueProduct,
  catalogueMaker,
  type IsoDate,
  lookUpProduct,
  type ObservedAsset,
  type ProductCatalogue,
} from '@underpin/model';
import type { Reading } from './reading.ts';
import { sizingWindow } from './sizing-window.ts';

/** The row of one machine in the table "assets", and findings on what it leaves empty or doubtful. */
export function inventoryAssetRow(
  asset: ObservedAsset,
  catalogue: ProductCatalogue,
  asOf: IsoDate,
  reading: Reading,
): Record<string, string | undefined> {
  const on = asset.commissionedOn ?? asOf;
  const found = lookUpProduct(catalogue, asset, on);
  const product = found.kind === 'known' ? found.product : undefined;
  if (found.kind !== 'known') tellUnknown(asset, found.kind === 'ambiguous' ? found.products : [], reading);
  else if (found.owner !== undefined && asset.maker !== undefined)
    tellOwner(asset, found.owner.maker, on, catalogue, reading);
  const cores = asset.coresActive ?? asset.coresInstalled;
  return {
    asset_id: asset.id,
    maker:
      asset.maker ?? (found.kind === 'known' && asset.commissionedOn !== undefined ? found.owner?.maker : undefined),
    brand: product?.brand ?? asset.brand,
    product_line: product?.family,
    model: asset.model ?? product?.name,
    part_number: asset.machineType ?? asset.partNumber,
    category: product?.category,
    quantity: String(asset.quantity ?? 1),
    cores: cores === undefined || !Number.isInteger(cores) ? undefined : String(cores),
    memory_gb: asset.memoryMb === undefined ? undefined : String(asset.memoryMb / 1024),
    ...capacityOf(product, cores, asset, reading),
    peak_utilisation: peakOf(asset, reading),
    serial: asset.serial,
    site: asset.site,
    firmware: asset.firmware?.level ?? asset.firmware?.package,
    commissioned_on: asset.commissionedOn,
  };
}

function tellUnknown(asset: ObservedAsset, candidates: readonly string[], reading: Reading): void {
  const what = asset.machineType ?? asset.model ?? asset.partNumber;
  reading.tally(
    'hardware.inventory.unknown-product',
    'advisory',
    asset.origin.file,
    candidates.length > 0
      ? `"${what ?? ''}" may be ${candidates.join(' or ')}: its category is left empty`
      : what === undefined
        ? 'An asset names no model: its category is unobserved'
        : `"${what}" is not in the product catalogue: its category is left empty, fill it in or add the product`,
    { line: asset.origin.line, value: what ?? '' },
  );
}

function tellOwner(
  asset: ObservedAsset,
  owner: string,
  on: IsoDate,
  catalogue: ProductCatalogue,
  reading: Reading,
): void {
  const maker = catalogueMaker(catalogue, asset.maker ?? '');
  if (maker === owner) return;
  reading.tally(
    'hardware.inventory.brand-owner',
    'advisory',
    asset.origin.file,
    `An asset names "${asset.maker ?? ''}" as the maker of "${asset.model ?? ''}", and the brand was owned by "${owner}" on ${on}: the maker is kept as observed`,
    { line: asset.origin.line, value: `${asset.maker ?? ''} ${asset.model ?? ''}` },
  );
}

/** Rated capacity, only when the catalogue knows exactly one figure per core: of several, none is picked. */
function capacityOf(
  product: CatalogueProduct | undefined,
  cores: number | undefined,
  asset: ObservedAsset,
  reading: Reading,
): { capacity?: string; capacity_unit?: string } {
  const rows = product?.capacity?.filter((row) => row.per === 'core') ?? [];
  const [row] = rows;
  if (row === undefined || cores === undefined) return {};
  if (rows.length > 1) {
    reading.find(
      'hardware.inventory.several-capacities',
      'advisory',
      asset.origin.file,
      `The catalogue knows ${rows.length} figures for "${product?.name ?? ''}" (${rows.map((one) => `${one.value} ${one.unit} per core, ${one.conditions ?? 'no conditions'}`).join('; ')}): the capacity is left empty, since which applies was not observed`,
      { key: `asset=${asset.id}`, line: asset.origin.line },
    );
    return {};
  }
  return { capacity: String(cores * row.value), capacity_unit: row.unit };
}

function peakOf(asset: ObservedAsset, reading: Reading): string | undefined {
  const { utilisation } = asset;
  if (utilisation === undefined) return undefined;
  const window = sizingWindow(utilisation);
  const key = { key: `asset=${asset.id}`, line: asset.origin.line };
  if (!window.enough) {
    reading.find(
      'hardware.too-short-to-size-on',
      'advisory',
      asset.origin.file,
      `The use measured on "${asset.id}" (peak ${utilisation.peak} ${utilisation.unit} of ${utilisation.configurable ?? 'an unknown number'}, ${utilisation.samples} samples) is too short to size on: ${window.reason}. The peak is left empty; record a longer window`,
      key,
    );
    return undefined;
  }
  if (utilisation.configurable === undefined) {
    reading.find(
      'hardware.inventory.no-denominator',
      'advisory',
      asset.origin.file,
      `The peak of "${asset.id}" is ${utilisation.peak} ${utilisation.unit}, of how many was not observed: the peak is left empty`,
      key,
    );
    return undefined;
  }
  const share = utilisation.peak / utilisation.configurable;
  if (share > 1) {
    reading.find(
      'hardware.inventory.peak-above-one',
      'warning',
      asset.origin.file,
      `The peak of "${asset.id}" is ${utilisation.peak} of ${utilisation.configurable} ${utilisation.unit}: a peak above all there is cannot be, so it is left empty`,
      key,
    );
    return undefined;
  }
  return String(share);
}
