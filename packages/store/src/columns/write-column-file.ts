import type { DuckDBConnection } from '@duckdb/node-api';
import { DuckDBDataChunk, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { Table, TextColumn } from '@underpin/model';
import { canonicalColumn } from './canonical-column.ts';
import type { Description } from './layout.ts';
import { codeColumn, descriptionKey, lineColumn, quoted, textColumns } from './layout.ts';

const chunkRows = 2048;

/** Writes a table as one Parquet file, by a connection of its own. Equal cells and lines give equal bytes. */
export async function writeColumnFile(connection: DuckDBConnection, table: Table, path: string): Promise<void> {
  const names = [...table.columns.keys()];
  const columns = names.map((name) => canonicalColumn(table.columns.get(name) as TextColumn, table.rowCount));
  const definition = [
    `${quoted(lineColumn)} INTEGER`,
    ...textColumns(names).map((name) => `${quoted(name)} VARCHAR`),
    ...names.map((_, index) => `${quoted(codeColumn(index))} INTEGER`),
  ];
  await connection.run(`CREATE TEMP TABLE staged (${definition.join(', ')})`);
  await stage(connection, table, columns);
  const description: Description = {
    version: 1,
    rows: table.rowCount,
    columns: columns.map((column, index) => ({ name: names[index] as string, values: column.values })),
  };
  await connection.run(
    `COPY staged TO $1 (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${quoted(descriptionKey)}: $2})`,
    [path, JSON.stringify(description)],
  );
}

async function stage(connection: DuckDBConnection, table: Table, columns: readonly TextColumn[]): Promise<void> {
  const types = [INTEGER, ...columns.map(() => VARCHAR), ...columns.map(() => INTEGER)];
  const appender = await connection.createAppender('staged', 'main', 'temp');
  for (let start = 0; start < table.rowCount; start += chunkRows) {
    const rows = Math.min(chunkRows, table.rowCount - start);
    const chunk = DuckDBDataChunk.create(types, rows);
    chunk.setColumnValues(0, Array.from(table.lines.subarray(start, start + rows)));
    columns.forEach((column, index) => {
      const codes = Array.from(column.codes.subarray(start, start + rows));
      chunk.setColumnValues(
        1 + index,
        codes.map((code) => (code < 0 ? null : (column.values[code] as string))),
      );
      chunk.setColumnValues(1 + columns.length + index, codes);
    });
    appender.appendDataChunk(chunk);
    // Leaves the event loop free between chunks of large tables.
    if (start % (chunkRows * 16) === 0) await new Promise((done) => setImmediate(done));
  }
  appender.closeSync();
}
