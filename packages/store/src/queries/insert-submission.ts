import type { NewSubmission, StoredTable } from '@underpin/app';
import type { Submission } from '@underpin/model';
import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { RecordTables, Records } from '../tables/records.ts';
import { submissionOfRow } from './submission-of-row.ts';

/** The files of a submission, written before its records. */
export interface WrittenFiles {
  readonly tables: readonly Omit<StoredTable, 'submission'>[];
  readonly findings: { readonly hash: string | null; readonly rows: number };
}

/** Adds the records of a submission in one transaction. Null when it is already there. */
export function insertSubmission(
  records: Records,
  submission: NewSubmission['submission'],
  files: WrittenFiles,
): Promise<Submission | null> {
  return records.transaction().execute(async (transaction) => {
    await lockSeries(transaction, submission);
    const earlier = await supersededBy(transaction, submission);
    const inserted = await transaction
      .insertInto('submission')
      .values({
        id: submission.id,
        name: submission.name,
        bytes: submission.bytes,
        format: submission.format,
        profile: submission.profile,
        entity: submission.entity,
        reference_date: submission.referenceDate,
        received_at: submission.receivedAt,
        supersedes: earlier[0]?.id ?? null,
        superseded_by: null,
        rejected: submission.rejected,
        findings: sql`${JSON.stringify(submission.findings)}::jsonb`,
        findings_hash: files.findings.hash,
        findings_rows: files.findings.rows,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (inserted === undefined) return null;
    if (earlier.length > 0) {
      await transaction
        .updateTable('submission')
        .set({ superseded_by: submission.id })
        .where(
          'id',
          'in',
          earlier.map(({ id }) => id),
        )
        .execute();
    }
    const tables = files.tables.map(({ table, file, rows, hash }, position) => ({
      submission: submission.id,
      position,
      name: table,
      file,
      rows,
      hash,
    }));
    if (tables.length > 0) await transaction.insertInto('submission_table').values(tables).execute();
    return submissionOfRow(inserted);
  });
}

type Series = Pick<Submission, 'entity' | 'format' | 'referenceDate'>;

/** Two submissions of one entity, format and date are added one after the other. */
async function lockSeries(transaction: Transaction<RecordTables>, series: Series): Promise<void> {
  const name = JSON.stringify([series.entity, series.format, series.referenceDate]);
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}::text, 0))`.execute(transaction);
}

/** What a new submission supersedes: the accepted first. A rejected one supersedes only rejected ones. */
function supersededBy(
  transaction: Transaction<RecordTables>,
  submission: Series & Pick<Submission, 'rejected' | 'id'>,
): Promise<readonly { readonly id: string }[]> {
  return transaction
    .selectFrom('submission')
    .select('id')
    .where('entity', '=', submission.entity)
    .where('format', '=', submission.format)
    .where('reference_date', '=', submission.referenceDate)
    .where('superseded_by', 'is', null)
    .where('id', '<>', submission.id)
    .$if(submission.rejected, (query) => query.where('rejected', '=', true))
    .orderBy('rejected')
    .orderBy('arrival', 'desc')
    .execute();
}
