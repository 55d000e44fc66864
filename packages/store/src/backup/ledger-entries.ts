import type { ReviewTables } from '@underpin/app';
import { sql } from 'kysely';
import type { Records } from '../tables/records.ts';

type ChainedEntry = Omit<ReviewTables['ledgerEntry'], 'id'>;

const batch = 2000;

/** The whole ledger in its order. Inside one transaction. */
export async function* ledgerEntries(transaction: Records): AsyncGenerator<ChainedEntry> {
  for (let from = 0; ; from += batch) {
    const { rows } = await sql<ChainedEntry>`
      select sequence, time, actor, act, object, object_sha256 as "objectSha256", previous, hash
      from ledger_entry where sequence >= ${from} order by sequence limit ${sql.lit(batch)}`.execute(transaction);
    yield* rows;
    if (rows.length < batch) return;
  }
}

/** What the head of the ledger says. */
export async function ledgerHead(transaction: Records): Promise<{ readonly entries: number; readonly head: string }> {
  const { rows } = await sql<{ size: number; hash: string }>`select size, hash from ledger_head`.execute(transaction);
  return { entries: Number(rows[0]?.size ?? 0), head: rows[0]?.hash ?? '0'.repeat(64) };
}
