import { expect, test } from 'vitest';
import { dmidecodeReader } from './dmidecode.ts';
import { hardwareLimits } from './hardware-entry.ts';
import { OpenedEntry } from './opened-entry.ts';

const read = (text: string) => dmidecodeReader.read([new OpenedEntry({ path: 'a', content: text }, hardwareLimits)]);

const system = (maker: string, model: string) => `Handle 0x0001, DMI type 1, 27 bytes
System Information
	Manufacturer: ${maker}
	Product Name: ${model}
	Serial Number: FIC7291
`;
const chassis = (type: string) => `
Handle 0x0003, DMI type 3, 22 bytes
Chassis Information
	Type: ${type}
`;
const rack = chassis('Rack Mount Chassis');
const processor = (handle: string, count: string) => `
Handle ${handle}, DMI type 4, 48 bytes
Processor Information
	Socket Designation: CPU ${handle}
	Version: Fictional CPU
	Status: Populated, Enabled${count}
`;
const memory = (handle: string, size: string) => `
Handle ${handle}, DMI type 17, 84 bytes
Memory Device
	Size: ${size}
	Manufacturer: 00AD00B300AD
	Locator: DIMM ${handle}
`;

test('sums cores and memory over what is fitted', () => {
  const { assets, findings } = read(
    system('Dell Inc.', 'PowerEdge R630') +
      rack +
      processor('0x0400', '\n\tCore Count: 12') +
      processor('0x0401', '\n\tCore Count: 12') +
      memory('0x1100', '16384 MB') +
      memory('0x1101', '16 GB') +
      memory('0x1102', 'No Module Installed'),
  );
  expect(assets[0]).toMatchObject({ kind: 'server', maker: 'Dell', coresInstalled: 24, memoryMb: 32_768 });
  expect(assets.map(({ role }) => role)).toEqual([
    'Rack Mount Chassis',
    'chassis',
    'processor',
    'processor',
    'memory',
    'memory',
  ]);
  expect(assets[4]).toMatchObject({ maker: 'SK hynix', received: { maker: '00AD00B300AD' } });
  expect(findings.map(({ rule }) => rule)).toEqual(['hardware.empty-slots']);
});

test('a processor that does not state its cores leaves the sum unobserved', () => {
  const { assets } = read(
    system('Dell Inc.', 'PowerEdge R630') + processor('0x0400', '\n\tCore Count: 12') + processor('0x0401', ''),
  );
  expect(assets[0]?.coresInstalled).toBeUndefined();
});

test('a virtual machine is a partition and no server', () => {
  expect(read(system('QEMU', 'Standard PC (Q35 + ICH9, 2009)')).assets).toMatchObject([{ kind: 'partition' }]);
});

test('two machines in one file are told, and nothing of the second is taken for the first', () => {
  const { assets, findings } = read(
    system('Dell Inc.', 'PowerEdge R630') + rack + system('Dell Inc.', 'PowerEdge R730') + memory('0x1100', '16 GB'),
  );
  expect(assets.map(({ role }) => role)).toEqual(['Rack Mount Chassis', 'chassis']);
  expect(assets[0]?.memoryMb).toBeUndefined();
  expect(findings.map(({ rule }) => rule)).toEqual(['hardware.several-machines']);
});

test('a personal computer is no server, and a chassis that does not tell is told', () => {
  const kind = (type: string) => {
    const { assets, findings } = read(system('Fictional', 'Box') + chassis(type));
    return [assets[0]?.kind, ...findings.map(({ rule }) => rule)];
  };
  expect(kind('Laptop')).toEqual(['other']);
  expect(kind('Tower')).toEqual(['server', 'hardware.kind-unstated']);
});
