import type { HardwareReader } from './hardware-reader.ts';
import type { OpenedEntry } from './opened-entry.ts';
import { Reading } from './reading.ts';

const source = 'IBM AIX commands reference: lsvpd; vital product data keywords of the PowerPC platform reference';

const longestLine = 4096;

interface VpdRecord {
  readonly line: number;
  readonly values: Map<string, string>;
}

/** AIX `lsvpd` text: the machine, its system firmware, and the parts that carry a part or serial number. */
export const lsvpdReader: HardwareReader = {
  id: 'lsvpd',
  title: 'AIX lsvpd text',
  source,
  recognises: (entry) => (/^\*(?:FC|VC|DS|YL|TM) /m.test(entry.head()) ? 1 : 0),
  read: (entries) => {
    const reading = new Reading('lsvpd', source);
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
  const records = recordsOf(text.value);
  const machine = records.find(({ values }) => values.has('TM'));
  if (machine === undefined) {
    reading.find(
      'hardware.incomplete',
      'warning',
      entry.path,
      `"${entry.path}" has no *TM record: which machine its ${records.length} parts are in is unobserved. Send the whole lsvpd output`,
      { expected: '*TM IBM,8204-E8A' },
    );
  }
  const machineType = withoutMaker(machine?.values.get('TM'));
  const serial = withoutMaker(machine?.values.get('SE'));
  const serverId = `${machineType ?? 'machine'}*${serial ?? entry.path}`;
  const levels = records.find(({ values }) => values.has('MI'));
  if (machine !== undefined) {
    const known = /^\d{4}-[0-9A-Z]{3}$/.test(machineType ?? '');
    reading.add({
      id: serverId,
      kind: 'server',
      maker: makerOf(machine.values.get('TM')),
      machineType: known ? machineType : undefined,
      model: known ? undefined : machineType,
      serial,
      firmware: bootedFirmware(levels, entry, reading),
      origin: { file: entry.path, line: machine.line },
    });
  }
  for (const record of records) addPart(record, machine === undefined ? undefined : serverId, entry, reading);
}

function addPart({ line, values }: VpdRecord, hostId: string | undefined, entry: OpenedEntry, reading: Reading): void {
  const partNumber = values.get('PN') ?? values.get('FN');
  const serial = values.get('SN');
  if ((partNumber === undefined && serial === undefined) || values.has('TM')) return;
  const position = values.get('YL');
  const fru = values.get('FN');
  const ccin = values.get('CC');
  reading.add({
    id: `${hostId ?? entry.path}/${position ?? `line ${line}`}`,
    kind: 'component',
    hostId,
    name: values.get('DS'),
    partNumber,
    serial,
    maker: values.get('MF'),
    position,
    received: { ...(fru === undefined ? {} : { FN: fru }), ...(ccin === undefined ? {} : { CC: ccin }) },
    origin: { file: entry.path, line },
  });
}

/** `*MI` names three levels: temporary, permanent, booted. The booted one is what runs. */
function bootedFirmware(
  record: VpdRecord | undefined,
  entry: OpenedEntry,
  reading: Reading,
): { name?: string; package: string } | undefined {
  const text = record?.values.get('MI');
  if (record === undefined || text === undefined) return undefined;
  const levels = text.split(/\s+/);
  const booted = levels[2];
  if (booted === undefined) {
    reading.find(
      'hardware.incomplete',
      'warning',
      entry.path,
      `*MI reads "${text}": which of the levels is booted is unobserved`,
      { line: record.line, value: text, expected: 'three levels: temporary, permanent, booted' },
    );
    return undefined;
  }
  const name = /^([A-Z]{2}\d{3})_/.exec(booted)?.[1];
  return { ...(name === undefined ? {} : { name }), package: booted };
}

function recordsOf(text: string): VpdRecord[] {
  const records: VpdRecord[] = [];
  let current: VpdRecord | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.length > longestLine) continue;
    const parts = /^\*([A-Z0-9]{2})\s+(.*?)\s*$/.exec(line);
    if (parts === null) continue;
    const [, tag = '', value = ''] = parts;
    if (tag === 'FC' || current === undefined) {
      current = { line: index + 1, values: new Map() };
      records.push(current);
    }
    if (value !== '' && !current.values.has(tag)) current.values.set(tag, value);
  }
  return records;
}

function withoutMaker(text: string | undefined): string | undefined {
  return text?.replace(/^[A-Z]+,/, '');
}

function makerOf(text: string | undefined): string | undefined {
  return /^([A-Z]+),/.exec(text ?? '')?.[1];
}
