import { type AssetKind, isIsoDate } from '@underpin/model';
import { type AssetColumn, assetColumn, kindOfCategory } from './asset-columns.ts';
import { type CsvRecord, csvRecords } from './csv-records.ts';
import { dataSizeMb } from './data-size.ts';
import type { OpenedEntry } from './opened-entry.ts';
import type { Reading } from './reading.ts';

/** Adds the assets of one CSV export. Columns are found by their headers' synonyms; unknown ones are reported. */
export function readAssetCsv(entry: OpenedEntry, reading: Reading): void {
  const text = entry.text;
  const records = text.ok ? csvRecords(text.value) : text;
  if (!records.ok) {
    reading.find('hardware.unreadable', 'error', entry.path, `Cannot read "${entry.path}": ${records.reason}`);
    return;
  }
  const header = records.value[0];
  if (header === undefined) {
    reading.find('hardware.empty', 'error', entry.path, `"${entry.path}" is empty: expected a header and rows`);
    return;
  }
  const columns = columnsOf(header, entry, reading);
  if (!columns.has('name') && !columns.has('serial') && !columns.has('assetTag') && !columns.has('model')) {
    reading.find(
      'hardware.csv.header',
      'error',
      entry.path,
      `No column of "${entry.path}" names an asset: expected a header such as "Asset Tag", "Serial", "Name" or "Model"`,
      { line: header.line },
    );
    return;
  }
  if (records.value.length === 1) {
    reading.find('hardware.empty', 'warning', entry.path, `"${entry.path}" holds a header and no rows`, {
      line: header.line,
    });
  }
  for (const record of records.value.slice(1)) addRow(record, header, columns, entry, reading);
}

function columnsOf(header: CsvRecord, entry: OpenedEntry, reading: Reading): Map<AssetColumn, number> {
  const columns = new Map<AssetColumn, number>();
  header.cells.forEach((cell, index) => {
    const title = cell.trim();
    const column = assetColumn(title);
    if (column === 'set aside' || title === '') return;
    const first = column === undefined ? undefined : columns.get(column);
    if (column !== undefined && first === undefined) {
      columns.set(column, index);
      return;
    }
    reading.find(
      'hardware.csv.column',
      'advisory',
      entry.path,
      first === undefined
        ? `The column "${title}" is not known here: its values are not read. Rename it if it says something of the machine`
        : `The column "${title}" means the same as "${header.cells[first]?.trim() ?? ''}": only the first is read`,
      { line: header.line, column: title },
    );
  });
  return columns;
}

function addRow(
  record: CsvRecord,
  header: CsvRecord,
  columns: ReadonlyMap<AssetColumn, number>,
  entry: OpenedEntry,
  reading: Reading,
): void {
  const at = (column: AssetColumn): string | undefined => {
    const index = columns.get(column);
    const cell = index === undefined ? undefined : record.cells[index];
    return cell === '' ? undefined : cell;
  };
  if (record.cells.length !== header.cells.length) {
    reading.tally(
      'hardware.csv.row',
      'warning',
      entry.path,
      'A row has another number of cells than the header: read from the left, check for a separator inside a cell',
      { line: record.line, value: String(record.cells.length), expected: String(header.cells.length) },
    );
  }
  const os = [at('os'), at('osVersion')].filter((part) => part !== undefined).join(' ');
  const level = at('firmware')?.trim();
  const commissionedOn = at('commissionedOn')?.trim();
  if (commissionedOn !== undefined && !isIsoDate(commissionedOn)) {
    reading.tally(
      'hardware.csv.date',
      'advisory',
      entry.path,
      `The date "${commissionedOn}" is not written as yyyy-mm-dd: unobserved, since day and month cannot be told apart`,
      { line: record.line, column: 'commissionedOn', expected: 'yyyy-mm-dd' },
    );
  }
  reading.add({
    id: at('assetTag')?.trim() ?? at('serial')?.trim() ?? at('name')?.trim() ?? `${entry.path}:${record.line}`,
    kind: kindOf(at('category'), record, entry, reading),
    role: at('category'),
    name: at('name'),
    maker: at('maker'),
    brand: at('brand'),
    model: at('model'),
    ...machineOf(at('partNumber')),
    serial: at('serial'),
    site: at('site'),
    os: os === '' ? undefined : os,
    state: at('state'),
    coresInstalled: at('cores')?.trim(),
    memoryMb: memoryOf(at, record, entry, reading),
    quantity: at('quantity')?.trim(),
    firmware: level === undefined || level === '' ? undefined : { level },
    commissionedOn: commissionedOn !== undefined && isIsoDate(commissionedOn) ? commissionedOn : undefined,
    received: commissionedOn !== undefined && !isIsoDate(commissionedOn) ? { commissionedOn } : undefined,
    origin: { file: entry.path, line: record.line },
  });
}

function kindOf(category: string | undefined, record: CsvRecord, entry: OpenedEntry, reading: Reading): AssetKind {
  const kind = category === undefined ? undefined : kindOfCategory(category);
  if (kind !== undefined) return kind;
  reading.tally(
    'hardware.csv.category',
    'advisory',
    entry.path,
    category === undefined
      ? 'A row names no category: its kind is unobserved'
      : `The category "${category}" is not known here: what kind of thing it names is unobserved`,
    { line: record.line, column: 'category', value: category ?? '' },
  );
  return 'other';
}

function machineOf(partNumber: string | undefined): { machineType?: string; partNumber?: string } {
  if (partNumber === undefined) return {};
  const trimmed = partNumber.trim();
  return /^\d{4}-[0-9A-Z]{3}$/.test(trimmed) ? { machineType: trimmed, partNumber } : { partNumber };
}

function memoryOf(
  at: (column: AssetColumn) => string | undefined,
  record: CsvRecord,
  entry: OpenedEntry,
  reading: Reading,
): unknown {
  const gigabytes = at('memoryGb');
  if (at('memoryMb') !== undefined) return at('memoryMb')?.trim();
  if (gigabytes !== undefined) return Number.isFinite(Number(gigabytes)) ? Number(gigabytes) * 1024 : gigabytes;
  const text = at('memoryText');
  if (text === undefined) return undefined;
  const size = dataSizeMb(text);
  if (size === undefined) {
    reading.tally(
      'hardware.csv.memory',
      'advisory',
      entry.path,
      `The memory size "${text}" names no unit: unobserved, since MB and GB cannot be told apart`,
      { line: record.line, column: 'memory', expected: 'such as 64 GB' },
    );
  }
  return size;
}
