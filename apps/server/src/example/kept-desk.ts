import type { Store } from '@underpin/app';

const setting = 'example.desk';

/** How far the desk of the example is made, as the store keeps it. */
export interface KeptDesk {
  /** When its making began: everything in it happened so many days before. */
  readonly begun: string;
  /** Ids of its people, once they are there. */
  readonly people?: readonly string[];
  /** Steps that are done; absent when all are. */
  readonly steps?: number;
  /** Ids that were given by counting. */
  readonly counted?: number;
}

export async function keptDesk(store: Pick<Store, 'settings'>): Promise<KeptDesk | null> {
  const kept = await store.settings.get(setting);
  return kept === null ? null : (JSON.parse(kept) as KeptDesk);
}

export function keepDesk(store: Pick<Store, 'settings'>, desk: KeptDesk): Promise<void> {
  return store.settings.set(setting, JSON.stringify(desk));
}
