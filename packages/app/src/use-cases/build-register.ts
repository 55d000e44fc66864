import { writeRegisterWorkbook } from '@underpin/formats';
import type { ColumnMapping, Finding, RegisterProfile, Result, Table } from '@underpin/model';
import { ok, refused } from '@underpin/model';
import { applyUpsert, previewUpsert, type RowOutcome, type UpsertPreview } from '@underpin/register';
import { failedFiles } from './filing/failed-files.ts';
import { firstStated, metaOfTables, type PartialMeta } from './package-meta.ts';
import { type RowFile, registerRows, type RowsOfFile } from './register-rows.ts';

export interface BuildInput {
  readonly profile: RegisterProfile;
  /** The register that the rows go into; empty for a new one. */
  readonly register: ReadonlyMap<string, Table>;
  readonly files: readonly RowFile[];
  readonly mappings: readonly ColumnMapping[];
}

/** What one file does to the register. */
export interface BuildStep {
  readonly file: string;
  readonly rows: RowsOfFile;
  readonly preview: UpsertPreview;
}

/** A register with the good rows of all files in it, and everything that there is to say. */
export interface BuiltRegister {
  readonly tables: ReadonlyMap<string, Table>;
  readonly meta: PartialMeta;
  readonly steps: readonly BuildStep[];
  readonly counts: Readonly<Record<RowOutcome, number>>;
  readonly findings: readonly Finding[];
  /** Failed rows as CSV files that can be corrected and built again. */
  readonly failed: readonly RowFile[];
}

/**
 * Puts the rows of workbooks, CSV files and packages into a register, file by file in the order given. The answer is a
 * preview and the outcome in one: `counts` and `steps` say what would be created, updated, skipped and failed, `tables` is
 * the register with the good rows, and `failed` holds the others with their reasons. Nothing is kept or written.
 *
 * @example
 * const built = await buildRegister({ profile, register: new Map(), files: [{ name: 'register.xlsx', bytes }], mappings: [] });
 * built.counts; // { create: 120, update: 0, skip: 0, fail: 3 }
 */
export async function buildRegister(input: BuildInput): Promise<BuiltRegister> {
  const { profile } = input;
  let tables = input.register;
  const steps: BuildStep[] = [];
  const failed: RowFile[] = [];
  const counts = { create: 0, update: 0, skip: 0, fail: 0 };
  for (const file of input.files) {
    const rows = await registerRows(file, profile, input.mappings);
    const preview = previewUpsert(profile, tables, rows.tables);
    tables = applyUpsert(tables, preview);
    steps.push({ file: file.name, rows, preview });
    for (const outcome of Object.keys(counts) as RowOutcome[]) counts[outcome] += preview.counts[outcome];
    counts.fail += rows.ragged.length;
    failed.push(...failedFiles(profile, preview, rows.ragged, new Set(failed.map(({ name }) => name))));
  }
  return {
    tables,
    meta: firstStated(...steps.map(({ rows }) => rows.meta), metaOfTables(tables)),
    steps,
    counts,
    findings: steps.flatMap(({ rows, preview }) => [...rows.findings, ...preview.tables.flatMap(({ notes }) => notes)]),
    failed,
  };
}

// What a sheet of the format can hold, less the rows above the data.
const sheetRows = 1_048_000;

/**
 * The register as a workbook that can be edited and built again. Refused when a table has more rows than a sheet can hold.
 *
 * @example const workbook = await registerWorkbook(profile, built.tables, built.meta);
 */
export async function registerWorkbook(
  profile: RegisterProfile,
  tables: ReadonlyMap<string, Table>,
  meta: PartialMeta,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  for (const [code, { rowCount }] of tables) {
    if (rowCount > sheetRows)
      return refused(
        `${code} has ${rowCount} rows, and a sheet of a workbook holds ${sheetRows}: use CSV files instead.`,
      );
  }
  const stated = Object.entries(meta).flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'stamp' ? [[name, value]] : [],
  );
  return ok(await writeRegisterWorkbook(profile, tables, Object.fromEntries(stated)));
}
