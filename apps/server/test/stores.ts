import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@underpin/app';
import { openStore } from '@underpin/store';
import { temporaryStore } from '@underpin/store/testing';
import { startPostgres } from '../../../packages/store/test/local-postgres.ts';

export const databases = ['the embedded database', 'PostgreSQL'] as const;

/** A new store on one of the two databases. */
export async function newStore(
  database: (typeof databases)[number],
): Promise<{ readonly store: Store; readonly remove: () => Promise<void> }> {
  if (database === 'the embedded database') return temporaryStore(() => new Date());
  const server = await startPostgres();
  const directory = await mkdtemp(join(tmpdir(), 'underpin-server-'));
  const opened = await openStore({
    directory,
    database: await server.createDatabase('tests'),
    clock: () => new Date(),
  });
  if (!opened.ok) throw new Error(opened.reason);
  const remove = async (): Promise<void> => {
    await opened.value.close();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
  return { store: opened.value, remove };
}
