import type { FilingOptions, PreviewSummary, RowCounts, RowProblem, UploadPreview } from '@underpin/contract';
import { inventoryProfile, writeInventoryCsv, writeZip } from '@underpin/formats';
import {
  cell,
  type Finding,
  hasLeiForm,
  type Progress,
  type RaggedRow,
  type RegisterPackage,
  type RegisterProfile,
  rejects,
  type Submission,
  type Table,
} from '@underpin/model';
import { checkPackage, previewUpsert, type UpsertPreview } from '@underpin/register';
import type { NewSubmission } from '../../ports/submission-store.ts';
import { type BuiltRegister, buildRegister } from '../build-register.ts';
import { countBySeverity, describeSubmission } from '../describe-submission.ts';
import { contentOf, doraProfile, doraProfileIds, exportRegister } from '../export-register.ts';
import { firstStated, metaOfPackage, stampOf } from '../package-meta.ts';
import { readSubmission } from '@underpin/formats';
import type { RowFile } from '../register-rows.ts';
import { failedFiles } from './failed-files.ts';
import { addCounts, changesTold, countsOf, noRows, problemsTold, raggedTold } from './plan-told.ts';
import { isInventoryTable, rowFilesIn, sourceOf, usualWay } from './row-files.ts';

type Format = Submission['format'];

/** A register that was filed before. */
export interface FiledBefore extends RowFile {
  readonly id: string;
}

export interface FilingInput {
  readonly file: RowFile;
  readonly options: FilingOptions;
  /** Moment of the preview: the same file, options, register before and moment give the same plan. */
  readonly at: string;
  readonly progress: Progress;
  /** The register that rows go into, or that a whole file is compared with; null when there is none. */
  readonly before: (entity: string | null, format: Format) => Promise<FiledBefore | null>;
}

/** What filing a file would do, and what would be filed. */
export interface FilingPlan {
  readonly summary: Omit<PreviewSummary, 'supersedes'>;
  readonly details: Omit<UploadPreview, 'summary'>;
  /** Null when nothing can be filed. */
  readonly submission: NewSubmission | null;
  /** Rows that fail: one CSV file, or a zip of several. */
  readonly failed: RowFile | null;
}

const listed = 1000;
const steps = 4;

interface Told {
  readonly as: 'whole' | 'rows';
  readonly before: FiledBefore | null;
  readonly profile: RegisterProfile | null;
  readonly tables: readonly UploadPreview['tables'][number][];
  readonly problems: readonly RowProblem[];
  readonly changes: readonly UploadPreview['changes'][number][];
  readonly findings: readonly Finding[];
  readonly mapping?: UploadPreview['mapping'];
  readonly submission: NewSubmission | null;
  readonly entity: string | null;
  readonly referenceDate: string | null;
  readonly refusal: string | null;
  readonly failed: readonly RowFile[];
}

/**
 * Reads a file and tells what filing it would do, without doing it: rows created, updated, unchanged, failing and removed
 * against the register before, and what the checks say of what would be filed. Bad files are an answer with a refusal.
 */
export async function planFiling(input: FilingInput): Promise<FilingPlan> {
  input.progress.report('Reading', 0, steps);
  const as = input.options.as ?? (await usualWay(input.file, input.progress));
  const told = as === 'whole' ? await planWhole(input) : await planRows(input);
  const { profile, submission, findings, problems, changes, failed } = told;
  const counts = told.tables.reduce<RowCounts>((sum, table) => addCounts(sum, table.counts), noRows);
  return {
    summary: {
      as,
      options: input.options,
      comparedWith: told.before?.id ?? null,
      at: input.at,
      format: profile?.format ?? null,
      profile: profile?.id ?? null,
      entity: told.entity,
      referenceDate: told.referenceDate,
      counts,
      findings: countBySeverity(findings),
      rejected: findings.some(rejects),
      result: submission?.submission.id ?? null,
      refusal: told.refusal,
    },
    details: {
      tables: [...told.tables],
      problems: problems.slice(0, listed),
      moreProblems: Math.max(0, problems.length - listed),
      findings: findings.slice(0, listed),
      moreFindings: Math.max(0, findings.length - listed),
      changes: changes.slice(0, listed),
      moreChanges: Math.max(0, changes.length - listed),
      mapping: told.mapping ?? [],
    },
    submission,
    failed: await asOneFile(failed),
  };
}

async function planWhole({ file, options, at, progress, before: find }: FilingInput): Promise<Told> {
  const now = new Date(at);
  const { read } = await readSubmission(sourceOf(file), progress);
  const { profile, entity, referenceDate } = read;
  progress.report('Checking', 1, steps);
  const findings = checkPackage(read, { today: at.slice(0, 10) }, progress);
  const described = describeSubmission(read, findings, now);
  const none = { as: 'whole', before: null, profile, entity, referenceDate, findings } as const;
  if (profile === null || described === null) {
    const why = findings.find(rejects)?.message;
    const refusal = `It cannot be told whose register this is, for which date, or in which format${why === undefined ? '.' : `: ${why}`}`;
    return { ...none, tables: [], problems: [], changes: [], submission: null, refusal, failed: [] };
  }
  progress.report('Comparing', 2, steps);
  const before = options.onto === null ? null : await find(entity, profile.format);
  const old = before === null ? null : (await readSubmission(sourceOf(before), progress)).read;
  const comparable = old?.profile?.format === profile.format ? old.tables : new Map<string, Table>();
  const known = new Map([...read.tables].filter(([code]) => profile.tables.some((table) => table.code === code)));
  const preview = previewUpsert(profile, comparable, known);
  const compared = previewTold(preview, read.ragged, file.name, comparable);
  const gone = [...comparable].filter(([code, { rowCount }]) => !known.has(code) && rowCount > 0);
  const missing = gone.map(([table, { rowCount }]) => ({
    file: file.name,
    table,
    counts: { ...noRows, remove: rowCount },
  }));
  return {
    ...none,
    before,
    ...compared,
    tables: [...compared.tables, ...missing],
    submission: { submission: described, content: file.bytes, tables: [...read.tables.values()], findings },
    refusal: null,
    failed: failedFiles(profile, preview, read.ragged, new Set()),
  };
}

async function planRows(input: FilingInput): Promise<Told> {
  const { options, at, progress } = input;
  const files = await rowFilesIn(input.file);
  const format = files.length > 0 && files.every(isInventoryTable) ? 'inventory' : 'dora';
  const before = options.onto === null ? null : await input.before(options.entity ?? null, format);
  const old = before === null ? null : (await readSubmission(sourceOf(before), progress)).read;
  const profile =
    old?.profile ??
    (format === 'inventory' ? inventoryProfile : doraProfile(options.profile ?? doraProfileIds[0] ?? ''));
  const none = {
    as: 'rows',
    before,
    profile,
    tables: [],
    problems: [],
    changes: [],
    findings: [],
    submission: null,
    entity: old?.entity ?? options.entity ?? null,
    referenceDate: options.referenceDate ?? old?.referenceDate ?? null,
    failed: [],
  } as const;
  if (profile === null)
    return { ...none, refusal: `There is no profile "${options.profile}": choose ${doraProfileIds.join(' or ')}.` };
  if (files.length === 0) return { ...none, refusal: `"${input.file.name}" holds no CSV file with rows.` };
  const lost = old === null ? [] : lossOf(old, at);
  if (before !== null && lost.length > 0) {
    return {
      ...none,
      findings: lost,
      refusal: `Part of "${before.name}" cannot be read, so no rows can go into it. File a whole register.`,
    };
  }
  progress.report('Comparing', 1, steps);
  const built = await buildRegister({
    profile,
    register: old?.tables ?? new Map(),
    files,
    mappings: options.mapping ?? [],
  });
  const told = { ...none, ...builtTold(built), failed: built.failed };
  const guesses = built.steps.flatMap(({ rows }) => rows.guess ?? []);
  if (guesses.length > 0) {
    const mapping = guesses.map(({ mapping: one, headers }) => ({ mapping: one, headers: [...headers] }));
    const names = guesses.map(({ mapping: { file } }) => `"${file}"`).join(', ');
    return { ...told, mapping, refusal: `Confirm what the columns of ${names} are: "mapping" proposes it.` };
  }
  const changed = built.counts.create + built.counts.update > 0;
  if (!changed)
    return {
      ...told,
      refusal: built.counts.fail > 0 ? 'No row can go into the register: each fails.' : 'Nothing would change.',
    };
  progress.report('Writing', 2, steps);
  const made = await written(input, profile, built, old);
  if (!made.ok) return { ...told, findings: [...told.findings, ...made.findings], refusal: made.reason };
  progress.report('Checking', 3, steps);
  const { read } = await readSubmission(sourceOf(made), progress);
  const findings = checkPackage(read, { today: at.slice(0, 10) }, progress);
  const described = describeSubmission(read, findings, new Date(at));
  if (described === null)
    return { ...told, findings, refusal: 'The register would not say whose it is or for which date.' };
  return {
    ...told,
    entity: described.entity,
    referenceDate: described.referenceDate,
    findings: [...built.findings, ...findings],
    submission: {
      submission: described,
      content: made.bytes,
      tables: [...read.tables.values()],
      findings,
    },
    refusal: null,
  };
}

function lossOf(read: RegisterPackage, at: string): readonly Finding[] {
  if (read.profile?.format !== 'inventory') return contentOf(read, new Date(at)).lost;
  return read.ragged.length > 0 ? checkPackage(read, { today: at.slice(0, 10) }).filter(rejects) : [];
}

type Written =
  | { readonly ok: true; readonly name: string; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: string; readonly findings: readonly Finding[] };

async function written(
  { options, at, progress }: FilingInput,
  profile: RegisterProfile,
  built: BuiltRegister,
  old: RegisterPackage | null,
): Promise<Written> {
  if (profile.format === 'inventory') return writtenInventory(profile, built.tables);
  const { scope, country, currency, referenceDate, entity } = options;
  const meta = firstStated(
    { scope, country, currency, referenceDate, lei: entity !== undefined && hasLeiForm(entity) ? entity : undefined },
    { stamp: stampOf(new Date(at)) },
    built.meta,
    old === null ? {} : metaOfPackage(old),
  );
  return exportRegister({ tables: built.tables, meta, lost: [] }, { profile, now: new Date(at), progress });
}

async function writtenInventory(profile: RegisterProfile, tables: ReadonlyMap<string, Table>): Promise<Written> {
  const known = [...tables.values()].map((table) => {
    const columns = profile.tables.find(({ code }) => code === table.name)?.columns.map(({ code }) => code) ?? [];
    return { ...table, columns: new Map([...table.columns].filter(([name]) => columns.includes(name))) };
  });
  const said = tables.get('inventory');
  if (said === undefined) {
    return { ok: false, findings: [], reason: 'There is no inventory that the rows go into: file a whole one first.' };
  }
  const name = `${cell(said, 'institution_lei', 0)}_inventory_${cell(said, 'reference_date', 0)}.zip`;
  return { ok: true, name, bytes: await writeInventoryCsv(known, profile) };
}

function previewTold(
  preview: UpsertPreview,
  ragged: readonly RaggedRow[],
  file: string,
  before: ReadonlyMap<string, Table> | null,
): Pick<Told, 'tables' | 'problems' | 'changes'> {
  return {
    tables: preview.tables.map((one) => {
      const own = ragged.filter((row) => row.file === one.incoming.file).length;
      return { file, table: one.code, counts: countsOf(one, own, before?.get(one.code)) };
    }),
    problems: [
      ...preview.tables.flatMap((one) => problemsTold(preview.profile, one, file)),
      ...raggedTold(ragged, file),
    ],
    changes: preview.tables.flatMap(changesTold),
  };
}

function builtTold({
  steps: done,
  findings,
}: BuiltRegister): Pick<Told, 'tables' | 'problems' | 'changes' | 'findings'> {
  const told = done.map(({ file, preview, rows }) => previewTold(preview, rows.ragged, file, null));
  return {
    tables: told.flatMap((one) => one.tables),
    problems: told.flatMap((one) => one.problems),
    changes: told.flatMap((one) => one.changes),
    findings,
  };
}

async function asOneFile(files: readonly RowFile[]): Promise<RowFile | null> {
  const [first, ...more] = files;
  if (first === undefined || more.length === 0) return first ?? null;
  return { name: 'failed-rows.zip', bytes: await writeZip(files.map(({ name, bytes }) => ({ path: name, bytes }))) };
}
