import type { PostgresPool } from 'kysely';
import type pg from 'pg';
import { Deferral } from './deferral.ts';

type Answer = pg.QueryResult;

const nothing = { command: 'SELECT', rowCount: 0, rows: [] } as unknown as Answer;
const mostNames = 500;
const names = new Map<string, string>();

/** The same text has the same name on every connection, so that the database parses and plans it once a connection. */
function nameOf(sql: string): string | undefined {
  const known = names.get(sql);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = `u${names.size}`;
  names.set(sql, name);
  return name;
}

/** A pool whose connections send ahead what need not be waited for, and keep statements prepared. */
export function pipelinedPool(pool: pg.Pool): PostgresPool {
  const wrapped = new WeakMap<pg.PoolClient, PipelinedClient>();
  return {
    options: {},
    connect: async () => {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? new PipelinedClient(client);
      wrapped.set(client, known);
      return known;
    },
    end: () => pool.end(),
  } as unknown as PostgresPool;
}

class PipelinedClient {
  readonly #client: pg.PoolClient;
  readonly #deferral = new Deferral();

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  get processID(): unknown {
    return (this.#client as unknown as { processID: unknown }).processID;
  }

  async query(sql: string, parameters: readonly unknown[]): Promise<Answer> {
    const name = parameters.length === 0 ? undefined : nameOf(sql);
    const sent = this.#client.query({ ...(name === undefined ? {} : { name }), text: sql, values: [...parameters] });
    const answer = await this.#deferral.pass(sql, sent);
    return answer ?? (sql === 'commit' ? { ...nothing, command: 'COMMIT' } : nothing);
  }

  release(broken?: boolean): void {
    this.#deferral.forget();
    this.#client.release(broken);
  }
}
