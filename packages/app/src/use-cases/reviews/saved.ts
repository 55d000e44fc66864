import type { Saved } from '@underpin/contract';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { type Desk, newId } from './desk.ts';

const mostKept = 500;

/** What somebody keeps and what others of their party share, by name. */
export async function listSaved(desk: Desk, kind: Saved['kind']): Promise<Outcome<{ items: Saved[] }>> {
  const { items } = await desk.records.list('savedItem', {
    where: { kind },
    sort: { field: 'name', descending: false },
  });
  return done({ items: items.map((one) => ({ ...one, mine: one.person === desk.acting.person })) });
}

/** Keeps a page under a name. Refused when too many are kept. */
export async function addSaved(
  desk: Desk,
  given: Pick<Saved, 'kind' | 'name' | 'address' | 'shared'>,
): Promise<Outcome<Saved>> {
  const { person, party } = desk.acting;
  const { total } = await desk.records.list('savedItem', { where: { person }, limit: 1 });
  if (total >= mostKept)
    return problemOf('conflict', `You keep ${total} views and scenarios already: remove one, then save this.`);
  const row = { id: newId(), createdAt: desk.now, person, party, ...given };
  await desk.records.insert('savedItem', row);
  return done({ ...row, mine: true });
}

/** Removes what somebody keeps; what others share they cannot remove. */
export async function removeSaved(desk: Desk, id: string): Promise<Outcome<undefined>> {
  return (await desk.records.remove('savedItem', { id, person: desk.acting.person })) === 1
    ? done(undefined)
    : notFound;
}
