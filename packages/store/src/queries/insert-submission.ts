import type { KeptSubmission, PreparedSubmission } from '@underpin/app';
import type { Submission } from '@underpin/model';
import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { RecordTables, Records } from '../tables/records.ts';
import { submissionOfRow } from './submission-of-row.ts';

class OtherThanExpected extends Error {}

/** Adds the records of submissions in one transaction. Null, and nothing is added, when one would supersede another than it expects. */
export async function insertSubmissions(
  records: Records,
  prepared: readonly PreparedSubmission[],
): Promise<readonly KeptSubmission[] | null> {
  // Always locked in the same order, so that two callers with many never wait for each other.
  const inOrder = prepared.toSorted((a, b) => (seriesName(a.submission) < seriesName(b.submission) ? -1 : 1));
  try {
    return await records.transaction().execute(async (transaction) => {
      for (const { submission } of inOrder) await lockSeries(transaction, submission);
      const kept: KeptSubmission[] = [];
      for (const one of prepared) kept.push(await insertOne(transaction, one));
      return kept;
    });
  } catch (error) {
    if (error instanceof OtherThanExpected) return null;
    throw error;
  }
}

async function insertOne(
  transaction: Transaction<RecordTables>,
  { submission, tables: files, findings, supersedes }: PreparedSubmission,
): Promise<KeptSubmission> {
  const known = await transaction
    .selectFrom('submission')
    .selectAll()
    .where('id', '=', submission.id)
    .executeTakeFirst();
  if (known !== undefined) return { submission: submissionOfRow(known), added: false };
  const earlier = await supersededBy(transaction, submission);
  if (supersedes !== undefined && supersedes !== (earlier[0]?.id ?? null)) throw new OtherThanExpected();
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
      findings_hash: findings.hash,
      findings_rows: findings.rows,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
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
  const tables = files.map(({ table, file, rows, hash }, position) => ({
    submission: submission.id,
    position,
    name: table,
    file,
    rows,
    hash,
  }));
  if (tables.length > 0) await transaction.insertInto('submission_table').values(tables).execute();
  return { submission: submissionOfRow(inserted), added: true };
}

type Series = Pick<Submission, 'entity' | 'format' | 'referenceDate'>;

/** Two submissions of one entity, format and date are added one after the other. */
async function lockSeries(transaction: Transaction<RecordTables>, series: Series): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${seriesName(series)}::text, 0))`.execute(transaction);
}

function seriesName({ entity, format, referenceDate }: Series): string {
  return JSON.stringify([entity, format, referenceDate]);
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
