import { rm } from 'node:fs/promises';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { BulkTable, Columns, StoredTable } from '@underpin/app';
import type { Table } from '@underpin/model';
import type { HashedFiles } from '../files/hashed-files.ts';
import { hashFile } from '../files/hashed-files.ts';
import { Turns } from '../turns.ts';
import type { ColumnFile } from './read-column-files.ts';
import { readColumnFiles } from './read-column-files.ts';
import { writeColumnFile } from './write-column-file.ts';

const filesAtOnce = 16;

/** Small tables wait for the disk more than they work; of large ones each takes all threads anyway. */
const writtenAtOnce = 4;

/** Bulk rows as Parquet files named by the SHA-256 of their bytes, written and read by DuckDB. */
export class ParquetColumns implements Columns {
  readonly #instance: DuckDBInstance;
  readonly #files: HashedFiles;
  readonly #turns = new Turns(writtenAtOnce);

  constructor(instance: DuckDBInstance, files: HashedFiles) {
    this.#instance = instance;
    this.#files = files;
  }

  async write(table: Table): Promise<{ readonly hash: string | null; readonly rows: number }> {
    if (table.rowCount === 0) return { hash: null, rows: 0 };
    const temporary = this.#files.temporaryPath();
    const endTurn = await this.#turns.take();
    try {
      await this.#connected((connection) => writeColumnFile(connection, table, temporary));
      const hash = await hashFile(temporary);
      await this.#files.publish(temporary, hash);
      return { hash, rows: table.rowCount };
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    } finally {
      endTurn();
    }
  }

  async read(parts: readonly StoredTable[]): Promise<BulkTable> {
    const name = parts[0]?.table ?? '';
    const stray = parts.find((part) => part.table !== name);
    if (stray !== undefined) {
      throw new TypeError(`Cannot read tables "${name}" and "${stray.table}" as one: expected parts of the same table`);
    }
    const rowCount = parts.reduce((total, part) => total + part.rows, 0);
    const part = new Int32Array(rowCount);
    const files: ColumnFile[] = [];
    let offset = 0;
    parts.forEach((stored, index) => {
      part.fill(index, offset, offset + stored.rows);
      if (stored.hash !== null) files.push({ path: this.#files.path(stored.hash), rows: stored.rows, offset });
      offset += stored.rows;
    });
    await this.#verify(parts);
    const { columns, lines } = await this.#connected((connection) => readColumnFiles(connection, files, rowCount));
    const file = parts.every((other) => other.file === parts[0]?.file) ? (parts[0]?.file ?? '') : '';
    return { table: { name, file, rowCount, columns, lines }, part };
  }

  async #verify(parts: readonly StoredTable[]): Promise<void> {
    const hashes = [...new Set(parts.flatMap(({ hash }) => (hash === null ? [] : [hash])))];
    for (let start = 0; start < hashes.length; start += filesAtOnce) {
      await Promise.all(hashes.slice(start, start + filesAtOnce).map((hash) => this.#files.verify(hash)));
    }
  }

  sweep(keep: ReadonlySet<string>): Promise<number> {
    return this.#files.sweep(keep);
  }

  async close(): Promise<void> {
    this.#instance.closeSync();
  }

  async #connected<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.#instance.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  }
}
