import { canonicalSha256 } from '@underpin/app';
import { expect } from 'vitest';
import { type Client, good } from './world.ts';

/** Reads the whole ledger as an auditor, checks that it is one chain, and answers the objects of one act. */
export async function objectsOf(act: string, auditor: Client): Promise<ReadonlySet<string>> {
  const objects = new Set<string>();
  let previous = '0'.repeat(64);
  for (let from = 0; ; from += 1000) {
    const { items } = good(await auditor.listLedger({ query: { from, limit: 1000 } }));
    for (const [at, { hash, ...entry }] of items.entries()) {
      expect(entry).toMatchObject({ sequence: from + at, previous });
      expect(canonicalSha256(entry)).toBe(hash);
      previous = hash;
      if (entry.act === act) objects.add(entry.object);
    }
    if (items.length < 1000) return objects;
  }
}

/** Ids of all tasks of a case. */
export async function tasksOf(caseId: string, client: Client): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = { limit: 200, ...(cursor === null ? {} : { cursor }) };
    const page = good(await client.listTasks({ params: { id: caseId }, query }));
    for (const { id } of page.items) ids.add(id);
    cursor = page.next;
  } while (cursor !== null);
  return ids;
}
