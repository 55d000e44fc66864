import type { Endpoints, Saved } from '@underpin/contract';
import { Refusal } from './ask.ts';
import { change } from './review.ts';
import { mayBeSignedIn } from './session.ts';

export type SavedKind = Saved['kind'];
export type SavedItem = Pick<Saved, 'id' | 'kind' | 'name' | 'address' | 'shared' | 'mine'>;
export type NewSaved = Pick<Saved, 'kind' | 'name' | 'address' | 'shared'>;

const path: Endpoints['listSaved']['path'] = '/saved';
const place = 'underpin.saved';

/** What is kept under a name: by the server for who is signed in, else by this browser. */
export async function listSaved(kind: SavedKind, signal?: AbortSignal): Promise<readonly SavedItem[]> {
  if (!mayBeSignedIn()) return here().filter((one) => one.kind === kind);
  const answer = await fetch(`/api/v1${path}?kind=${kind}`, signal === undefined ? {} : { signal });
  if (answer.status === 401) return here().filter((one) => one.kind === kind);
  if (!answer.ok) throw new Refusal(await answer.json());
  return ((await answer.json()) as { items: SavedItem[] }).items;
}

export async function addSaved(item: NewSaved): Promise<void> {
  if (mayBeSignedIn()) {
    await change('POST', path, item);
    return;
  }
  keep([...here(), { ...item, shared: false, id: crypto.randomUUID(), mine: true }]);
}

export async function removeSaved(id: string): Promise<void> {
  const kept = here();
  if (kept.some((one) => one.id === id)) keep(kept.filter((one) => one.id !== id));
  else await change('DELETE', `${path}/${id}`);
}

function here(): readonly SavedItem[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(read) ? (read as SavedItem[]) : [];
  } catch {
    return [];
  }
}

function keep(items: readonly SavedItem[]): void {
  localStorage.setItem(place, JSON.stringify(items));
}
