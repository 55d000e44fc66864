import type {
  Finding,
  PackageEntry,
  Progress,
  RaggedRow,
  RegisterPackage,
  RegisterProfile,
  Table,
} from '@underpin/model';
import { cell, isIsoDate, silent } from '@underpin/model';
import { readZip } from '../archive/read-zip.ts';
import type { ArchiveEntry } from '../archive/write-zip.ts';
import { csvLimits } from '../csv/csv-limits.ts';
import type { CsvLimits } from '../csv/csv-limits.ts';
import { readCsv } from '../csv/read-csv.ts';
import { sha256Hex } from '../platform/platform.ts';
import { inventoryFinding } from './inventory-findings.ts';
import { inventoryProfile } from './inventory-profiles.ts';
import { isWorkbook, readWorkbook } from './read-workbook.ts';
import { workbookLimits } from './workbook-limits.ts';
import type { WorkbookLimits } from './workbook-limits.ts';
import { sheetTable } from './workbook-table.ts';

/** An inventory as received: a zip of CSV files or an XLSX workbook in memory, or the CSV files of a folder. */
export type InventorySource =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly entries: readonly ArchiveEntry[] };

export interface ReadInventoryOptions {
  readonly profile?: RegisterProfile;
  readonly workbookLimits?: WorkbookLimits;
  readonly csvLimits?: CsvLimits;
  readonly progress?: Progress;
}

interface Contents {
  readonly headers: Map<string, readonly string[]>;
  readonly tables: Map<string, Table>;
  readonly ragged: RaggedRow[];
  readonly findings: Finding[];
}

/**
 * Reads an inventory: tables `inventory`, `systems`, `assets`, `dependencies` as CSV files (in a zip or a folder) or as
 * the sheets of an XLSX workbook. Never throws for bad content: what could not be read is in `findings` (archive
 * "UP-ZIP-…", CSV "UP-CSV-…", "UP-INV-1" to "UP-INV-4", "UP-STOP" when cancelled) and everything else is read. Line numbers are those of the file
 * or the sheet; paths are relative to the folder that holds the tables, a sheet's path is its name.
 *
 * Source: packages/formats/src/inventory/README.md.
 *
 * @example const pkg = await readInventory({ name: 'inventory.xlsx', bytes })
 */
export async function readInventory(
  source: InventorySource,
  options: ReadInventoryOptions = {},
): Promise<RegisterPackage> {
  const { profile = inventoryProfile } = options;
  const limits = options.workbookLimits ?? workbookLimits;
  const unpacked =
    'entries' in source
      ? {
          files: source.entries,
          entries: source.entries.map(({ path, bytes }) => ({ path, bytes: bytes.length })),
          findings: [],
        }
      : await readZip(source.name, source.bytes, { limits: limits.archive, progress: options.progress ?? silent });
  const contents: Contents = { headers: new Map(), tables: new Map(), ragged: [], findings: [...unpacked.findings] };
  if (isWorkbook(unpacked.files)) {
    const { sheets, findings } = await readWorkbook(source.name, unpacked.files, limits);
    contents.findings.push(...findings);
    for (const [sheet, rows] of sheets) takeSheet(sheet, rows, profile, contents);
  } else takeFiles(unpacked.files, profile, options.csvLimits ?? csvLimits, contents);
  if (!contents.tables.has('inventory') && !contents.findings.some(({ severity }) => severity === 'reject')) {
    const names = profile.tables.map(({ file }) => file).join(', ');
    const message = `Could not find the table "inventory" in "${source.name}". Put the tables ${names} into a zip, or sheets of these names into an XLSX workbook.`;
    contents.findings.push(inventoryFinding('missingTable', source.name, message, 'a table "inventory" with one row'));
  }
  if (options.progress?.cancelled === true) {
    const message = `Reading "${source.name}" was stopped before its end. Read it again.`;
    contents.findings.push(inventoryFinding('stopped', source.name, message));
  }
  const said = contents.tables.get('inventory');
  const entity = said === undefined ? '' : cell(said, 'institution_lei', 0);
  const date = said === undefined ? '' : cell(said, 'reference_date', 0);
  return {
    name: source.name,
    ...(await identity(source)),
    profile,
    entity: entity === '' ? null : entity,
    referenceDate: isIsoDate(date) ? date : null,
    entries: unpacked.entries satisfies readonly PackageEntry[],
    sides: new Map(),
    report: null,
    ...contents,
  };
}

function takeSheet(
  sheet: string,
  rows: readonly (readonly string[])[],
  profile: RegisterProfile,
  into: Contents,
): void {
  const described = profile.tables.find(({ code }) => code === sheet.trim().toLowerCase());
  if (described === undefined || into.tables.has(described.code)) {
    into.findings.push(unknown(sheet, 'sheet', profile));
    return;
  }
  const { header, table, ragged } = sheetTable(described.code, sheet, rows);
  into.headers.set(sheet, header);
  into.tables.set(described.code, table);
  into.ragged.push(...ragged);
}

function takeFiles(files: readonly ArchiveEntry[], profile: RegisterProfile, limits: CsvLimits, into: Contents): void {
  const root = rootOf(files, profile);
  for (const { path, bytes } of files) {
    const inside = path.startsWith(root) ? path.slice(root.length) : path;
    const described = profile.tables.find(({ file }) => file === inside.toLowerCase());
    if (described === undefined || into.tables.has(described.code)) {
      into.findings.push(unknown(inside, 'file', profile));
      continue;
    }
    const csv = readCsv(bytes, described.code, inside, limits);
    into.headers.set(inside, csv.header);
    into.ragged.push(...csv.ragged);
    into.findings.push(...csv.findings);
    if (csv.table !== null) into.tables.set(described.code, csv.table);
  }
}

/** The folder, with its closing slash, in which a table of the format lies least deep. */
function rootOf(files: readonly ArchiveEntry[], profile: RegisterProfile): string {
  const known = new Set(profile.tables.map(({ file }) => file));
  const folders = files
    .map(({ path }) => [path.slice(0, path.lastIndexOf('/') + 1), path.slice(path.lastIndexOf('/') + 1)] as const)
    .filter(([, file]) => known.has(file.toLowerCase()))
    .map(([folder]) => folder);
  return folders.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))[0] ?? '';
}

function unknown(name: string, kind: 'file' | 'sheet', profile: RegisterProfile): Finding {
  const known = profile.tables.map(({ code }) => code).join(', ');
  const message = `Left out the ${kind} "${name}": an inventory has the tables ${known}, each once. Rename it if it is one of them.`;
  return inventoryFinding('unknownTable', name, message, known);
}

async function identity(source: InventorySource): Promise<{ readonly sha256: string; readonly bytes: number }> {
  if ('bytes' in source) return { sha256: await sha256Hex([source.bytes]), bytes: source.bytes.length };
  const sorted = source.entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const named = new TextEncoder();
  const parts = sorted.flatMap(({ path, bytes }) => [named.encode(`${path}\0${bytes.length}\0`), bytes]);
  return { sha256: await sha256Hex(parts), bytes: sorted.reduce((sum, { bytes }) => sum + bytes.length, 0) };
}
