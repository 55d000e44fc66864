import { expect, test } from 'vitest';
import { glpiReader } from './glpi.ts';
import { hardwareLimits } from './hardware-entry.ts';
import { OpenedEntry } from './opened-entry.ts';

const read = (content: object) =>
  glpiReader.read([
    new OpenedEntry(
      { path: 'a', content: JSON.stringify({ deviceid: 'd', itemtype: 'Computer', content }) },
      hardwareLimits,
    ),
  ]);

test('enabled cores are not taken for installed ones', () => {
  const cpus = [{ core: 26 }, { core: 26 }];
  expect(read({ bios: { smodel: 'Fictional 1' }, cpus }).assets[0]).toMatchObject({ coresActive: 52 });
  expect(read({ bios: { smodel: 'Fictional 1' }, cpus }).assets[0]?.coresInstalled).toBeUndefined();
  expect(read({ cpus: cpus.map((cpu) => ({ ...cpu, corecount: 28 })) }).assets[0]).toMatchObject({
    coresInstalled: 56,
  });
});

test('guests of a host are partitions of it, with upper-case names too', () => {
  const { assets } = read({
    BIOS: { SMODEL: 'Fictional 1', SMANUFACTURER: 'Fictional' },
    VIRTUALMACHINES: [{ NAME: 'guest1', VCPU: 4, MEMORY: 8192, VMTYPE: 'kvm', STATUS: 'running' }],
  });
  expect(assets[1]).toMatchObject({
    kind: 'partition',
    hostId: assets[0]?.id,
    name: 'guest1',
    virtualProcessors: 4,
    memoryMb: 8192,
  });
});

test('a virtual machine is no server, whoever says so', () => {
  expect(read({ hardware: { vmsystem: 'VMware' } }).assets[0]?.kind).toBe('partition');
  expect(read({ bios: { smanufacturer: 'QEMU' }, hardware: { vmsystem: 'Physical' } }).assets[0]?.kind).toBe(
    'partition',
  );
});

test('empty places and packages are told, makers of memory are decoded', () => {
  const { assets, findings } = read({
    memories: [{ capacity: 32_768, manufacturer: '00CE00B300CE' }, { capacity: 0 }],
    softwares: [{ name: 'bash' }, { name: 'zsh' }],
  });
  expect(assets[0]).toMatchObject({ memoryMb: 32_768 });
  expect(assets[1]).toMatchObject({ role: 'memory', maker: 'Samsung' });
  expect(findings.map(({ rule }) => rule)).toEqual([
    'hardware.set-aside',
    'hardware.kind-unstated',
    'hardware.empty-slots',
  ]);
});

test('a laptop is no server, databases are software of their host, a partial inventory is told', () => {
  const { assets, findings } = glpiReader.read([
    new OpenedEntry(
      {
        path: 'a',
        content: JSON.stringify({
          deviceid: 'd',
          partial: true,
          content: {
            hardware: { name: 'willow', chassis_type: 'Laptop' },
            databases_services: [{ name: 'DB2', version: '11.1.4', manufacturer: 'IBM' }],
          },
        }),
      },
      hardwareLimits,
    ),
  ]);
  expect(assets).toMatchObject([
    { kind: 'other', role: 'Laptop' },
    { kind: 'software', role: 'database', hostId: assets[0]?.id, maker: 'IBM', firmware: { level: '11.1.4' } },
  ]);
  expect(findings.map(({ rule }) => rule)).toEqual(['hardware.glpi.partial']);
});
