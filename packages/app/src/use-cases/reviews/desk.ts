import type { ReviewRecords } from '../../ports/review-store.ts';
import type { Acting, ReviewTables } from '../../ports/review-tables.ts';
import { canonicalSha256 } from '../ledger/canonical.ts';
import { done, type Outcome, problemOf } from '../outcome.ts';
import type { Sealer } from '../sign-in/sealer.ts';

/** Where a request is done: the records as its party sees them, inside one transaction. */
export interface Desk {
  readonly records: ReviewRecords;
  readonly acting: Acting;
  readonly sealer: Sealer;
  readonly now: string;
  /** Where ids of new records come from; random ones without it. */
  readonly newId?: () => string;
}

export function newId(desk?: Desk): string {
  return desk?.newId?.() ?? crypto.randomUUID();
}

/** What a new record begins with. */
export function fresh(desk: Desk): { readonly id: string; readonly createdAt: string; readonly version: number } {
  return { id: newId(desk), createdAt: desk.now, version: 1 };
}

/** Writes an act on an object into the ledger: the last thing that a use case does. */
export async function record<T extends { readonly id: string }>(desk: Desk, act: string, object: T): Promise<void> {
  const entry = {
    time: desk.now,
    actor: `${desk.acting.party}/${desk.acting.person}`,
    act,
    object: object.id,
    objectSha256: canonicalSha256(object),
  };
  await desk.records.append(entry, canonicalSha256);
}

/** Tells parties of an event, by webhook. The message names the object only: who is told must ask for it as themselves. */
export async function tell(desk: Desk, event: string, object: string, audience: readonly string[]): Promise<void> {
  await desk.records.insert('outbox', { id: newId(desk), event, object, audience, createdAt: desk.now });
}

/**
 * The case that a change belongs to, held until the transaction ends: while one `alone` moves, seals or decides it, nothing
 * in it changes, and the other way round. Null when the acting party does not see it.
 */
export async function holdCase(
  desk: Desk,
  id: string,
  how: 'with others' | 'alone',
): Promise<ReviewTables['reviewCase'] | null> {
  await desk.records.hold(`case ${id}`, how === 'alone');
  return desk.records.get('reviewCase', id);
}

type Versioned = {
  [T in keyof ReviewTables]: ReviewTables[T] extends { readonly version: number } ? T : never;
}[keyof ReviewTables];

/** Changes a record whose version is still the one that was read. */
export async function change<T extends Versioned>(
  desk: Desk,
  table: T,
  row: ReviewTables[T] & { readonly id: string; readonly version: number },
  version: number,
  changes: Partial<ReviewTables[T]>,
): Promise<Outcome<ReviewTables[T]>> {
  const meanwhile = problemOf('changed', `It has version ${row.version} now. Read it again, then change it.`);
  if (row.version !== version) return meanwhile;
  const where = { id: row.id, version } as unknown as Partial<ReviewTables[T]>;
  const raised = { ...changes, version: version + 1 };
  if ((await desk.records.update(table, where, raised as Partial<ReviewTables[T]>)) === 1)
    return done({ ...row, ...raised });
  return meanwhile;
}
