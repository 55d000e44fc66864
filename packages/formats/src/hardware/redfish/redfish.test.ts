import { expect, test } from 'vitest';
import { hardwareLimits } from '../hardware-entry.ts';
import { OpenedEntry } from '../opened-entry.ts';
import { redfishReader } from './redfish.ts';

interface Resource {
  readonly '@odata.id': string;
  readonly [property: string]: unknown;
}

const read = (...resources: Resource[]) =>
  redfishReader.read(
    resources.map(
      (resource) =>
        new OpenedEntry(
          { path: `dump${resource['@odata.id']}/index.json`, content: JSON.stringify(resource) },
          hardwareLimits,
        ),
    ),
  );
const resource = (id: string, type: string, properties: object): Resource => ({
  '@odata.id': `/redfish/v1/${id}`,
  '@odata.type': `#${type}.v1_0_0.${type}`,
  ...properties,
});
const system = (properties: object = {}) =>
  resource('Systems/1', 'ComputerSystem', { SerialNumber: 'FIC7291', ...properties });
const cpu = (id: string, properties: object) => resource(`Systems/1/Processors/${id}`, 'Processor', properties);

test('cores are summed only when every processor is there', () => {
  const count = { ProcessorSummary: { Count: 2 } };
  const one = cpu('1', { TotalCores: 32, ProcessorType: 'CPU' });
  const gpu = cpu('9', { TotalCores: 9000, ProcessorType: 'GPU' });
  expect(read(system(count), one, cpu('2', { TotalCores: 32 }), gpu).assets[0]?.coresInstalled).toBe(64);
  const partial = read(system(count), one, gpu);
  expect(partial.assets[0]?.coresInstalled).toBeUndefined();
  expect(partial.findings).toMatchObject([{ rule: 'hardware.redfish.cores' }]);
  expect(read(system({ ProcessorSummary: { Count: 2, CoreCount: 48 } })).assets[0]?.coresInstalled).toBe(48);
});

test('power supplies inside a Power resource belong to the machine of their chassis', () => {
  const { assets } = read(
    system({ ProcessorSummary: { CoreCount: 8 } }),
    resource('Chassis/A', 'Chassis', { Links: { ComputerSystems: [{ '@odata.id': '/redfish/v1/systems/1/' }] } }),
    resource('Chassis/A/Power', 'Power', {
      PowerSupplies: [
        {
          '@odata.id': '/redfish/v1/Chassis/A/Power#/PowerSupplies/0',
          Manufacturer: 'DELTA',
          Model: 'PSU 1',
          SerialNumber: 'P1',
        },
      ],
    }),
  );
  expect(assets.find(({ role }) => role === 'power supply')).toMatchObject({
    hostId: 'machine FIC7291',
    maker: 'Delta Electronics',
    model: 'PSU 1',
    serial: 'P1',
  });
});

test('a chassis of several machines belongs to none of them', () => {
  const links = {
    ComputerSystems: [{ '@odata.id': '/redfish/v1/Systems/1' }, { '@odata.id': '/redfish/v1/Systems/2' }],
  };
  const { assets } = read(
    system({ ProcessorSummary: { CoreCount: 8 } }),
    resource('Systems/2', 'ComputerSystem', { SerialNumber: 'FIC7292', ProcessorSummary: { CoreCount: 8 } }),
    resource('Chassis/A', 'Chassis', { SerialNumber: 'C1', Links: links }),
    resource('Chassis/A/Drives/1', 'Drive', { SerialNumber: 'D1' }),
  );
  expect(assets.filter(({ kind }) => kind !== 'server').map(({ hostId }) => hostId)).toEqual([undefined, undefined]);
});

test('a maker that is an object is kept as received and not read', () => {
  const { assets, findings } = read(
    system({ Manufacturer: { Name: 'Fictional' }, ProcessorSummary: { CoreCount: 8 } }),
  );
  expect(assets[0]?.maker).toBeUndefined();
  expect(assets[0]?.received).toEqual({ maker: '{"Name":"Fictional"}' });
  expect(findings).toMatchObject([{ rule: 'hardware.not-text' }]);
});

test('with two systems a part without a link belongs to neither', () => {
  const { assets } = read(
    system({ ProcessorSummary: { CoreCount: 8 } }),
    resource('Systems/2', 'ComputerSystem', { SerialNumber: 'FIC7292', ProcessorSummary: { CoreCount: 8 } }),
    resource('UpdateService/FirmwareInventory/1', 'SoftwareInventory', {
      Name: 'BMC',
      Version: '1.2',
      Manufacturer: 'Fictional',
    }),
    resource('Systems/2/Memory/1', 'Memory', { CapacityMiB: 1024 }),
  );
  const hosts = Object.fromEntries(
    assets.filter(({ kind }) => kind !== 'server').map(({ role, hostId }) => [role, hostId]),
  );
  expect(hosts).toEqual({ firmware: undefined, memory: 'machine FIC7292' });
});

test('parts without a system are kept and told', () => {
  const { assets, findings } = read(
    resource('Systems/1/Memory/1', 'Memory', { CapacityMiB: 1024, SerialNumber: 'M1' }),
  );
  expect(assets).toMatchObject([{ role: 'memory', memoryMb: 1024 }]);
  expect(findings.map(({ rule }) => rule)).toEqual(['hardware.incomplete']);
});
