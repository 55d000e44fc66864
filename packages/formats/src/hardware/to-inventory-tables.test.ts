import { type ObservedAsset, rowOf, type Table } from '@underpin/model';
import { expect, test } from 'vitest';
import { toInventoryTables } from './to-inventory-tables.ts';

const origin = { file: 'a', line: 3 };
const month = { from: '2026-01-10T00:00:00Z', to: '2026-02-15T00:00:00Z', samples: 10_368, intervalSeconds: 300 };

function inventory(...assets: ObservedAsset[]) {
  const { tables, findings } = toInventoryTables(
    { reader: 'x', assets, findings: [] },
    { institutionLei: 'L', referenceDate: '2026-06-30' },
  );
  const [, systems, listed, dependencies] = tables as [Table, Table, Table, Table];
  return {
    systems,
    assets: listed,
    dependencies,
    findings,
    row: rowOf(listed, 0),
    rules: findings.map(({ rule }) => rule),
  };
}

test('a window that is long enough gives the peak as a share, and one capacity figure is used', () => {
  const { row, rules } = inventory({
    id: '9009-22A*FIC1',
    kind: 'server',
    maker: 'IBM',
    machineType: '9009-22A',
    coresInstalled: 20,
    coresActive: 16,
    utilisation: { ...month, unit: 'processor units', peak: 4, mean: 2, configurable: 16 },
    origin,
  });
  expect(row).toMatchObject({
    model: 'IBM Power S922',
    category: 'server.low-end',
    cores: '16',
    capacity: '89120',
    capacity_unit: 'SAPS',
    peak_utilisation: '0.25',
  });
  expect(rules).toEqual([]);
});

test('of several capacity figures none is picked', () => {
  const { row, rules } = inventory({
    id: 'a',
    kind: 'server',
    maker: 'IBM',
    machineType: '9080-HEX',
    coresInstalled: 120,
    origin,
  });
  expect(row['capacity']).toBeUndefined();
  expect(row['category']).toBe('server.high-end');
  expect(rules).toEqual(['hardware.inventory.several-capacities']);
});

test('a product that the catalogue does not know has no category', () => {
  const { row, findings } = inventory({ id: 'a', kind: 'server', maker: 'Fictional', model: 'Box 9', origin });
  expect(row).toEqual({ asset_id: 'a', maker: 'Fictional', model: 'Box 9', quantity: '1' });
  expect(findings).toMatchObject([{ rule: 'hardware.inventory.unknown-product', value: 'Box 9', location: origin }]);
});

test('a brand that was sold: the maker is kept as observed, and told when it cannot have been', () => {
  const sold = { id: 'a', kind: 'server', maker: 'IBM', model: 'System x3650 M4', origin } as const;
  expect(inventory({ ...sold, commissionedOn: '2013-05-06' }).rules).toEqual([]);
  const later = inventory({ ...sold, commissionedOn: '2015-05-06' });
  expect(later.row['maker']).toBe('IBM');
  expect(later.findings).toMatchObject([
    { rule: 'hardware.inventory.brand-owner', message: expect.stringContaining('"Lenovo" on 2015-05-06') },
  ]);
});

test('a peak above all there is, or of an unknown number, is left empty', () => {
  const server = { id: 'a', kind: 'server', machineType: '9009-22A', origin } as const;
  const use = { ...month, unit: 'processor units', peak: 40, mean: 2 };
  expect(inventory({ ...server, utilisation: { ...use, configurable: 16 } }).rules).toEqual([
    'hardware.inventory.peak-above-one',
  ]);
  expect(inventory({ ...server, utilisation: use }).rules).toEqual(['hardware.inventory.no-denominator']);
});

test('a partition becomes a system that needs its machine; without a machine it stands alone and that is told', () => {
  const server: ObservedAsset = { id: 's', kind: 'server', machineType: '9009-22A', origin };
  const partition: ObservedAsset = { id: 'p', kind: 'partition', hostId: 's', name: 'birch', origin };
  const both = inventory(server, partition);
  expect(rowOf(both.systems, 0)).toEqual({ system_id: 'p', name: 'birch' });
  expect(rowOf(both.dependencies, 0)).toEqual({
    parent_kind: 'system',
    parent_id: 'p',
    group: 'machine',
    threshold: 'all',
    child_kind: 'asset',
    child_id: 's',
  });
  const alone = inventory(partition);
  expect(alone.dependencies.rowCount).toBe(0);
  expect(alone.rules).toEqual(['hardware.inventory.no-host']);
});

test('software is listed when the catalogue knows it, and told when not', () => {
  const server: ObservedAsset = { id: 's', kind: 'server', machineType: '9009-22A', os: 'Fictional OS 1', origin };
  const software = { kind: 'software', hostId: 's', origin } as const;
  const { assets, findings } = inventory(
    server,
    { ...software, id: 'd', maker: 'IBM', model: 'DB2', role: 'database', firmware: { level: '11.1.4' } },
    { ...software, id: 'e', model: 'Fictional DB', role: 'database' },
  );
  expect(assets.rowCount).toBe(2);
  expect(rowOf(assets, 1)).toEqual({
    asset_id: 'd',
    maker: 'IBM',
    brand: 'Db2',
    model: 'Db2 11.1',
    category: 'software.database',
    quantity: '1',
    firmware: '11.1.4',
  });
  expect(findings.map(({ rule, value }) => [rule, value])).toEqual([
    ['hardware.inventory.unknown-software', 'Fictional OS 1'],
    ['hardware.inventory.unknown-software', 'Fictional DB'],
  ]);
});
