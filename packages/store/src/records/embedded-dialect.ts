import type {
  CompiledQuery,
  DatabaseConnection,
  DatabaseIntrospector,
  Dialect,
  DialectAdapter,
  Driver,
  Kysely,
  QueryCompiler,
  QueryResult,
} from 'kysely';
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { EmbeddedDatabase } from './embedded-database.ts';
import { Deferral } from './deferral.ts';
import { Turns } from '../turns.ts';

/**
 * Kysely over the embedded database, which has one session. Kysely's own PGlite dialect lets a query run inside
 * another caller's open transaction; here a connection is held by one caller at a time.
 */
export class EmbeddedDialect implements Dialect {
  readonly #database: EmbeddedDatabase;

  constructor(database: EmbeddedDatabase) {
    this.#database = database;
  }

  createAdapter(): DialectAdapter {
    return new PostgresAdapter();
  }

  createDriver(): Driver {
    return new EmbeddedDriver(this.#database);
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new PostgresIntrospector(db);
  }

  createQueryCompiler(): QueryCompiler {
    return new PostgresQueryCompiler();
  }
}

class EmbeddedDriver implements Driver {
  readonly #database: EmbeddedDatabase;
  readonly #turns = new Turns();

  constructor(database: EmbeddedDatabase) {
    this.#database = database;
  }

  async init(): Promise<void> {
    await this.#database.open();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const release = await this.#turns.take();
    try {
      return new EmbeddedConnection(this.#database, await this.#database.open(), release);
    } catch (error) {
      release();
      throw error;
    }
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as EmbeddedConnection).run('begin');
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as EmbeddedConnection).run('commit');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A session that ended took its transaction with it.
    if ((connection as EmbeddedConnection).alive) await (connection as EmbeddedConnection).run('rollback');
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as EmbeddedConnection).release();
  }

  destroy(): Promise<void> {
    return this.#database.close();
  }
}

class EmbeddedConnection implements DatabaseConnection {
  readonly #database: EmbeddedDatabase;
  readonly #session: number;
  readonly #deferral = new Deferral();
  readonly release: () => void;

  constructor(database: EmbeddedDatabase, session: number, release: () => void) {
    this.#database = database;
    this.#session = session;
    this.release = release;
  }

  get alive(): boolean {
    return this.#database.isOpen(this.#session);
  }

  async run(sql: string, parameters: readonly unknown[] = []): Promise<QueryResult<unknown>> {
    const answer = await this.#deferral.pass(sql, this.#database.query(this.#session, sql, parameters));
    if (answer === null) return { rows: [] };
    const { rows, affectedRows } = answer;
    return { rows: [...rows], ...(affectedRows === null ? {} : { numAffectedRows: BigInt(affectedRows) }) };
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return (await this.run(query.sql, query.parameters)) as QueryResult<R>;
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new TypeError('The embedded database does not stream: read bulk rows from the columns');
  }
}
