import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cell, type Finding, type ObservedAsset, type ObservedHardware, rowOf, type Table } from '@underpin/model';
import { expect, test } from 'vitest';
import { type HardwareEntry, readHardware, toInventoryTables, writeInventoryCsv, readInventory } from '../src/index.ts';

const shared = process.env['UNDERPIN_SHARED_DATA'] ?? '../shared/data';
const missing = !existsSync(shared);
const about = missing ? ' (passed over: no ../shared/data)' : '';

function entriesOf(...folder: string[]): HardwareEntry[] {
  const path = join(shared, ...folder);
  return readdirSync(path)
    .toSorted()
    .map((name) => ({ path: join(...folder, name), content: new Uint8Array(readFileSync(join(path, name))) }));
}

function ofKind(observed: ObservedHardware, kind: ObservedAsset['kind']): ObservedAsset[] {
  return observed.assets.filter((asset) => asset.kind === kind);
}

function sum(assets: readonly ObservedAsset[], field: 'coresInstalled' | 'memoryMb'): number {
  return assets.reduce((total, asset) => total + (asset[field] ?? Number.NaN), 0);
}

function rules(observed: { readonly findings: readonly Finding[] }): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { rule } of observed.findings) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}

test.skipIf(missing)(`HMC recordings: 3 systems, 34 partitions, 52 cores, 1,507,328 MB${about}`, () => {
  const observed = readHardware(entriesOf('hmc'));
  expect(observed.reader).toBe('hmc');
  const servers = ofKind(observed, 'server');
  expect(servers.map(({ id, name, firmware }) => [id, name, firmware?.level])).toEqual([
    ['8284-22A*21FD4AV', 'pollux', 'FW860.30'],
    ['8286-42A*103341V', 'porthos', 'FW860.61'],
    ['8286-42A*214D29V', 'aramis', 'FW860.61'],
  ]);
  expect(sum(servers, 'coresInstalled')).toBe(52);
  expect(sum(servers, 'memoryMb')).toBe(1_507_328);
  expect(servers.map(({ coresAvailable }) => coresAvailable)).toEqual([7, 9.4, 2.9]);
  const partitions = ofKind(observed, 'partition');
  expect(partitions.length).toBe(34);
  expect(servers.map(({ id }) => partitions.filter(({ hostId }) => hostId === id).length)).toEqual([8, 7, 19]);
  expect(partitions.filter(({ os }) => os === undefined).length).toBe(28);
  expect(partitions.filter(({ received }) => received?.['os'] === 'Unknown').length).toBe(28);
  expect(partitions.filter(({ sharingMode }) => sharingMode === 'uncapped').length).toBe(31);
  expect(ofKind(observed, 'io server').length).toBe(10);
  expect(observed.findings.find(({ rule }) => rule === 'hardware.hmc.not-a-server')).toMatchObject({
    location: { file: 'hmc/managed-systems.quick.json' },
    value: '0-0*192.0.2.10',
  });
  expect(rules(observed)).toEqual({ 'hardware.hmc.not-a-server': 1, 'hardware.placeholder': 1 });
});

test.skipIf(missing)(`HMC metrics: 20 units, peak 1.85 over 15 minutes, too short to size on${about}`, () => {
  const observed = readHardware(entriesOf('hmc'));
  const measured = ofKind(observed, 'server').filter(({ utilisation }) => utilisation !== undefined);
  expect(measured.map(({ name }) => name)).toEqual(['pollux']);
  expect(measured[0]?.utilisation).toMatchObject({
    from: '2022-04-22T13:59:56+00:00',
    to: '2022-04-22T14:14:56+00:00',
    samples: 31,
    intervalSeconds: 30,
    peak: 1.85,
    configurable: 20,
  });
  expect(measured[0]?.utilisation?.mean).toBeCloseTo(1.22, 2);
  const { tables, findings } = toInventoryTables(observed, { institutionLei: 'X', referenceDate: '2026-06-30' });
  const assets = tables.find(({ name }) => name === 'assets') as Table;
  expect(cell(assets, 'peak_utilisation', 0)).toBe('');
  expect(findings.find(({ rule }) => rule === 'hardware.too-short-to-size-on')).toMatchObject({
    severity: 'advisory',
    key: 'asset=8284-22A*21FD4AV',
  });
});

test.skipIf(missing)(`HMC recordings become an inventory that reads back without loss${about}`, async () => {
  const observed = readHardware(entriesOf('hmc'));
  const { tables, findings, origins } = toInventoryTables(observed, {
    institutionLei: '5299000FICTIONAL0035',
    institutionName: 'Fictional Bank',
    referenceDate: '2026-06-30',
  });
  const [inventory, systems, assets, dependencies] = tables as [Table, Table, Table, Table];
  expect([inventory, systems, assets, dependencies].map(({ rowCount }) => rowCount)).toEqual([1, 34, 8, 39]);
  expect(rowOf(assets, 0)).toEqual({
    asset_id: '8284-22A*21FD4AV',
    maker: 'IBM',
    brand: 'Power Systems',
    product_line: 'POWER8',
    model: 'IBM Power S822',
    part_number: '8284-22A',
    category: 'server.low-end',
    quantity: '1',
    cores: '20',
    memory_gb: '256',
    serial: '21FD4AV',
    site: 'Ab1-17/18',
    firmware: 'FW860.30',
  });
  expect(origins.size).toBe(42);
  expect(rules({ findings })).toEqual({
    'hardware.too-short-to-size-on': 1,
    'hardware.inventory.left-out': 1,
    'hardware.inventory.unknown-software': 1,
  });
  const read = await readInventory({ name: 'i.zip', bytes: await writeInventoryCsv(tables) });
  expect(read.findings).toEqual([]);
  const back = read.tables.get('assets') as Table;
  expect(Array.from({ length: back.rowCount }, (_, row) => rowOf(back, row))).toEqual(
    Array.from({ length: assets.rowCount }, (_, row) => rowOf(assets, row)),
  );
});

test.skipIf(missing)(`HPE DL380a Gen11: one server of 64 cores, firmware items without a maker${about}`, () => {
  const entries = entriesOf('redfish', 'hpe_fixtures').filter(({ path }) => path.endsWith('.json'));
  expect(entries.length).toBe(167);
  const observed = readHardware(entries);
  expect(observed.reader).toBe('redfish');
  const [server, ...others] = ofKind(observed, 'server');
  expect(others).toEqual([]);
  expect(server).toMatchObject({
    maker: 'HPE',
    partNumber: 'P54903-B21',
    serial: '2M2D2J00L4',
    coresInstalled: 64,
    memoryMb: 512 * 1024,
    firmware: { name: 'BIOS', level: 'U58 v2.44 (01/17/2025)' },
  });
  const firmware = ofKind(observed, 'firmware');
  expect(firmware.length).toBe(4);
  expect(firmware.every(({ maker }) => maker === undefined)).toBe(true);
  const parts = ofKind(observed, 'component');
  expect(parts.every(({ hostId }) => hostId === server?.id)).toBe(true);
  const byRole = (role: string): ObservedAsset[] => parts.filter((part) => part.role === role);
  expect(byRole('drive').length).toBe(7);
  expect(byRole('memory').length).toBe(3);
  expect(byRole('processor').map(({ maker }) => maker)).toEqual(['Intel', 'Intel', 'NVIDIA', 'NVIDIA']);
  expect(byRole('network adapter')).toMatchObject([
    { maker: 'NVIDIA', brand: 'Mellanox', received: { maker: 'MLNX' } },
  ]);
  expect(byRole('PCIe device').map(({ name }) => name)).toEqual(['Embedded Video Controller']);
  expect(rules(observed)).toEqual({
    'hardware.redfish.missing': 1,
    'hardware.empty-slots': 2,
    'hardware.redfish.firmware-maker': 1,
    'hardware.redfish.not-attested': 1,
    'hardware.redfish.two-faces': 1,
  });
});

test.skipIf(missing)(`Supermicro X10SDV: 129 documents, 8 cores, 64 GiB, no serial number${about}`, () => {
  const entries = entriesOf('redfish', 'supermicro_x10_fixtures').filter(({ path }) => path.endsWith('.json'));
  expect(entries.length).toBe(129);
  const observed = readHardware(entries);
  const [server] = ofKind(observed, 'server');
  expect(server).toMatchObject({ maker: 'Supermicro', coresInstalled: 8, memoryMb: 65_536 });
  expect(server?.serial).toBeUndefined();
  expect(server?.partNumber).toBeUndefined();
  expect(server?.received).toEqual({ serial: '          ', partNumber: 'To be filled by O.E.M.' });
  expect(ofKind(observed, 'component').filter(({ role }) => role === 'memory').length).toBe(4);
});

test.skipIf(missing)(`two Redfish trees at once stay two machines${about}`, () => {
  const entries = [...entriesOf('redfish', 'hpe_fixtures'), ...entriesOf('redfish', 'supermicro_x10_fixtures')];
  const observed = readHardware(entries);
  expect(ofKind(observed, 'server').map(({ maker }) => maker)).toEqual(['HPE', 'Supermicro']);
  expect(rules(observed)['hardware.unknown-format']).toBe(4);
});

test.skipIf(missing)(`CycloneDX sample: a board of 6 kinds of parts, 15 pieces${about}`, () => {
  const observed = readHardware(entriesOf('hbom'));
  expect(observed.reader).toBe('cyclonedx');
  const [board, ...parts] = observed.assets;
  expect(board?.name).toBe('pcie-sata-adaptor-board');
  expect(parts.map(({ maker, quantity }) => [maker, quantity])).toEqual([
    ['Samtec', 1],
    ['Molex', 8],
    ['3M', 1],
    ['Multicomp', 1],
    ['TE Connectivity', 2],
    ['Multicomp', 2],
  ]);
  expect(parts.every(({ hostId }) => hostId === board?.id)).toBe(true);
  expect(rules(observed)).toEqual({ 'hardware.cyclonedx.supplier': 1 });
});
