import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ok, refused, type Result } from '@underpin/model';
import { Kysely } from 'kysely';
import { makeRooms, openAlone } from '../open-directory.ts';
import { EmbeddedDatabase } from '../records/embedded-database.ts';
import { EmbeddedDialect } from '../records/embedded-dialect.ts';
import { postgresRecords } from '../records/postgres-records.ts';
import type { RecordTables, Records } from '../tables/records.ts';

/** Longest statement of a backup or a restore: foreign keys over millions of rows take their time. */
const longestMs = 3_600_000;

export interface RecordsOfFolder {
  readonly records: Records;
  readonly close: () => Promise<void>;
}

/** Opens the records as their owner, without changing their schema. Refused when another process has an embedded folder open. */
export async function openRecords(
  directory: string,
  database: string | undefined,
  now: Date,
  must: 'exist' | 'be new',
): Promise<Result<RecordsOfFolder>> {
  if (must === 'exist' && !existsSync(directory)) return refused(`There is no data folder "${directory}"`);
  if (database !== undefined) {
    if (!/^postgres(ql)?:\/\//.test(database)) {
      return refused('Cannot use the database setting: expected an address such as postgres://user@host:5432/underpin');
    }
    const records = postgresRecords(database, longestMs, 2);
    return ok({ records, close: () => records.destroy() });
  }
  if (must === 'exist' && !existsSync(join(directory, 'records'))) {
    return refused(
      `There are no records in "${directory}": if they are in PostgreSQL, set UNDERPIN_DATABASE_URL (or UNDERPIN_DATABASE_OWNER_URL)`,
    );
  }
  const rooms = await makeRooms(directory);
  if (!rooms.ok) return rooms;
  const holder = { pid: process.pid, host: hostname(), since: now.toISOString() };
  const alone = await openAlone(directory, rooms.value.columns, { memory: '256MB', threads: 1 }, holder);
  if (!alone.ok) return alone;
  const embedded = new EmbeddedDatabase({ directory: join(directory, 'records'), template: null }, longestMs);
  const records = new Kysely<RecordTables>({ dialect: new EmbeddedDialect(embedded) });
  const close = async (): Promise<void> => {
    await records.destroy();
    alone.value.duckdb.closeSync();
    alone.value.release();
  };
  return ok({ records, close });
}
