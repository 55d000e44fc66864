import {
  type AssetOrigin,
  type Finding,
  type IsoDate,
  type ObservedAsset,
  type ObservedHardware,
  type ProductCatalogue,
  type Table,
  TableBuilder,
} from '@underpin/model';
import { productCatalogue } from '../catalogue/product-catalogue.ts';
import { inventoryProfile } from '../inventory/inventory-profiles.ts';
import { inventoryAssetRow } from './inventory-asset-row.ts';
import { operatingSystemOf, softwareRow } from './inventory-software-row.ts';
import { Reading } from './reading.ts';

/** Whose inventory it is and on which date it holds. */
export interface InventoryTablesOptions {
  readonly institutionLei: string;
  readonly institutionName?: string;
  readonly referenceDate: IsoDate;
  readonly catalogue?: ProductCatalogue;
}

/** Tables of an inventory, what was left out or is doubtful, and where each asset and system was observed. */
export interface InventoryTables {
  readonly tables: readonly Table[];
  readonly findings: readonly Finding[];
  readonly origins: ReadonlyMap<string, AssetOrigin>;
}

const source = 'Underpin inventory 1.0: packages/formats/src/inventory';
const listed: ReadonlySet<string> = new Set(['server', 'storage', 'network', 'other']);

/**
 * Turns observed hardware into the tables of an inventory (`inventory`, `systems`, `assets`, `dependencies`): whole machines
 * become assets, partitions become systems that need their machine and their operating system. A cell is empty where
 * nothing was observed; the category is filled only from the product catalogue. A utilisation whose window is too short to
 * size on is left out of the table and told.
 *
 * @example const { tables } = toInventoryTables(observed, { institutionLei, referenceDate: '2026-06-30' });
 */
export function toInventoryTables(observed: ObservedHardware, options: InventoryTablesOptions): InventoryTables {
  const catalogue = options.catalogue ?? productCatalogue;
  const reading = new Reading('inventory', source);
  const origins = new Map<string, AssetOrigin>();
  const [inventory, systems, assets, dependencies] = ['inventory', 'systems', 'assets', 'dependencies'].map(
    builderOf,
  ) as [TableBuilder, TableBuilder, TableBuilder, TableBuilder];
  inventory.addRow({
    institution_lei: options.institutionLei,
    name: options.institutionName,
    reference_date: options.referenceDate,
    format_version: inventoryProfile.version,
  });
  const kept = new Set<string>();
  const addSoftware = (software: ObservedAsset | undefined): boolean => {
    const row = softwareRow(software, catalogue, options.referenceDate, reading);
    if (software === undefined || row === undefined) return false;
    origins.set(software.id, software.origin);
    assets.addRow(row);
    return true;
  };
  for (const asset of observed.assets) {
    if (listed.has(asset.kind) || (asset.kind === 'enclosure' && asset.hostId === undefined)) {
      kept.add(asset.id);
      origins.set(asset.id, asset.origin);
      assets.addRow(inventoryAssetRow(asset, catalogue, options.referenceDate, reading));
      addSoftware(operatingSystemOf(asset));
    } else if (asset.kind === 'software') {
      addSoftware(asset);
    } else if (asset.kind !== 'partition') tellLeftOut(asset, reading);
  }
  for (const asset of observed.assets) {
    if (asset.kind !== 'partition') continue;
    origins.set(asset.id, asset.origin);
    systems.addRow({ system_id: asset.id, name: asset.name ?? asset.id, description: asset.os });
    addHost(asset, kept, dependencies, reading);
    const system = operatingSystemOf(asset);
    if (system !== undefined && addSoftware(system)) dependencies.addRow(need(asset.id, 'operating system', system.id));
  }
  return {
    tables: [inventory, systems, assets, dependencies].map((builder) => builder.build()),
    findings: reading.done().findings,
    origins,
  };
}

function builderOf(code: string): TableBuilder {
  const table = inventoryProfile.tables.find((candidate) => candidate.code === code);
  if (table === undefined) throw new RangeError(`Profile "${inventoryProfile.id}" has no table "${code}"`);
  return new TableBuilder(
    code,
    table.file,
    table.columns.map((column) => column.code),
  );
}

function tellLeftOut(asset: ObservedAsset, reading: Reading): void {
  const what =
    asset.kind === 'io server'
      ? 'An I/O server'
      : asset.kind === 'firmware'
        ? 'A firmware item'
        : `A thing of kind "${asset.kind}"`;
  reading.tally(
    'hardware.inventory.left-out',
    'advisory',
    asset.origin.file,
    `${what} is part of a machine or serves it: not listed, since an inventory lists machines and what runs on them`,
    { value: asset.kind, line: asset.origin.line },
  );
}

function addHost(asset: ObservedAsset, kept: ReadonlySet<string>, dependencies: TableBuilder, reading: Reading): void {
  if (asset.hostId === undefined || !kept.has(asset.hostId)) {
    reading.tally(
      'hardware.inventory.no-host',
      'warning',
      asset.origin.file,
      'The machine that a partition runs on was not observed: the system stands without a dependency',
      { line: asset.origin.line, key: `system=${asset.id}` },
    );
    return;
  }
  dependencies.addRow(need(asset.id, 'machine', asset.hostId));
}

function need(system: string, group: string, asset: string): Record<string, string> {
  return { parent_kind: 'system', parent_id: system, group, threshold: 'all', child_kind: 'asset', child_id: asset };
}
