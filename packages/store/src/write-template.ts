import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Kysely } from 'kysely';
import { migrations } from './migrations/all.ts';
import { EmbeddedDatabase } from './records/embedded-database.ts';
import { EmbeddedDialect } from './records/embedded-dialect.ts';
import { migrate } from './records/migrate.ts';
import type { RecordTables } from './tables/records.ts';

/**
 * Makes a directory with an empty embedded database with the schema of today (about 40 MB), for `StoreOptions.template`:
 * tests that open many stores begin each of them with a copy. Throws when it cannot be written.
 *
 * @example
 * await writeTemplate('/tmp/empty-records', new Date());
 * const opened = await openStore({ directory, template: '/tmp/empty-records', clock });
 */
export async function writeTemplate(path: string, now: Date): Promise<void> {
  const directory = `${path}.${crypto.randomUUID()}`;
  const database = new EmbeddedDatabase({ directory, template: null }, 120_000);
  const records = new Kysely<RecordTables>({ dialect: new EmbeddedDialect(database) });
  try {
    const migrated = await migrate(records, migrations, now);
    if (!migrated.ok) throw new Error(migrated.reason);
  } finally {
    await records.destroy();
  }
  try {
    await rename(directory, path);
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    // Somebody else made the same one meanwhile.
    if (!existsSync(path)) throw error;
  }
}
