import type { ReviewRecords, ReviewTables, SearchHit } from '@underpin/app';
import { sql } from 'kysely';
import { Gateway } from './gateway.ts';

type LedgerEntry = Omit<ReviewTables['ledgerEntry'], 'id'>;

/** Records as one party sees them, with search and the ledger. */
export class ReviewGateway extends Gateway<ReviewTables> implements ReviewRecords {
  async search(text: string, limit: number): Promise<{ items: readonly SearchHit[]; total: number }> {
    const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    const { rows } = await sql<SearchHit & { total: number }>`
      with hits as (
        select 'case' as kind, id, id as case_of, title || ' – ' || question as text from review_case
        union all select 'evidence', id, case_id, statement || ' – ' || (source ->> 'name') from evidence
        union all select 'finding', id, case_id, statement from case_finding
        union all select 'extract', id, case when acting_kind() = 'authority' then case_id end, introduction || ' – ' || text from case_extract
        union all select 'measure', id, null, title from measure
      )
      select kind, id, case_of as "caseId", text, count(*) over () as total from hits where text ilike ${pattern}
      order by kind, id limit ${limit}`.execute(this.transaction);
    const total = Number(rows[0]?.total ?? 0);
    return {
      items: rows.map(({ kind, id, caseId, text: found }) => ({ kind, id, caseId, text: found.slice(0, 300) })),
      total,
    };
  }

  async ledger(from: number, limit: number): Promise<readonly LedgerEntry[]> {
    const rows = await this.transaction
      .selectFrom('ledgerEntry')
      .select(['sequence', 'time', 'actor', 'act', 'object', 'objectSha256', 'previous', 'hash'])
      .where('sequence', '>=', from)
      .orderBy('sequence')
      .limit(limit)
      .execute();
    return rows as unknown as LedgerEntry[];
  }

  async hold(name: string, alone: boolean): Promise<void> {
    const lock = sql.raw(alone ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared');
    await sql`select ${lock}(hashtextextended(${name}::text, 0))`.execute(this.transaction);
  }

  async append(
    entry: Omit<LedgerEntry, 'sequence' | 'previous' | 'hash'>,
    hash: (entry: Omit<LedgerEntry, 'hash'>) => string,
  ): Promise<LedgerEntry> {
    const head = await this.transaction
      .selectFrom('ledgerHead')
      .select(['size', 'hash', 'time'])
      .forUpdate()
      .executeTakeFirst();
    if (head === undefined) throw new Error('The head of the ledger is gone: restore the database from a backup');
    // Who waited for the head longer than another began earlier; time does not run backwards in the ledger.
    const last = String(head['time']);
    const time = entry.time < last ? last : entry.time;
    const chained = { ...entry, time, sequence: Number(head['size']), previous: String(head['hash']) };
    const whole = { ...chained, hash: hash(chained) };
    // In one statement: all who write wait for each other here.
    await this.transaction
      .with('entry', (query) => query.insertInto('ledgerEntry').values(whole))
      .updateTable('ledgerHead')
      .set({ size: whole.sequence + 1, hash: whole.hash, time })
      .execute();
    return whole;
  }
}
