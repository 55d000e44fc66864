import {
  applyMapping,
  guessMapping,
  type MappingGuess,
  readCsv,
  readDoraPackage,
  readRegisterWorkbook,
  withListCodes,
} from '@underpin/formats';
import type { ColumnMapping, Finding, RaggedRow, RegisterProfile, Table } from '@underpin/model';
import { problemColumn } from '@underpin/register';
import { metaOfPackage, metaOfSheet, type PartialMeta } from './package-meta.ts';

/** A file with rows for a register: a workbook, a CSV file or a package. */
export interface RowFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The rows of one file, by table, not yet judged. */
export interface RowsOfFile {
  readonly file: string;
  readonly tables: ReadonlyMap<string, Table>;
  readonly ragged: readonly RaggedRow[];
  readonly meta: PartialMeta;
  readonly findings: readonly Finding[];
  /** For a CSV file that no mapping fits: the mapping that a person may confirm. */
  readonly guess: MappingGuess | null;
}

/** Reads the rows of a file for a register. A CSV file needs a mapping, unless its name and header are those of a table. */
export async function registerRows(
  file: RowFile,
  profile: RegisterProfile,
  mappings: readonly ColumnMapping[],
): Promise<RowsOfFile> {
  const { name, bytes } = file;
  if (/\.xlsx$/i.test(name)) {
    const { stated, ...read } = await readRegisterWorkbook(name, bytes, profile);
    return { file: name, ...read, meta: metaOfSheet(stated), guess: null };
  }
  if (/\.zip$/i.test(name)) {
    const read = await readDoraPackage({ name, bytes });
    const { tables, ragged, findings } = read;
    return { file: name, tables, ragged, findings, meta: metaOfPackage(read), guess: null };
  }
  return csvRows(file, profile, mappings);
}

function csvRows({ name, bytes }: RowFile, profile: RegisterProfile, mappings: readonly ColumnMapping[]): RowsOfFile {
  const csv = readCsv(bytes, 'rows', name);
  // A file of one's own may be separated as it likes.
  const findings = csv.findings.filter(({ rule, location }) => !(rule === '809' && location.line === 1));
  const empty: RowsOfFile = { file: name, tables: new Map(), ragged: csv.ragged, meta: {}, findings, guess: null };
  if (csv.table === null) return empty;
  const mapping = mappings.find((one) => one.file === name) ?? mappings.find((one) => one.file === undefined);
  const own = mapping === undefined ? ownTable(name, csv.table, profile) : null;
  if (own !== null)
    return { ...empty, tables: new Map([[own.table.name, own.table]]), findings: [...findings, ...own.findings] };
  if (mapping === undefined) return { ...empty, guess: guessMapping(profile, name, csv.header) };
  const mapped = applyMapping(csv.table, mapping, profile);
  return {
    ...empty,
    tables: mapped.table === null ? new Map() : new Map([[mapped.table.name, mapped.table]]),
    findings: [...findings, ...mapped.findings],
  };
}

/** A file that is named like a table ("b_05.01.csv", "b_05.01.failed.csv") and has columns of it only. */
function ownTable(name: string, rows: Table, profile: RegisterProfile) {
  const described = profile.tables.find(({ file }) =>
    name.toLowerCase().startsWith(file.toLowerCase().replace(/csv$/, '')),
  );
  if (described === undefined) return null;
  const known = new Set([...described.columns.map(({ code }) => code), problemColumn]);
  if (![...rows.columns.keys()].every((column) => known.has(column))) return null;
  return withListCodes({ ...rows, name: described.code }, described, profile);
}
