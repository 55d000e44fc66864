import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { RecordTables, Records } from '../tables/records.ts';
import { pipelinedPool } from './pipelined-pool.ts';
import { valueParsers } from './value-parsers.ts';

/** Connections of one process. More do not make one process of this server faster, and cost the database memory. */
export const defaultConnections = 10;

/** Records in a PostgreSQL server. */
export function postgresRecords(url: string, timeoutMs: number, connections = defaultConnections): Records {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    statement_timeout: timeoutMs,
    application_name: 'underpin',
    pipeline: true,
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        (format !== 'binary' && valueParsers[oid]) ||
        pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  } as pg.PoolConfig);
  // A connection that breaks, idle or between two statements, is replaced by the pool; without listeners it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  return new Kysely<RecordTables>({ dialect: new PostgresDialect({ pool: pipelinedPool(pool) }) });
}
