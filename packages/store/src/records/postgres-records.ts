import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { RecordTables, Records } from '../tables/records.ts';
import { valueParsers } from './value-parsers.ts';

/** Records in a PostgreSQL server. */
export function postgresRecords(url: string, timeoutMs: number): Records {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: timeoutMs,
    application_name: 'underpin',
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        (format !== 'binary' && valueParsers[oid]) ||
        pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return new Kysely<RecordTables>({ dialect: new PostgresDialect({ pool }) });
}
