import { availableParallelism, hostname } from 'node:os';
import { join } from 'node:path';
import type { DuckDBInstance } from '@duckdb/node-api';
import type { Store, StoreHealth } from '@underpin/app';
import type { Result } from '@underpin/model';
import { ok, refused } from '@underpin/model';
import { Kysely } from 'kysely';
import { ParquetColumns } from './columns/parquet-columns.ts';
import { openSandbox } from './columns/sandbox.ts';
import { HashedFiles } from './files/hashed-files.ts';
import { Originals } from './files/originals.ts';
import { healthOf } from './health.ts';
import { KeptSubmissions } from './kept-submissions.ts';
import { migrations } from './migrations/all.ts';
import { makeRooms, openAlone } from './open-directory.ts';
import { recordedFiles } from './queries/read-submissions.ts';
import { Settings } from './queries/settings.ts';
import { EmbeddedDatabase } from './records/embedded-database.ts';
import { EmbeddedDialect } from './records/embedded-dialect.ts';
import { migrate } from './records/migrate.ts';
import { postgresRecords } from './records/postgres-records.ts';
import { KeptEvidenceFiles } from './review/kept-evidence-files.ts';
import { KeptReviews } from './review/kept-reviews.ts';
import type { StoreOptions } from './store-options.ts';
import type { RecordTables, Records } from './tables/records.ts';

const statementTimeoutMs = 60_000;

interface Opened {
  readonly records: Records;
  readonly duckdb: DuckDBInstance;
  readonly release: () => void;
}

/**
 * Opens all that Underpin keeps and brings its schema up to date. Records lie in an embedded PostgreSQL (PGlite) in
 * `<directory>/records`, or in the PostgreSQL that `database` names; bulk rows in Parquet files and originals as
 * received, in `<directory>/columns` and `<directory>/content`.
 *
 * Refused, with the reason, when another process has the embedded directory open, when the database cannot be reached,
 * or when it was written by another version's schema. Close the store before the process ends.
 *
 * On the embedded database, files that an import left when its process died are removed here. With PostgreSQL several
 * processes may share the directory, so nothing is removed.
 *
 * @example
 * const opened = await openStore({ directory: '.underpin', clock: () => new Date() });
 * if (!opened.ok) throw new Error(opened.reason);
 * const submissions = await opened.value.submissions.current('2026-03-31');
 * await opened.value.close();
 */
export async function openStore(options: StoreOptions): Promise<Result<Store>> {
  const made = await makeRooms(options.directory);
  if (!made.ok) return made;
  const rooms = made.value;
  const columnFiles = new HashedFiles(rooms.columns, '.parquet');
  const contentFiles = new HashedFiles(rooms.content, '');
  const evidenceFiles = new HashedFiles(rooms.evidence, '');
  const embedded = options.database === undefined;
  const opened = await (embedded ? openEmbedded(options, rooms.columns) : openServer(options, rooms.columns));
  if (!opened.ok) return opened;
  const { records, duckdb, release } = opened.value;
  const columns = new ParquetColumns(duckdb, columnFiles);
  const closeAll = async (): Promise<void> => {
    await records.destroy();
    await columns.close();
    release();
  };
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= closeAll());
  try {
    const migrated = await (options.databaseOwner === undefined
      ? migrate(records, migrations, options.clock())
      : migrateAsOwner(options.databaseOwner, options.clock()));
    if (!migrated.ok) {
      await close();
      return migrated;
    }
    if (embedded) {
      const recorded = await recordedFiles(records);
      await columnFiles.sweep(recorded.columns);
      await contentFiles.sweep(recorded.originals);
      await columnFiles.sweepTemporary();
      await contentFiles.sweepTemporary();
      await evidenceFiles.sweep(recorded.evidence);
      await evidenceFiles.sweepTemporary();
    }
  } catch (error) {
    await close();
    return refused(`Cannot open the ${embedded ? 'embedded database' : 'database'}: ${told(error)}`);
  }
  const submissions = new KeptSubmissions(records, columns, new Originals(contentFiles));
  const reviews = new KeptReviews(records, new KeptEvidenceFiles(evidenceFiles));
  const health = (): Promise<StoreHealth> => healthOf(records, rooms.evidence);
  return ok({ submissions, columns, settings: new Settings(records), reviews, health, close });
}

async function openEmbedded(options: StoreOptions, columns: string): Promise<Result<Opened>> {
  const holder = { pid: process.pid, host: hostname(), since: options.clock().toISOString() };
  const alone = await openAlone(options.directory, columns, limitsOf(options), holder);
  if (!alone.ok) return alone;
  const start = { directory: join(options.directory, 'records'), template: options.template ?? null };
  const database = new EmbeddedDatabase(start, options.statementTimeoutMs ?? statementTimeoutMs);
  // Whoever asks first is told what goes wrong here.
  database.open().catch(() => {});
  options.begun?.();
  return ok({ records: new Kysely<RecordTables>({ dialect: new EmbeddedDialect(database) }), ...alone.value });
}

async function openServer(options: StoreOptions, columns: string): Promise<Result<Opened>> {
  const url = options.database ?? '';
  if (!/^postgres(ql)?:\/\//.test(url)) {
    return refused('Cannot use the database setting: expected an address such as postgres://user@host:5432/underpin');
  }
  const duckdb = await openSandbox(':memory:', columns, limitsOf(options));
  const records = postgresRecords(url, options.statementTimeoutMs ?? statementTimeoutMs, options.connections);
  return ok({ records, duckdb, release: () => {} });
}

/** The schema is kept by its owner; the server itself signs in as a role that owns nothing. */
async function migrateAsOwner(owner: string, now: Date): Promise<Result<void>> {
  const records = postgresRecords(owner, statementTimeoutMs);
  try {
    return await migrate(records, migrations, now);
  } finally {
    await records.destroy();
  }
}

function limitsOf(options: StoreOptions): { memory: string; threads: number } {
  return { memory: options.columnMemory ?? '2GB', threads: options.columnThreads ?? availableParallelism() };
}

function told(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(told).join('; ');
  return error instanceof Error ? error.message : String(error);
}
