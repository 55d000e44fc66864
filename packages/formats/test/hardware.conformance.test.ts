import { observedHardwareSchema, type ObservedHardware } from '@underpin/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type HardwareEntry,
  hardwareLimits,
  hardwareReaders,
  OpenedEntry,
  readHardware,
  toInventoryTables,
} from '../src/index.ts';
import { hardwareSamples } from './hardware-samples.ts';

const open = (entries: readonly HardwareEntry[]): OpenedEntry[] =>
  entries.map((entry) => new OpenedEntry(entry, hardwareLimits));

/** What must hold of every reading, whatever was read. */
function sound(observed: ObservedHardware): void {
  observedHardwareSchema.parse(observed);
  const ids = observed.assets.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const asset of observed.assets) {
    for (const [field, value] of Object.entries(asset)) {
      expect(value, `${asset.id}: ${field}`).not.toBe('');
      expect(value, `${asset.id}: ${field}`).not.toBeNull();
      expect(value, `${asset.id}: ${field}`).toBeDefined();
    }
  }
}

test('every reader of the catalogue has a sample', () => {
  expect(hardwareSamples.map(({ reader }) => reader).toSorted()).toEqual(
    hardwareReaders.map(({ id }) => id).toSorted(),
  );
});

describe.each(hardwareSamples)('$reader', ({ reader: id, entries, placeholder, servers, whole }) => {
  const reader = hardwareReaders.find((candidate) => candidate.id === id);
  if (reader === undefined) throw new Error(`no reader ${id}`);

  test('is chosen for its sample and reads it', () => {
    const observed = readHardware(entries);
    sound(observed);
    expect(observed.reader).toBe(id);
    expect(observed.assets.filter(({ kind }) => kind === 'server').length).toBe(servers);
    expect(observed.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(observed.assets.find(({ kind }) => kind === 'server')?.serial).toBe('FIC7291');
  });

  test('reads bytes as it reads text, with and without a byte order mark', () => {
    const texts = readHardware(entries);
    for (const mark of ['', '\uFEFF']) {
      const bytes = entries.map(({ path, content }) => ({
        path,
        content: new TextEncoder().encode(mark + (content as string)),
      }));
      expect(readHardware(bytes)).toEqual(texts);
    }
  });

  test('takes no entries as nothing, and an empty file as a finding', () => {
    expect(reader.read([])).toEqual({ reader: id, assets: [], findings: [] });
    const observed = readHardware([{ path: 'empty', content: '' }], { reader: id });
    expect(observed.assets).toEqual([]);
    expect(observed.findings.map(({ rule }) => rule)).toEqual(['hardware.empty']);
    sound(reader.read(open([{ path: 'empty', content: '' }])));
  });

  test('reads or refuses a file cut off anywhere, and never throws', () => {
    const [entry] = entries;
    const text = entry?.content as string;
    for (let length = 1; length < text.trimEnd().length; length += 7) {
      const observed = reader.read(open([{ path: 'cut', content: text.slice(0, length) }]));
      sound(observed);
      if (whole) {
        expect(observed.assets).toEqual([]);
        expect(observed.findings.map(({ rule }) => rule)).toContain('hardware.unreadable');
      } else if (observed.assets.length === 0) {
        expect(observed.findings.length, text.slice(0, length)).toBeGreaterThan(0);
      }
    }
  });

  test('refuses the other formats by a finding', () => {
    const tables = new Set(['snipe-it', 'cmdb-csv']);
    for (const other of hardwareSamples) {
      if (other.reader === id || (tables.has(id) && tables.has(other.reader))) continue;
      const observed = reader.read(open(other.entries));
      expect(observed.assets, other.reader).toEqual([]);
      expect(observed.findings.length, other.reader).toBeGreaterThan(0);
      const chosen = readHardware(other.entries, { reader: id });
      expect(chosen.findings.map(({ rule }) => rule)).toEqual(['hardware.unknown-format']);
    }
  });

  test('takes a placeholder as unobserved, keeps what was received and tells it', () => {
    const observed = readHardware(placeholder);
    sound(observed);
    if (id === 'hmc') {
      expect(observed.assets).toEqual([]);
      expect(observed.findings.map(({ rule }) => rule)).toEqual(['hardware.hmc.not-a-server']);
      return;
    }
    const server = observed.assets.find(({ kind }) => kind === 'server');
    expect(server?.serial).toBeUndefined();
    expect(server?.received?.['serial']).toBeDefined();
    expect(observed.findings).toContainEqual(
      expect.objectContaining({ rule: 'hardware.placeholder', value: server?.received?.['serial'] }),
    );
  });

  test('counts what stands twice once, and tells it', () => {
    const once = readHardware(entries);
    const twice = readHardware([
      ...entries,
      ...entries.map(({ path, content }) => ({ path: `again/${path}`, content })),
    ]);
    sound(twice);
    expect(twice.assets).toEqual(once.assets);
    expect(twice.findings.filter(({ rule }) => rule === 'hardware.duplicate').length).toBe(once.assets.length);
    expect(twice.findings.filter(({ rule }) => rule === 'hardware.contradiction')).toEqual([]);
  });

  test('tells what contradicts and keeps the first', () => {
    const changed = entries.map(({ path, content }) => ({
      path: `later/${path}`,
      content: (content as string).replace(
        /FW950\.40|VH950_105$|2\.19\.1|IVE156L|"3\.1"|4\.1\.19|Hall 1|;16;/m,
        (found) => (found === ';16;' ? ';20;' : found === '"3.1"' ? '"3.2"' : `${found}9`),
      ),
    }));
    const observed = readHardware([...entries, ...changed]);
    sound(observed);
    expect(observed.findings.some(({ rule }) => rule === 'hardware.contradiction')).toBe(true);
    expect(observed.assets).toEqual(readHardware(entries).assets);
  });

  test('refuses what is beyond the limits', () => {
    const size = { ...hardwareLimits, maxEntryBytes: 10 };
    const large = readHardware(entries, { limits: size });
    expect(large.assets).toEqual([]);
    expect(large.findings.map(({ rule }) => rule)).toEqual(['hardware.unreadable']);
    const deep = { path: 'deep', content: '['.repeat(200_000) };
    sound(reader.read(open([deep])));
    expect(reader.read(open([deep])).assets).toEqual([]);
  });

  test('never throws on any text or bytes', () => {
    const [entry] = entries;
    const text = entry?.content as string;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc.uint8Array(),
          fc
            .tuple(fc.nat(text.length), fc.nat(text.length), fc.string())
            .map(([from, to, put]) => text.slice(0, Math.min(from, to)) + put + text.slice(Math.max(from, to))),
        ),
        (content) => {
          sound(reader.read(open([{ path: 'any', content }])));
          sound(readHardware([{ path: 'any', content }]));
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('a folder of many formats is read by many readers, in any order', () => {
  const all = hardwareSamples.flatMap(({ entries }) => entries);
  const note = { path: 'notes.txt', content: 'remember the milk' };
  const forward = readHardware([...all, note]);
  const backward = readHardware([note, ...all.toReversed()]);
  sound(forward);
  const ids = (observed: ObservedHardware): string[] => observed.assets.map(({ id }) => id).toSorted();
  expect(ids(backward)).toEqual(ids(forward));
  expect(
    forward.findings.filter(({ rule }) => rule === 'hardware.unknown-format').map(({ location }) => location.file),
  ).toEqual(['notes.txt']);
});

test('one machine seen by lsconf, lsvpd and the console is one machine', () => {
  const observed = readHardware(
    hardwareSamples
      .filter(({ reader }) => ['hmc', 'lsconf', 'lsvpd'].includes(reader))
      .flatMap(({ entries }) => entries),
  );
  const servers = observed.assets.filter(({ kind }) => kind === 'server');
  expect(servers.map(({ id }) => id)).toEqual(['9080-M9S*FIC7291']);
  expect(servers[0]?.coresInstalled).toBe(48);
});

test('one machine seen by Redfish and dmidecode is one machine, boards that share a UUID are two', () => {
  const uuid = '6a1b2c3d-0000-4000-8000-00000000f1c7';
  const redfish = JSON.stringify({
    '@odata.id': '/redfish/v1/Systems/1',
    '@odata.type': '#ComputerSystem.v1_0_0.ComputerSystem',
    UUID: uuid.toUpperCase(),
    SerialNumber: 'FIC1',
    ProcessorSummary: { CoreCount: 56 },
  });
  const dmi = (serial: string): string =>
    `Handle 0x0001, DMI type 1, 27 bytes\nSystem Information\n\tProduct Name: Box\n\tSerial Number: ${serial}\n\tUUID: ${uuid}\n`;
  const observed = readHardware([
    { path: 'r.json', content: redfish },
    { path: 'a.dmi', content: dmi('FIC1') },
    { path: 'b.dmi', content: dmi('FIC2') },
  ]);
  sound(observed);
  expect(observed.assets.map(({ serial, coresInstalled, model }) => [serial, coresInstalled, model])).toEqual([
    ['FIC1', 56, 'Box'],
    ['FIC2', undefined, 'Box'],
  ]);
});

test('no files at all is a finding, an unknown reader a mistake', () => {
  expect(readHardware([]).findings.map(({ rule }) => rule)).toEqual(['hardware.empty']);
  expect(() => readHardware([{ path: 'a', content: 'b' }], { reader: 'punch cards' })).toThrow(RangeError);
  const few = readHardware(
    hardwareSamples.flatMap(({ entries }) => entries),
    { limits: { ...hardwareLimits, maxEntries: 2 } },
  );
  expect(few.findings.map(({ rule }) => rule)).toContain('hardware.too-many');
});

test('a hundred thousand rows are read and listed in seconds', () => {
  const rows = Array.from({ length: 100_000 }, (_, index) => `host${index},Server,Dell,PowerEdge R740,SN${index}`);
  const started = performance.now();
  const observed = readHardware([
    { path: 'cmdb.csv', content: `name,class,manufacturer,model,serial\n${rows.join('\n')}\n` },
  ]);
  expect(observed.assets.length).toBe(100_000);
  const { tables } = toInventoryTables(observed, { institutionLei: 'L', referenceDate: '2026-06-30' });
  expect(tables.find(({ name }) => name === 'assets')?.rowCount).toBe(100_000);
  expect(performance.now() - started).toBeLessThan(15_000);
});
