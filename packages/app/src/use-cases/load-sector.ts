import type { SubmissionSource } from '@underpin/formats';
import {
  type Finding,
  type IsoDate,
  type Progress,
  ok,
  refused,
  type Result,
  type Sector,
  type Submission,
} from '@underpin/model';
import { assembleSector, type AssemblyPart, checkPackage } from '@underpin/register';
import type { StoredTable } from '../ports/columns.ts';
import type { Store } from '../ports/store.ts';
import { describeSubmission } from './describe-submission.ts';
import { readSubmission } from '@underpin/formats';

/** A sector, what assembling it found, and what the checks found in each submission. */
export interface LoadedSector {
  readonly sector: Sector;
  readonly findings: readonly Finding[];
  /** Findings of the checks, by submission. */
  readonly checks: ReadonlyMap<string, readonly Finding[]>;
  /** Number of rows, by submission. */
  readonly rows: ReadonlyMap<string, number>;
  /** Submissions that do not count, with the reason. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

const noSubmissions =
  'There is no submission to compute on: import registers first ("underpin import PATH…"), or name files with "--from"';

/**
 * The sector of the store's current submissions as of a date (default: the latest reference date that was submitted), of all institutions or
 * only of those that `counts` lets through.
 */
export async function loadSector(
  store: Store,
  asOf: IsoDate | null,
  progress: Progress,
  counts: (submission: Submission) => boolean = () => true,
): Promise<Result<LoadedSector>> {
  const submissions = (await store.submissions.current(asOf ?? '9999-12-31')).filter(counts);
  if (submissions.length === 0) {
    return refused(
      asOf === null ? noSubmissions : `There is no submission with a reference date on or before "${asOf}"`,
    );
  }
  const place = new Map(submissions.map((submission, index) => [submission.id, index]));
  const parts = await store.submissions.tables(submissions.map((submission) => submission.id));
  const tables = new Map<string, AssemblyPart[]>();
  const byTable = Map.groupBy(
    parts.filter((part) => part.rows > 0),
    (part) => `${part.table}\n${part.file}`,
  );
  let done = 0;
  for (const group of byTable.values()) {
    if (progress.cancelled) return refused('Loading was cancelled');
    progress.report('Loading', done, byTable.size);
    done += 1;
    const { table, part } = await store.columns.read(group);
    addPart(tables, (group[0] as StoredTable).table, {
      table,
      submission: part.map((index) => place.get((group[index] as StoredTable).submission) ?? -1),
    });
  }
  const found = submissions.filter(({ findings }) => Object.keys(findings).length > 0);
  const checks = await store.submissions.allFindings(found.map(({ id }) => id));
  return ok(assembled(asOf ?? latestDate(submissions), submissions, tables, checks, []));
}

/** The sector of files, read and checked on the way and not kept. Of two for the same owner, format and date the later in order counts. */
export async function readSector(
  sources: readonly SubmissionSource[],
  options: { readonly asOf: IsoDate | null; readonly now: () => Date; readonly progress: Progress },
): Promise<Result<LoadedSector>> {
  const { progress } = options;
  const today = options.now().toISOString().slice(0, 10);
  const leftOut: { name: string; reason: string }[] = [];
  const checks = new Map<string, readonly Finding[]>();
  const current = new Map<
    string,
    { submission: Submission; tables: Awaited<ReturnType<typeof readSubmission>>['read']['tables'] }
  >();
  for (const [index, source] of sources.entries()) {
    if (progress.cancelled) return refused('Reading was cancelled');
    progress.report('Reading', index, sources.length);
    const { read } = await readSubmission(source, progress);
    const findings = checkPackage(read, { today }, progress);
    const described = describeSubmission(read, findings, options.now());
    if (described === null) {
      leftOut.push({ name: read.name, reason: 'its owner, reference date or profile cannot be read' });
      continue;
    }
    checks.set(described.id, findings);
    if (described.rejected) {
      leftOut.push({ name: read.name, reason: 'a check rejects it' });
      continue;
    }
    if (options.asOf !== null && described.referenceDate > options.asOf) {
      leftOut.push({
        name: read.name,
        reason: `its reference date ${described.referenceDate} is after ${options.asOf}`,
      });
      continue;
    }
    const key = `${described.format}\n${described.entity}`;
    const known = current.get(key)?.submission;
    if (known !== undefined && known.referenceDate > described.referenceDate) {
      leftOut.push({ name: read.name, reason: `"${known.name}" has a later reference date` });
      continue;
    }
    if (known !== undefined) leftOut.push({ name: known.name, reason: `"${read.name}" takes its place` });
    current.set(key, { submission: { ...described, supersedes: null, supersededBy: null }, tables: read.tables });
  }
  if (current.size === 0)
    return refused(leftOut.length === 0 ? noSubmissions : `No submission counts: ${reasons(leftOut)}`);
  const counted = [...current.values()];
  const tables = new Map<string, AssemblyPart[]>();
  for (const [index, entry] of counted.entries()) {
    for (const [code, table] of entry.tables)
      addPart(tables, code, { table, submission: new Int32Array(table.rowCount).fill(index) });
  }
  const submissions = counted.map((entry) => entry.submission);
  return ok(assembled(options.asOf ?? latestDate(submissions), submissions, tables, checks, leftOut));
}

function assembled(
  asOf: IsoDate,
  submissions: readonly Submission[],
  tables: ReadonlyMap<string, readonly AssemblyPart[]>,
  checks: LoadedSector['checks'],
  leftOut: LoadedSector['leftOut'],
): LoadedSector {
  const counts = submissions.map(() => 0);
  for (const { submission } of [...tables.values()].flat()) {
    for (const at of submission) counts[at] = (counts[at] ?? 0) + 1;
  }
  const rows = new Map(submissions.map(({ id }, at) => [id, counts[at] ?? 0]));
  return { ...assembleSector({ asOf, submissions, tables }), checks, rows, leftOut };
}

function addPart(tables: Map<string, AssemblyPart[]>, code: string, part: AssemblyPart): void {
  const parts = tables.get(code);
  if (parts === undefined) tables.set(code, [part]);
  else parts.push(part);
}

function latestDate(submissions: readonly Submission[]): IsoDate {
  return submissions.reduce(
    (latest, { referenceDate }) => (referenceDate > latest ? referenceDate : latest),
    '0000-01-01',
  );
}

function reasons(leftOut: LoadedSector['leftOut']): string {
  const told = leftOut.slice(0, 3).map(({ name, reason }) => `"${name}": ${reason}`);
  return told.join('; ') + (leftOut.length > 3 ? `; and ${leftOut.length - 3} more` : '');
}
