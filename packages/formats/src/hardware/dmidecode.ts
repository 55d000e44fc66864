import { cleanText } from './clean-text.ts';
import { dataSizeMb } from './data-size.ts';
import type { HardwareReader } from './hardware-reader.ts';
import { machineId } from './machine-id.ts';
import { machineKind } from './machine-kind.ts';
import type { OpenedEntry } from './opened-entry.ts';
import { Reading } from './reading.ts';
import { isVirtualMachine } from './virtual-machine.ts';

const source = 'DMTF DSP0134 (SMBIOS) types 0, 1, 2, 3, 4, 17 and 39 as dmidecode prints them';

const longestLine = 4096;

interface Structure {
  readonly type: number;
  readonly line: number;
  readonly values: ReadonlyMap<string, string>;
}

/** `dmidecode` text of one machine a file. */
export const dmidecodeReader: HardwareReader = {
  id: 'dmidecode',
  title: 'dmidecode text',
  source,
  recognises: (entry) => {
    const head = entry.head();
    return /^Handle 0x[0-9A-F]+, DMI type \d+/im.test(head) || /^# dmidecode/m.test(head) ? 1 : 0;
  },
  read: (entries) => {
    const reading = new Reading('dmidecode', source);
    for (const entry of entries) readEntry(entry, reading);
    return reading.done();
  },
};

function readEntry(entry: OpenedEntry, reading: Reading): void {
  const text = entry.text;
  if (!text.ok) {
    reading.find('hardware.unreadable', 'error', entry.path, `Cannot read "${entry.path}": ${text.reason}`);
    return;
  }
  const structures = structuresOf(text.value);
  const systems = structures.filter(({ type }) => type === 1);
  const system = systems[0];
  if (system === undefined) {
    reading.find(
      'hardware.incomplete',
      'error',
      entry.path,
      `"${entry.path}" holds no system structure (DMI type 1): which machine it is cannot be told. Run dmidecode as root and send the whole output`,
      { expected: 'Handle 0x0001, DMI type 1' },
    );
    return;
  }
  if (systems.length > 1) {
    reading.find(
      'hardware.several-machines',
      'error',
      entry.path,
      `"${entry.path}" holds ${systems.length} system structures: put each machine in its own file; only the first is read`,
      { line: systems[1]?.line },
    );
  }
  const end = systems[1]?.line ?? Number.POSITIVE_INFINITY;
  addMachine(
    system,
    structures.filter(({ line }) => line < end),
    entry,
    reading,
  );
}

function addMachine(system: Structure, structures: readonly Structure[], entry: OpenedEntry, reading: Reading): void {
  const at = (key: string): string | undefined => system.values.get(key);
  const id = machineId({ uuid: at('UUID'), serial: at('Serial Number') }, entry.path);
  const processors = structures.filter(({ type, values }) => type === 4 && !isEmptySocket(values));
  const modules = structures.filter(({ type, values }) => type === 17 && !isEmptySlot(values));
  const emptySlots = structures.filter(({ type, values }) => type === 17 && isEmptySlot(values)).length;
  const chassis = structures.find(({ type }) => type === 3)?.values.get('Type');
  const virtual = isVirtualMachine(at('Manufacturer'), at('Product Name'));
  reading.add({
    id,
    kind: virtual ? 'partition' : machineKind(chassis, entry.path, reading),
    role: virtual ? undefined : chassis,
    maker: at('Manufacturer'),
    model: at('Product Name'),
    partNumber: at('SKU Number'),
    serial: at('Serial Number'),
    firmware: bios(structures.find(({ type }) => type === 0)),
    coresInstalled: virtual ? undefined : sumOf(processors, coresOf),
    memoryMb: sumOf(modules, ({ values }) => dataSizeMb(values.get('Size') ?? '')),
    origin: { file: entry.path, line: system.line },
  });
  for (const structure of structures) addComponent(structure, id, entry, reading);
  if (emptySlots > 0) {
    reading.find('hardware.empty-slots', 'advisory', entry.path, `${emptySlots} memory slots are empty: not listed`);
  }
}

const roles: Readonly<Record<number, string>> = {
  2: 'mainboard',
  3: 'chassis',
  4: 'processor',
  17: 'memory',
  39: 'power supply',
};

function addComponent({ type, line, values }: Structure, hostId: string, entry: OpenedEntry, reading: Reading): void {
  const role = roles[type];
  if (role === undefined || (type === 17 && isEmptySlot(values)) || (type === 4 && isEmptySocket(values))) return;
  reading.add({
    id: `${hostId}/${role} ${values.get('Handle') ?? line}`,
    kind: 'component',
    hostId,
    role,
    maker: values.get('Manufacturer'),
    model: values.get('Product Name') ?? values.get('Version') ?? values.get('Model Part Number'),
    partNumber: values.get('Part Number') ?? values.get('Model Part Number') ?? values.get('SKU Number'),
    serial: values.get('Serial Number'),
    position: values.get('Locator') ?? values.get('Socket Designation') ?? values.get('Location'),
    ...(type === 4 ? { coresInstalled: values.get('Core Count') } : {}),
    ...(type === 17 ? { memoryMb: dataSizeMb(values.get('Size') ?? '') } : {}),
    origin: { file: entry.path, line },
  });
}

function structuresOf(text: string): Structure[] {
  const structures: { type: number; line: number; values: Map<string, string> }[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const start = /^Handle (0x[0-9A-F]+), DMI type (\d+)/i.exec(line);
    if (start !== null) {
      structures.push({ type: Number(start[2]), line: index + 1, values: new Map([['Handle', start[1] ?? '']]) });
      continue;
    }
    if (line.length > longestLine) continue;
    const parts = /^(?:\t| {1,8})([A-Za-z][^:\t]*):[ \t]?(.*)$/.exec(line);
    const values = structures.at(-1)?.values;
    if (parts === null || values === undefined) continue;
    const [, key = '', value = ''] = parts;
    if (value !== '' && !values.has(key)) values.set(key, value);
  }
  return structures;
}

function bios(structure: Structure | undefined): { name: string; level: string } | undefined {
  const level = usable(structure?.values.get('Version'));
  return level === undefined ? undefined : { name: 'BIOS', level };
}

function usable(text: string | undefined): string | undefined {
  const clean = text === undefined ? undefined : cleanText(text, true);
  return clean?.kind === 'value' ? clean.value : undefined;
}

function isEmptySlot(values: ReadonlyMap<string, string>): boolean {
  const size = values.get('Size');
  return size === undefined || /^(?:No Module Installed|Not Installed|0|Unknown)\s*$/i.test(size);
}

function isEmptySocket(values: ReadonlyMap<string, string>): boolean {
  return /^Unpopulated/i.test(values.get('Status') ?? '');
}

function coresOf({ values }: Structure): number | undefined {
  const count = Number(values.get('Core Count') ?? Number.NaN);
  return Number.isInteger(count) && count > 0 ? count : undefined;
}

/** The sum when every part states its number; otherwise unobserved. */
function sumOf(parts: readonly Structure[], numberOf: (part: Structure) => number | undefined): number | undefined {
  let sum = 0;
  for (const part of parts) {
    const number = numberOf(part);
    if (number === undefined) return undefined;
    sum += number;
  }
  return parts.length === 0 ? undefined : sum;
}
