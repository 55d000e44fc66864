import type { ChainedEntry } from '@underpin/contract';
import { ok, refused, type Result } from '@underpin/model';
import { canonicalSha256 } from './canonical.ts';

/** Computes a whole ledger again, entry by entry: refused at the first that does not follow. */
export async function checkLedger(
  entries: AsyncIterable<ChainedEntry>,
): Promise<Result<{ readonly entries: number; readonly head: string }>> {
  let head = '0'.repeat(64);
  let count = 0;
  let time = '';
  for await (const { hash, ...entry } of entries) {
    const at = `Entry ${count} of the ledger`;
    if (entry.sequence !== count) return refused(`${at} is missing: entry ${entry.sequence} stands in its place`);
    if (entry.previous !== head) return refused(`${at} does not follow the one before it`);
    if (canonicalSha256(entry) !== hash) return refused(`${at} was changed: its hash is not that of its content`);
    if (entry.time < time) return refused(`${at} is earlier than the one before it`);
    head = hash;
    time = entry.time;
    count += 1;
  }
  return ok({ entries: count, head });
}
