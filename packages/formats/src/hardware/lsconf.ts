import type { ObservedFirmware } from '@underpin/model';
import type { HardwareReader } from './hardware-reader.ts';
import type { OpenedEntry } from './opened-entry.ts';
import { Reading } from './reading.ts';

const source = 'IBM AIX commands reference: lsconf (prtconf), English messages';
const longestLine = 4096;
const anyLocale = /^[^\n:]+:\s*IBM,\d{4}-[0-9A-Z]{3}\s*$/m;

/** AIX `lsconf` (`prtconf`) text in English. In a partition, processors and memory are the partition's, never the machine's. */
export const lsconfReader: HardwareReader = {
  id: 'lsconf',
  title: 'AIX lsconf text',
  source,
  recognises: (entry) => {
    const head = entry.head();
    if (/^System Model:/m.test(head)) return 1;
    return anyLocale.test(head) ? 0.7 : 0;
  },
  read: (entries) => {
    const reading = new Reading('lsconf', source);
    for (const entry of entries) readEntry(entry, reading);
    return reading.done();
  },
};

interface Value {
  readonly text: string;
  readonly line: number;
}

function readEntry(entry: OpenedEntry, reading: Reading): void {
  const text = entry.text;
  if (!text.ok) {
    reading.find('hardware.unreadable', 'error', entry.path, `Cannot read "${entry.path}": ${text.reason}`);
    return;
  }
  const values = keyValues(text.value);
  const model = values.get('System Model');
  if (model === undefined) {
    reading.find(
      'hardware.lsconf.language',
      'warning',
      entry.path,
      anyLocale.test(text.value)
        ? `"${entry.path}" has no line "System Model:", so it was not written in English. Run LANG=C lsconf and send that; nothing is guessed from other languages`
        : `"${entry.path}" has no line "System Model:": it is no whole lsconf output. Send the output as it was written`,
      { expected: 'System Model: IBM,9080-M9S' },
    );
    return;
  }
  const mtm = /^([A-Z]+),(\d{4}-[0-9A-Z]{3})$/.exec(model.text);
  const serial = values.get('Machine Serial Number')?.text;
  if (serial === undefined) missing(entry, 'Machine Serial Number', reading);
  const serverId = `${mtm?.[2] ?? model.text}*${serial ?? entry.path}`;
  const lpar = /^(-?\d+)\s+(.+)$/.exec(values.get('LPAR Info')?.text ?? '');
  const ownMachine = lpar?.[2] === 'NULL';
  const memoryMb = megabytes(values.get('Memory Size'), entry, reading);
  const processors = values.get('Number Of Processors')?.text;
  reading.add({
    id: serverId,
    kind: 'server',
    maker: mtm?.[1],
    machineType: mtm?.[2],
    model: mtm === null ? model.text : undefined,
    serial,
    firmware: firmwareOf(values),
    ...(ownMachine ? { coresInstalled: processors, memoryMb } : {}),
    origin: { file: entry.path, line: model.line },
  });
  if (lpar !== null && !ownMachine) {
    reading.add({
      id: `${serverId}/partition ${lpar[1]}`,
      kind: 'partition',
      hostId: serverId,
      name: lpar[2],
      virtualProcessors: processors,
      memoryMb,
      origin: { file: entry.path, line: values.get('LPAR Info')?.line ?? model.line },
    });
  } else if (lpar === null) {
    missing(entry, 'LPAR Info', reading);
  }
}

function missing(entry: OpenedEntry, key: string, reading: Reading): void {
  reading.find(
    'hardware.incomplete',
    'warning',
    entry.path,
    `"${entry.path}" has no line "${key}:": what it states is unobserved`,
    { expected: `${key}: ...` },
  );
}

function keyValues(text: string): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.length > longestLine) continue;
    const parts = /^\s*([A-Z][A-Za-z ]*?)\s*:\s*(.*?)\s*$/.exec(line);
    if (parts === null) continue;
    const [, key = '', value = ''] = parts;
    if (value !== '' && !values.has(key)) values.set(key, { text: value, line: index + 1 });
  }
  return values;
}

function megabytes(value: Value | undefined, entry: OpenedEntry, reading: Reading): number | undefined {
  if (value === undefined) return undefined;
  const parts = /^(\d+)\s*MB$/.exec(value.text);
  if (parts !== null) return Number(parts[1]);
  reading.find(
    'hardware.not-a-quantity',
    'warning',
    entry.path,
    `Memory Size reads "${value.text}": taken as unobserved`,
    {
      line: value.line,
      value: value.text,
      expected: 'a whole number and MB',
    },
  );
  return undefined;
}

/** "IBM,FW950.40 (VH950_099)" gives level and package; without it, the platform level is the package. */
function firmwareOf(values: ReadonlyMap<string, Value>): ObservedFirmware | undefined {
  const version = values.get('Firmware Version')?.text.replace(/^IBM,/, '');
  const platform = values.get('Platform Firmware level')?.text;
  const parts = /^(FW\d+\.\w+)\s*\((\w+)\)$/.exec(version ?? '');
  const level = parts?.[1] ?? version;
  const build = parts?.[2] ?? (platform === 'Not Available' ? undefined : platform);
  if (level === undefined && build === undefined) return undefined;
  const name = /^([A-Z]{2}\d{3})_/.exec(build ?? '')?.[1];
  return {
    ...(name === undefined ? {} : { name }),
    ...(level === undefined ? {} : { level }),
    ...(build === undefined ? {} : { package: build }),
  };
}
