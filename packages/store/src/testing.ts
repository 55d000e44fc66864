import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@underpin/app';
import { migrations } from './migrations/all.ts';
import { openStore } from './open-store.ts';
import { writeTemplate } from './write-template.ts';

/** Path of an empty database, made once per schema and machine. */
export async function testTemplate(): Promise<string> {
  const version = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16);
  const path = join(tmpdir(), `underpin-template-${version}`);
  if (!existsSync(path)) await writeTemplate(path, new Date(0));
  return path;
}

/**
 * A real store in a directory of its own, for tests; `remove` closes it and deletes the directory.
 *
 * @example
 * const { store, remove } = await temporaryStore(() => new Date('2026-01-01T00:00:00Z'));
 */
export async function temporaryStore(
  clock: () => Date,
): Promise<{ readonly store: Store; readonly directory: string; readonly remove: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'underpin-store-'));
  const opened = await openStore({ directory, template: await testTemplate(), clock });
  if (!opened.ok) throw new Error(opened.reason);
  const store = opened.value;
  const remove = async (): Promise<void> => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  };
  return { store, directory, remove };
}
