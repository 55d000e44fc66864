import { expect, test } from 'vitest';
import { hardwareLimits } from '../hardware-entry.ts';
import { OpenedEntry } from '../opened-entry.ts';
import { hmcReader } from './hmc.ts';

const uuid = '11111111-2222-3333-4444-555555555555';
const systems = JSON.stringify([
  {
    SystemName: 'alder',
    UUID: uuid,
    MTMS: '9080-M9S*FIC7291',
    InstalledSystemProcessorUnits: 48,
    SystemFirmware: 'odd level 7',
  },
]);
const uom = 'http://www.ibm.com/xmlns/systems/power/firmware/uom/mc/2012_10/';

const read = (...contents: string[]) =>
  hmcReader.read(contents.map((content, index) => new OpenedEntry({ path: `file ${index}`, content }, hardwareLimits)));

function feed(type: string, inner: string): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>
<x:${type} xmlns:x="${uom}" xmlns="${uom}">${inner}</x:${type}></content></entry></feed>`;
}

const link = `<AssociatedManagedSystem href="https://console.example/rest/api/uom/ManagedSystem/${uuid}"/>`;

test('a dedicated partition, and a name inside an I/O slot that is not its own', () => {
  const { assets, findings } = read(
    systems,
    feed(
      'LogicalPartition',
      `<PartitionIOConfiguration><ProfileIOSlots><PartitionName>other</PartitionName><PartitionType>Wrong</PartitionType></ProfileIOSlots></PartitionIOConfiguration>
<PartitionName>birch</PartitionName><PartitionType>AIX/Linux</PartitionType><PartitionUUID>ABC</PartitionUUID>
<OperatingSystemVersion>Unknown</OperatingSystemVersion>
<PartitionProcessorConfiguration><DedicatedProcessorConfiguration><DesiredProcessors>4</DesiredProcessors></DedicatedProcessorConfiguration>
<CurrentDedicatedProcessorConfiguration><CurrentProcessors>3</CurrentProcessors></CurrentDedicatedProcessorConfiguration>
<CurrentSharingMode>keep idle procs</CurrentSharingMode></PartitionProcessorConfiguration>${link}`,
    ),
  );
  expect(assets[1]).toEqual({
    id: '9080-M9S*FIC7291/ABC',
    kind: 'partition',
    hostId: '9080-M9S*FIC7291',
    name: 'birch',
    role: 'AIX/Linux',
    processorUnitsDesired: 4,
    processorUnitsCurrent: 3,
    sharingMode: 'keep idle procs',
    received: { os: 'Unknown' },
    origin: { file: 'file 1', line: 2 },
  });
  expect(findings.map(({ rule }) => rule)).toEqual(['hardware.placeholder']);
});

test('firmware that is written otherwise is kept as written', () => {
  expect(read(systems).assets[0]?.firmware).toEqual({ level: 'odd level 7' });
});

test('an Atom ManagedSystem reads as the quick list does', () => {
  const inner = `<Metadata><Atom><AtomID>${uuid}</AtomID></Atom></Metadata><SystemName>alder</SystemName>
<MachineTypeModelAndSerialNumber><MachineType>9080</MachineType><Model>M9S</Model><SerialNumber>FIC7291</SerialNumber></MachineTypeModelAndSerialNumber>
<AssociatedSystemProcessorConfiguration><InstalledSystemProcessorUnits>48</InstalledSystemProcessorUnits></AssociatedSystemProcessorConfiguration>
<SystemFirmware>odd level 7</SystemFirmware>`;
  const { origin: _, ...fromXml } = read(feed('ManagedSystem', inner)).assets[0] ?? { origin: undefined };
  const { origin: __, ...fromJson } = read(systems).assets[0] ?? { origin: undefined };
  expect(fromXml).toEqual(fromJson);
});

test('a partition of a system that no list holds is kept and told', () => {
  const { assets, findings } = read(feed('LogicalPartition', `<PartitionName>birch</PartitionName>${link}`));
  expect(assets).toMatchObject([{ hostId: `hmc:${uuid}` }]);
  expect(findings.map(({ rule }) => rule)).toEqual(['hardware.hmc.unknown-system']);
});

test('a document type declaration is never followed', () => {
  const { assets, findings } = read(
    `<!DOCTYPE feed [<!ENTITY a "b">]>${feed('LogicalPartition', '<PartitionName>&a;</PartitionName>')}`,
  );
  expect(assets).toEqual([]);
  expect(findings).toMatchObject([{ rule: 'hardware.unreadable', message: expect.stringContaining('document type') }]);
});

function metrics(from: number, values: readonly (readonly [number, number])[]): string {
  const time = (minute: number): string =>
    new Date(Date.UTC(2026, 0, 5, 10, minute)).toISOString().replace('.000Z', '+0000');
  return JSON.stringify({
    systemUtil: {
      utilInfo: {
        mtms: '9080-M9S*FIC7291',
        name: 'alder',
        uuid,
        frequency: 60,
        metricType: 'Processed',
        metricArrayOrder: ['AVG'],
      },
      utilSamples: values.map(([units, status], index) => ({
        sampleInfo: { timeStamp: time(from + index), status },
        serverUtil: { processor: { utilizedProcUnits: [units], configurableProcUnits: [32] } },
      })),
    },
  });
}

test('samples that are marked as not good are left out and counted', () => {
  const { assets, findings } = read(
    systems,
    metrics(0, [
      [2, 0],
      [90, 2],
      [4, 0],
    ]),
  );
  expect(assets[0]?.utilisation).toMatchObject({ samples: 2, peak: 4, mean: 3, configurable: 32 });
  expect(findings).toMatchObject([{ rule: 'hardware.hmc.samples-set-aside', message: expect.stringMatching(/^1 /) }]);
});

test('two windows of one system are joined, the same one is counted once', () => {
  const [first, second] = [
    metrics(0, [[2, 0]]),
    metrics(5, [
      [4, 0],
      [6, 0],
    ]),
  ];
  expect(read(systems, first, second, second).assets[0]?.utilisation).toMatchObject({
    from: '2026-01-05T10:00:00+00:00',
    to: '2026-01-05T10:06:00+00:00',
    samples: 3,
    peak: 6,
    mean: 4,
  });
});

test('a system that only metrics speak of exists, and what it has inside is unobserved', () => {
  const { assets } = read(metrics(0, [[2, 0]]));
  expect(assets).toMatchObject([{ id: '9080-M9S*FIC7291', kind: 'server', name: 'alder' }]);
  expect(assets[0]?.coresInstalled).toBeUndefined();
});
