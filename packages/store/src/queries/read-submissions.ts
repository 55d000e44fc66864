import type { StoredTable, SubmissionQuery } from '@underpin/app';
import type { IsoDate, Submission } from '@underpin/model';
import { sql } from 'kysely';
import type { Records } from '../tables/records.ts';
import { submissionOfRow } from './submission-of-row.ts';

export async function findSubmission(records: Records, id: string): Promise<Submission | null> {
  const row = await records.selectFrom('submission').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : submissionOfRow(row);
}

/** Latest reference date first; within a date, last arrived first. */
export async function listSubmissions(records: Records, query: SubmissionQuery): Promise<readonly Submission[]> {
  let selected = records.selectFrom('submission').selectAll();
  if (query.entity !== undefined) selected = selected.where('entity', '=', query.entity);
  if (query.format !== undefined) selected = selected.where('format', '=', query.format);
  selected = selected.orderBy('reference_date', 'desc').orderBy('arrival', 'desc');
  if (query.limit !== undefined) selected = selected.limit(query.limit);
  if (query.offset !== undefined) selected = selected.offset(query.offset);
  return (await selected.execute()).map(submissionOfRow);
}

/** Per entity and format the last accepted submission with a reference date on or before `asOf`. */
export async function currentSubmissions(records: Records, asOf: IsoDate): Promise<readonly Submission[]> {
  const rows = await records
    .selectFrom('submission')
    .distinctOn(['entity', 'format'])
    .selectAll()
    .where('superseded_by', 'is', null)
    .where('rejected', '=', false)
    .where('reference_date', '<=', asOf)
    .orderBy('entity')
    .orderBy('format')
    .orderBy('reference_date', 'desc')
    .execute();
  return rows.map(submissionOfRow);
}

/** Tables of submissions: in the order of the submissions asked for, each in the order of its tables. */
export async function tablesOf(records: Records, submissions: readonly string[]): Promise<readonly StoredTable[]> {
  const rows = await records
    .selectFrom('submission_table')
    .selectAll()
    .where('submission', '=', sql<string>`any(${[...submissions]}::text[])`)
    .execute();
  const bySubmission = Map.groupBy(rows, (row) => row.submission);
  return [...new Set(submissions)].flatMap((submission) =>
    (bySubmission.get(submission) ?? [])
      .toSorted((a, b) => a.position - b.position)
      .map(({ name, file, rows: rowCount, hash }) => ({ submission, table: name, file, rows: rowCount, hash })),
  );
}

/** Column files of the findings of submissions; unknown ones are not among them. */
export async function findingsOf(
  records: Records,
  submissions: readonly string[],
): Promise<readonly { readonly id: string; readonly hash: string | null; readonly rows: number }[]> {
  if (submissions.length === 0) return [];
  return records
    .selectFrom('submission')
    .select(['id', 'findings_hash as hash', 'findings_rows as rows'])
    .where('id', '=', sql<string>`any(${[...submissions]}::text[])`)
    .orderBy('id')
    .execute();
}

/** Every file that a record names: column files, originals, files of evidence. The reader must be the owner of an embedded database, whom no policy hides a row from. */
export async function recordedFiles(records: Records): Promise<{
  readonly columns: ReadonlySet<string>;
  readonly originals: ReadonlySet<string>;
  readonly evidence: ReadonlySet<string>;
}> {
  const submissions = await records.selectFrom('submission').select(['id', 'findings_hash']).execute();
  const tables = await records
    .selectFrom('submission_table')
    .select('hash')
    .distinct()
    .where('hash', 'is not', null)
    .execute();
  const evidence = await records
    .selectFrom('evidence')
    .select(sql<string | null>`coalesce(sha256, figure->>'analysis')`.as('sha256'))
    .distinct()
    .execute();
  const bundles = await records.selectFrom('report').select('bundle_sha256 as sha256').execute();
  const uploads = await records
    .selectFrom('upload')
    .select(['sha256', 'state', 'details_sha256', 'failed_sha256'])
    .execute();
  const measurements = await records.selectFrom('trial_measurement').select('sha256').execute();
  const templates = await records.selectFrom('report_template').select('sha256').execute();
  // What was filed is kept as a submission: its upload is no longer needed.
  const ofUploads = uploads
    .flatMap((one) => [
      ...(one.state === 'filed' ? [] : [one.sha256]),
      one.details_sha256 ?? [],
      one.failed_sha256 ?? [],
    ])
    .flat();
  const columns = new Set<string>();
  for (const { findings_hash: hash } of submissions) if (hash !== null) columns.add(hash);
  for (const { hash } of tables) if (hash !== null) columns.add(hash);
  return {
    columns,
    originals: new Set(submissions.map(({ id }) => id)),
    evidence: new Set([
      ...[...evidence, ...bundles, ...templates, ...measurements].flatMap(({ sha256 }) => sha256 ?? []),
      ...ofUploads,
    ]),
  };
}
