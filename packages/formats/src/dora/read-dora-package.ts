import type {
  Finding,
  PackageEntry,
  Progress,
  RaggedRow,
  RegisterPackage,
  RegisterProfile,
  Table,
} from '@underpin/model';
import { cell, isIsoDate, packageRoot, parseDoraPackageName, silent } from '@underpin/model';
import type { ArchiveLimits } from '../archive/archive-limits.ts';
import { readZip } from '../archive/read-zip.ts';
import type { ArchiveEntry } from '../archive/write-zip.ts';
import type { CsvLimits } from '../csv/csv-limits.ts';
import { readCsv } from '../csv/read-csv.ts';
import { textStart } from '../csv/text-encoding.ts';
import { sha256Hex } from '../platform/platform.ts';
import { chooseProfile } from './choose-profile.ts';
import { doraProfiles } from './dora-profiles.ts';

/** A package as received: a zip in memory or on disk, or the files of an unpacked one with their paths. */
export type DoraSource =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly blob: Blob }
  | { readonly name: string; readonly entries: readonly ArchiveEntry[] };

export interface ReadDoraOptions {
  /** Known versions, the default for unreadable packages first. */
  readonly profiles?: readonly RegisterProfile[];
  readonly archiveLimits?: ArchiveLimits;
  readonly csvLimits?: CsvLimits;
  readonly progress?: Progress;
}

interface Unpacked {
  readonly files: readonly ArchiveEntry[];
  readonly entries: readonly PackageEntry[];
  readonly findings: readonly Finding[];
}

const indicatorsPath = 'reports/FilingIndicators.csv';
const sideFiles = { parameters: 'parameters.csv', indicators: 'FilingIndicators.csv' } as const;

/**
 * Reads a DORA register of information (plain-CSV report package), as a zip or unpacked. Never throws for bad content:
 * what could not be read is in `findings` (archive "UP-ZIP-…", CSV "UP-CSV-…", 306, 505, 809), and everything else is
 * read. Paths in tables, headers and findings are relative to the package's root folder; names are matched whatever their
 * case, and the checks tell wrong case. An unpacked package is taken as it would be when zipped under its folder's name,
 * and its hash runs over its files in the order of their paths. When `progress.cancelled` turns true the package ends
 * with the finding "UP-STOP".
 *
 * Source: EBA filing rules for the register of information.
 *
 * @example const pkg = await readDoraPackage({ name: 'LEI.CON_….zip', bytes })
 */
export async function readDoraPackage(source: DoraSource, options: ReadDoraOptions = {}): Promise<RegisterPackage> {
  const { profiles = doraProfiles, progress = silent } = options;
  const name = 'entries' in source && !/\.zip$/i.test(source.name) ? `${source.name}.zip` : source.name;
  const unpacked =
    'entries' in source
      ? asUnpacked(source)
      : await readZip(name, zipContent(source), {
          ...(options.archiveLimits === undefined ? {} : { limits: options.archiveLimits }),
          wanted: isReport,
          progress,
        });
  const root = packageRoot(unpacked.entries.map((entry) => entry.path));
  const findings = unpacked.findings.map((finding) => insideRoot(finding, root));
  const files = filesOf(unpacked.files, root);
  const report = reportText(files.get('reports/report.json'), findings);
  const chosen = chooseProfile(report, 'reports/report.json', profiles);
  findings.push(...chosen.findings);

  const headers = new Map<string, readonly string[]>();
  const ragged: RaggedRow[] = [];
  const read = (tableName: string, file: string): Table | null => {
    const entry = files.get(`reports/${file}`.toLowerCase());
    if (entry === undefined) return null;
    const csv = readCsv(entry.bytes, tableName, entry.path, options.csvLimits);
    headers.set(entry.path, csv.header);
    ragged.push(...csv.ragged);
    findings.push(...csv.findings);
    return csv.table;
  };
  const sides = new Map<string, Table>();
  for (const [role, file] of Object.entries(sideFiles)) {
    const table = read(role, file);
    if (table !== null) sides.set(role, table);
  }
  const tables = new Map<string, Table>();
  const described = chosen.profile?.tables ?? [];
  for (const [index, { code, file }] of described.entries()) {
    if (progress.cancelled) break;
    progress.report(`Reading ${code}`, index, described.length);
    const table = read(code, file);
    if (table !== null) tables.set(code, table);
  }
  if (progress.cancelled) findings.push(stopped(name));
  const said = statedBy(sides.get('parameters'), name);
  return {
    name,
    ...(await identity(source)),
    profile: chosen.profile,
    entity: said.entity,
    referenceDate: said.referenceDate,
    entries: unpacked.entries,
    headers,
    tables,
    sides,
    report,
    ragged,
    findings,
  };
}

// Nothing else of a package is read, so nothing else is unpacked.
function isReport(path: string): boolean {
  return /(^|\/)reports\/[^/]*\.(csv|json)$/i.test(path);
}

function zipContent(source: { readonly bytes: Uint8Array } | { readonly blob: Blob }): Uint8Array | Blob {
  return 'bytes' in source ? source.bytes : source.blob;
}

function asUnpacked(source: { readonly name: string; readonly entries: readonly ArchiveEntry[] }): Unpacked {
  const folder = `${source.name.replace(/\.zip$/i, '')}/`;
  const within = source.entries.every((entry) => entry.path.startsWith(folder));
  const files = within ? source.entries : source.entries.map(({ path, bytes }) => ({ path: folder + path, bytes }));
  return { files, entries: files.map(({ path, bytes }) => ({ path, bytes: bytes.length })), findings: [] };
}

function insideRoot(finding: Finding, root: string): Finding {
  const { file } = finding.location;
  if (root === '' || !file.startsWith(root) || file === root) return finding;
  return { ...finding, location: { ...finding.location, file: file.slice(root.length) } };
}

// By lower-case path inside the root; of two files that differ in case the EBA's spelling wins.
function filesOf(files: readonly ArchiveEntry[], root: string): Map<string, ArchiveEntry> {
  const found = new Map<string, ArchiveEntry>();
  for (const { path, bytes } of files) {
    if (!path.startsWith(root)) continue;
    const inside = path.slice(root.length);
    const key = inside.toLowerCase();
    if (!found.has(key) || inside === (key === indicatorsPath.toLowerCase() ? indicatorsPath : key))
      found.set(key, { path: inside, bytes });
  }
  return found;
}

function reportText(entry: ArchiveEntry | undefined, findings: Finding[]): string | null {
  if (entry === undefined) return null;
  const { start, findings: encoding } = textStart(entry.bytes, entry.path);
  findings.push(...encoding);
  return start === null ? null : new TextDecoder().decode(entry.bytes.subarray(start));
}

function statedBy(parameters: Table | undefined, name: string): Pick<RegisterPackage, 'entity' | 'referenceDate'> {
  const stated = new Map<string, string>();
  for (let row = 0; row < (parameters?.rowCount ?? 0); row += 1) {
    if (parameters !== undefined) stated.set(cell(parameters, 'name', row), cell(parameters, 'value', row));
  }
  const inName = parseDoraPackageName(name);
  const entity = /^(?:rs|lei):([A-Z0-9]{20})(?:\.|$)/.exec(stated.get('entityID') ?? '')?.[1] ?? inName?.lei ?? null;
  const dates = [stated.get('refPeriod'), inName?.referenceDate];
  return { entity, referenceDate: dates.find((date) => date !== undefined && isIsoDate(date)) ?? null };
}

async function identity(source: DoraSource): Promise<{ readonly sha256: string; readonly bytes: number }> {
  if ('bytes' in source) return { sha256: await sha256Hex([source.bytes]), bytes: source.bytes.length };
  if ('blob' in source) return { sha256: await sha256Hex(source.blob.stream()), bytes: source.blob.size };
  const sorted = source.entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const encoder = new TextEncoder();
  const parts = sorted.flatMap(({ path, bytes }) => [encoder.encode(`${path}\0${bytes.length}\0`), bytes]);
  return { sha256: await sha256Hex(parts), bytes: sorted.reduce((sum, entry) => sum + entry.bytes.length, 0) };
}

function stopped(name: string): Finding {
  return {
    rule: 'UP-STOP',
    severity: 'reject',
    location: { file: name },
    message: `Reading "${name}" was stopped before its end. Read it again.`,
    source: 'Underpin: work that was cancelled',
  };
}
