import { dayNumber, isDecimal } from '@underpin/model';
import { Uint8ArrayReader, ZipReader, configure } from '@zip.js/zip.js';
import { csvRecords } from '../ownership/csv-records.ts';
import { readerFinding } from '../ownership/reader-finding.ts';
import type { CsvRecord } from '../ownership/csv-records.ts';
import type { Currency, ExchangeRates, Finding, RateColumn } from '@underpin/model';

configure({ useWebWorkers: false });

const months = 'January February March April May June July August September October November December'.split(' ');
const source = 'European Central Bank: euro foreign exchange reference rates';
const largestFile = 64 * 1024 * 1024;

export interface RatesRead {
  readonly rates: ExchangeRates;
  readonly findings: readonly Finding[];
}

/**
 * Reads the euro reference rates of the European Central Bank: `eurofxref.csv` (one day, English date),
 * `eurofxref-hist.csv` (all days, newest first) or either in its zip. Cells of `N/A` or nothing are no rate; spaces and the
 * trailing comma of every line are theirs. Rates are units per euro, kept exact. Anything else in a cell is a finding, and
 * that day has no rate of that currency.
 *
 * @example (await readEcbRates(bytes, 'eurofxref-hist.zip')).rates
 */
export async function readEcbRates(bytes: Uint8Array, file: string): Promise<RatesRead> {
  const findings: Finding[] = [];
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const csv = zipped ? await unzipped(bytes, file, findings) : bytes;
  const rows: { day: number; record: ReadonlyMap<string, string>; line: number }[] = [];
  const named: string[] = [];
  const records: CsvRecord[] = [];
  const { columns } = await csvRecords(
    [csv],
    file,
    (record) => records.push(record),
    (finding) => findings.push(finding),
  );
  for (const column of columns) {
    if (column === 'Date' || column === '') continue;
    if (/^[A-Z]{3}$/.test(column) && !named.includes(column)) named.push(column);
    else findings.push(bad(file, 1, column, column, 'a currency code such as USD, once'));
  }
  const seen = new Set<number>();
  for (const record of records) {
    const text = record.get('Date');
    const day = dayOf(text);
    if (day === null) findings.push(bad(file, record.line, 'Date', text, 'a date such as 2026-04-13 or 13 April 2026'));
    else if (seen.has(day)) findings.push(bad(file, record.line, 'Date', text, 'each day once'));
    else {
      seen.add(day);
      rows.push({ day, line: record.line, record: new Map(named.map((name) => [name, record.get(name)])) });
    }
  }
  rows.sort((a, b) => a.day - b.day);
  const currencies = new Map<Currency, RateColumn>();
  for (const name of named) {
    const mantissa = new Float64Array(rows.length).fill(Number.NaN);
    const scale = new Uint8Array(rows.length);
    rows.forEach(({ record, line }, place) => {
      const text = record.get(name) ?? '';
      if (text === '' || text === 'N/A') return;
      const [whole = '', fraction = ''] = text.split('.');
      const digits = Number(whole + fraction);
      if (!isDecimal(text) || !Number.isSafeInteger(digits) || digits <= 0) {
        findings.push(bad(file, line, name, text, 'a rate above zero, or N/A'));
        return;
      }
      mantissa[place] = digits;
      scale[place] = fraction.length;
    });
    currencies.set(name, { mantissa, scale });
  }
  if (rows.length === 0) findings.push(bad(file, 1, 'Date', '', 'at least one day of rates'));
  const days = Int32Array.from(rows, ({ day }) => day);
  return { rates: { base: 'EUR', days, currencies, source: `${source}, ${file}` }, findings };
}

function dayOf(text: string): number | null {
  const english = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text);
  if (english === null) return dayNumber(text);
  const month = String(months.indexOf(english[2] ?? '') + 1).padStart(2, '0');
  return dayNumber(`${english[3] ?? ''}-${month}-${(english[1] ?? '').padStart(2, '0')}`);
}

/** The one CSV of the archive. Its size is checked before and while it is unpacked. */
async function unzipped(bytes: Uint8Array, file: string, findings: Finding[]): Promise<Uint8Array> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes));
  try {
    const entries = await reader.getEntries();
    const entry = entries.find((each) => !each.directory && each.filename.endsWith('.csv'));
    if (entry === undefined || entry.directory || entries.length > 4 || entry.uncompressedSize > largestFile) {
      findings.push(bad(file, 1, 'Date', `${entries.length} entries`, 'a zip with one CSV of at most 64 MiB'));
      return new Uint8Array();
    }
    const parts: Uint8Array[] = [];
    let total = 0;
    await entry.getData(
      new WritableStream<Uint8Array>({
        write(part) {
          total += part.length;
          if (total > largestFile) throw new RangeError(`it unpacks to more than ${largestFile} bytes`);
          parts.push(part);
        },
      }),
    );
    return joined(parts, total);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    findings.push(bad(file, 1, 'Date', why, 'a whole zip archive'));
    return new Uint8Array();
  } finally {
    await reader.close();
  }
}

function joined(parts: readonly Uint8Array[], total: number): Uint8Array {
  const whole = new Uint8Array(total);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function bad(file: string, line: number, column: string, value: string, expected: string): Finding {
  return readerFinding(file, line, {
    rule: 'rates.value',
    severity: 'error',
    column,
    value,
    expected,
    message: `Cannot read "${value}" in "${column}": expected ${expected}. Fetch the file again from its publisher`,
    source,
  });
}
