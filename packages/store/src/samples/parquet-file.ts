import { dirname, resolve } from 'node:path';
import type { DuckDBConnection, DuckDBVector } from '@duckdb/node-api';
import type { ColumnarFile, FileColumn, OpenColumnarFile, Scan, ScanBatch } from '@underpin/app';
import { ok, refused } from '@underpin/model';
import { openSandbox } from '../columns/sandbox.ts';
import { quoted } from '../columns/layout.ts';

const limits = { memory: '512MB', threads: 2 };
const mostGroups = 100_000;

/**
 * Opens a Parquet file for scans in bounded memory. DuckDB reaches the folder of the file and nothing else.
 *
 * @example
 * const file = await openParquetFile('samples.parquet');
 * if (file.ok) for await (const { time } of (await file.value.scan({ time: 'time', values: ['value'], groupBy: [] })).batches()) …
 */
export const openParquetFile: OpenColumnarFile = async (path) => {
  const whole = resolve(path);
  const instance = await openSandbox(':memory:', dirname(whole), limits);
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    const described = await connection.run(
      'SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet($1))',
      [whole],
    );
    const columns = (await described.getRows()).map(([name, type]): FileColumn => ({
      name: String(name),
      kind: kindOf(String(type)),
    }));
    const counted = await (await connection.run('SELECT count(*)::DOUBLE FROM read_parquet($1)', [whole])).getRows();
    return ok(new ParquetFile(connection, whole, columns, Number(counted[0]?.[0] ?? 0), close));
  } catch (error) {
    close();
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return refused(`Cannot read "${path}" as Parquet: ${reason ?? ''}`);
  }
};

function kindOf(type: string): FileColumn['kind'] {
  if (type.startsWith('TIMESTAMP WITH')) return 'moment';
  if (type.startsWith('TIMESTAMP') || type === 'DATE') return 'local time';
  if (type === 'VARCHAR' || type.startsWith('ENUM')) return 'text';
  return /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*|BOOLEAN)$/.test(type) ? 'number' : 'other';
}

class ParquetFile implements ColumnarFile {
  readonly columns: readonly FileColumn[];
  readonly rows: number;
  readonly close: () => void;
  readonly #connection: DuckDBConnection;
  readonly #path: string;

  constructor(
    connection: DuckDBConnection,
    path: string,
    columns: readonly FileColumn[],
    rows: number,
    close: () => void,
  ) {
    this.#connection = connection;
    this.#path = path;
    this.columns = columns;
    this.rows = rows;
    this.close = close;
  }

  async scan({ time, values, groupBy }: Parameters<ColumnarFile['scan']>[0]): Promise<Scan> {
    const kind = this.columns.find(({ name }) => name === time)?.kind;
    const moment =
      kind === 'moment' || kind === 'local time' ? `epoch_us(${quoted(time)}) / 1000.0` : `${quoted(time)}::DOUBLE`;
    const texts = groupBy.map((name) => `coalesce(${quoted(name)}::VARCHAR, '')`);
    let groups: readonly (readonly string[])[] = [[]];
    let [joined, code] = ['read_parquet($1) AS rows', '0::INTEGER'];
    if (groupBy.length > 0) {
      const names = texts.map((text, at) => `${text} AS g${at}`);
      await this.#connection.run('DROP TABLE IF EXISTS groups');
      const distinct = `SELECT DISTINCT ${names.join(', ')} FROM read_parquet($1) LIMIT ${mostGroups + 1}`;
      await this.#connection.run(
        `CREATE TEMP TABLE groups AS SELECT (row_number() OVER () - 1)::INTEGER AS code, * FROM (${distinct})`,
        [this.#path],
      );
      const found = await (await this.#connection.run('SELECT * FROM groups ORDER BY code')).getRows();
      if (found.length > mostGroups)
        throw new RangeError(
          `Cannot read "${this.#path}": more than ${mostGroups} series; leave out the column that tells each row apart`,
        );
      groups = found.map(([, ...own]) => own.map(String));
      const [only] = groups.length === 1 ? groups : [];
      if (only === undefined && groupBy.length > 0) {
        joined += ` LEFT JOIN groups ON ${texts.map((text, at) => `groups.g${at} = ${text}`).join(' AND ')}`;
        code = 'groups.code';
      }
    }
    const selected = [moment, code, ...values.map((name) => `${quoted(name)}::DOUBLE`)];
    const query = `SELECT ${selected.join(', ')} FROM ${joined}`;
    return { groups, batches: () => this.#batches(query, values.length) };
  }

  async *#batches(query: string, values: number): AsyncGenerator<ScanBatch> {
    const result = await this.#connection.stream(query, [this.#path]);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      const count = chunk.rowCount;
      yield {
        count,
        time: doubles(chunk.getColumnVector(0), count),
        group: integers(chunk.getColumnVector(1), count),
        values: Array.from({ length: values }, (_, at) => doubles(chunk.getColumnVector(2 + at), count)),
      };
    }
  }
}

/** The items of a vector without a call for each, where it has them; nothing is NaN. */
function doubles(vector: DuckDBVector, count: number): Float64Array {
  const { items, validity } = vector as unknown as {
    items?: Float64Array;
    validity?: { itemValid(at: number): boolean };
  };
  if (!(items instanceof Float64Array))
    return Float64Array.from({ length: count }, (_, at) => Number(vector.getItem(at) ?? Number.NaN));
  const own = items.slice(0, count);
  const bits = (validity as { data?: unknown } | undefined)?.data;
  if (bits !== null && bits !== undefined)
    for (let at = 0; at < count; at += 1) if (validity?.itemValid(at) === false) own[at] = Number.NaN;
  return own;
}

function integers(vector: DuckDBVector, count: number): Int32Array {
  const { items } = vector as unknown as { items?: Int32Array };
  return items instanceof Int32Array
    ? items.slice(0, count)
    : Int32Array.from({ length: count }, (_, at) => Number(vector.getItem(at) ?? -1));
}
