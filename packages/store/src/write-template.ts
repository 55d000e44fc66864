import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { migrations } from './migrations/all.ts';
import { EmbeddedDatabase } from './records/embedded-database.ts';
import { EmbeddedDialect } from './records/embedded-dialect.ts';
import { migrate } from './records/migrate.ts';
import type { RecordTables } from './tables/records.ts';

/**
 * Writes an archive of an empty embedded database with the schema of today (about 5 MB), for `StoreOptions.template`:
 * tests that open many stores begin each of them with a copy. Throws when the file cannot be written.
 *
 * @example
 * await writeTemplate('/tmp/records.tar.gz', new Date());
 * const opened = await openStore({ directory, template: '/tmp/records.tar.gz', clock });
 */
export async function writeTemplate(path: string, now: Date): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'underpin-template-'));
  const database = new EmbeddedDatabase({ directory: join(directory, 'records'), template: null }, 120_000);
  const records = new Kysely<RecordTables>({ dialect: new EmbeddedDialect(database) });
  try {
    const migrated = await migrate(records, migrations, now);
    if (!migrated.ok) throw new Error(migrated.reason);
    const unfinished = `${path}.${crypto.randomUUID()}`;
    await writeFile(unfinished, await database.dump());
    await rename(unfinished, path);
  } finally {
    await records.destroy();
    await rm(directory, { recursive: true, force: true });
  }
}
