import type { Finding, ObservedHardware } from '@underpin/model';
import { type HardwareEntry, type HardwareLimits, hardwareLimits } from './hardware-entry.ts';
import type { HardwareReader } from './hardware-reader.ts';
import { hardwareReaders } from './hardware-readers.ts';
import { mergeDuplicates } from './merge-duplicates.ts';
import { OpenedEntry } from './opened-entry.ts';

/** How a set of files is read: by one named reader, or by whichever recognises each file. */
export interface ReadHardwareOptions {
  readonly reader?: string;
  readonly limits?: HardwareLimits;
}

const source = 'Underpin readers of server inventories';

/**
 * Reads server inventories of any known format. Each file goes to the reader that recognises it best, or all to the one
 * that is named; files that no reader knows are reported. Bad data never throws; an unknown reader id does (RangeError).
 *
 * @example
 * const observed = readHardware([{ path: 'managed-systems.json', content: text }]);
 * observed.assets.filter((asset) => asset.kind === 'server').length;
 */
export function readHardware(entries: readonly HardwareEntry[], options: ReadHardwareOptions = {}): ObservedHardware {
  const limits = options.limits ?? hardwareLimits;
  const findings: Finding[] = [];
  if (entries.length === 0)
    findings.push(told('hardware.empty', 'error', '', 'There are no files to read: name at least one'));
  if (entries.length > limits.maxEntries) {
    findings.push(
      told(
        'hardware.too-many',
        'error',
        '',
        `There are ${entries.length} files and only ${limits.maxEntries} are read: split them`,
      ),
    );
  }
  const groups = new Map<HardwareReader, OpenedEntry[]>();
  for (const entry of entries.slice(0, limits.maxEntries)) {
    const opened = new OpenedEntry(entry, limits);
    const text = opened.text;
    if (!text.ok) {
      findings.push(told('hardware.unreadable', 'error', entry.path, `Cannot read "${entry.path}": ${text.reason}`));
      continue;
    }
    if (text.value.trim() === '') {
      findings.push(told('hardware.empty', 'warning', entry.path, `"${entry.path}" is empty: nothing is read from it`));
      continue;
    }
    const reader = readerFor(opened, options.reader);
    if (reader === undefined) findings.push(unknown(entry.path, options.reader));
    else {
      const group = groups.get(reader);
      if (group === undefined) groups.set(reader, [opened]);
      else group.push(opened);
    }
  }
  return joined(
    [...groups].map(([reader, opened]) => reader.read(opened)),
    findings,
  );
}

function readerFor(entry: OpenedEntry, id: string | undefined): HardwareReader | undefined {
  if (id !== undefined) {
    const named = hardwareReaders.find((reader) => reader.id === id);
    if (named === undefined) {
      throw new RangeError(
        `No reader "${id}": expected one of ${hardwareReaders.map((reader) => reader.id).join(', ')}`,
      );
    }
    return named.recognises(entry) > 0 ? named : undefined;
  }
  let best: HardwareReader | undefined;
  let confidence = 0;
  for (const reader of hardwareReaders) {
    const found = reader.recognises(entry);
    if (found > confidence) [best, confidence] = [reader, found];
  }
  return best;
}

function joined(readings: readonly ObservedHardware[], findings: readonly Finding[]): ObservedHardware {
  const merged = mergeDuplicates(readings.flatMap(({ assets }) => assets));
  const across = merged.repeated.map(({ asset, differing }) => ({
    ...told(
      differing.length === 0 ? 'hardware.duplicate' : 'hardware.contradiction',
      differing.length === 0 ? 'advisory' : 'warning',
      asset.origin.file,
      differing.length === 0
        ? `"${asset.id}" stands in several inventories with the same values: counted once`
        : `"${asset.id}" stands in several inventories and differs in ${differing.join(', ')}: the first is kept; remove the outdated one`,
    ),
    key: `asset=${asset.id}`,
  }));
  return {
    reader: readings.map(({ reader }) => reader).join('+'),
    assets: merged.assets,
    findings: [...findings, ...readings.flatMap((reading) => reading.findings), ...across],
  };
}

function unknown(path: string, reader: string | undefined): Finding {
  return told(
    'hardware.unknown-format',
    'warning',
    path,
    reader === undefined
      ? `"${path}" is in no format that is known here: nothing is read from it`
      : `"${path}" is not in the format of the reader "${reader}": nothing is read from it. Leave the reader out to have it chosen`,
    hardwareReaders.map(({ title }) => title).join('; '),
  );
}

function told(rule: string, severity: Finding['severity'], file: string, message: string, expected?: string): Finding {
  return { rule, severity, location: { file }, message, source, ...(expected === undefined ? {} : { expected }) };
}
