import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { listValue } from '@duckdb/node-api';
import type { TextColumn } from '@underpin/model';
import { GrowingDictionary } from './growing-dictionary.ts';
import type { Description } from './layout.ts';
import { codeColumn, descriptionKey, descriptionOf, lineColumn, quoted } from './layout.ts';

const batchFiles = 500;

/** One column file to read: its path, how many rows are recorded for it, and where its rows begin in the result. */
export interface ColumnFile {
  readonly path: string;
  readonly rows: number;
  readonly offset: number;
}

export interface ReadColumns {
  readonly columns: ReadonlyMap<string, TextColumn>;
  readonly lines: Int32Array;
}

interface Target {
  readonly codes: Int32Array;
  readonly dictionary: GrowingDictionary;
}

/** Reads many column files, whose columns may differ, into one set of columns. A column that a file lacks is empty there. */
export async function readColumnFiles(
  connection: DuckDBConnection,
  files: readonly ColumnFile[],
  rowCount: number,
): Promise<ReadColumns> {
  const lines = new Int32Array(rowCount);
  const targets = new Map<string, Target>();
  for (let start = 0; start < files.length; start += batchFiles) {
    const batch = files.slice(start, start + batchFiles);
    const described = await describe(connection, batch);
    for (const group of byWidth(batch, described))
      await readGroup(connection, group, described, rowCount, targets, lines);
  }
  const columns = new Map<string, TextColumn>();
  for (const [name, { codes, dictionary }] of targets) columns.set(name, { codes, values: dictionary.values });
  return { columns, lines };
}

async function describe(
  connection: DuckDBConnection,
  files: readonly ColumnFile[],
): Promise<ReadonlyMap<string, Description>> {
  const paths = [...new Set(files.map((file) => file.path))];
  const result = await connection.run(
    'SELECT file_name, decode(value) FROM parquet_kv_metadata($1) WHERE decode(key) = $2',
    [listValue(paths), descriptionKey],
  );
  const described = new Map<string, Description>();
  for (const [path, text] of await result.getRows()) {
    described.set(String(path), descriptionOf(String(text)));
  }
  for (const file of files) {
    const rows = described.get(file.path)?.rows;
    if (rows === file.rows) continue;
    const found = rows === undefined ? 'has no description of its columns' : `has ${rows} rows`;
    throw new Error(
      `Cannot read column file "${file.path}": it ${found}, expected ${file.rows} rows. Restore this file from a backup.`,
    );
  }
  return described;
}

/** Code columns are named by position, so files with the same number of columns can be read by one query. */
function byWidth(files: readonly ColumnFile[], described: ReadonlyMap<string, Description>): Iterable<ColumnFile[]> {
  return Map.groupBy(files, (file) => described.get(file.path)?.columns.length ?? 0).values();
}

async function readGroup(
  connection: DuckDBConnection,
  files: readonly ColumnFile[],
  described: ReadonlyMap<string, Description>,
  rowCount: number,
  targets: Map<string, Target>,
  lines: Int32Array,
): Promise<void> {
  const width = (described.get(files[0]?.path ?? '') as Description).columns.length;
  const writers = files.map((file) =>
    (described.get(file.path) as Description).columns.map(({ name, values }) => {
      let target = targets.get(name);
      if (target === undefined) {
        target = { codes: new Int32Array(rowCount).fill(-1), dictionary: new GrowingDictionary() };
        targets.set(name, target);
      }
      return { codes: target.codes, translation: target.dictionary.adopt(values) };
    }),
  );
  const selected = [lineColumn, ...Array.from({ length: width }, (_, index) => codeColumn(index))].map(quoted);
  const result = await connection.stream(`SELECT file_index::INTEGER, ${selected.join(', ')} FROM read_parquet($1)`, [
    listValue(files.map((file) => file.path)),
  ]);
  const next = files.map((file) => file.offset);
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    scatter(chunk, writers, next, lines);
  }
  files.forEach((file, index) => {
    const rows = (next[index] as number) - file.offset;
    if (rows !== file.rows) {
      throw new Error(`Cannot read column file "${file.path}": got ${rows} rows, expected ${file.rows}.`);
    }
  });
}

interface Writer {
  readonly codes: Int32Array;
  readonly translation: Int32Array;
}

/** Lays the rows of a chunk, which may span several files, at their places. */
function scatter(
  chunk: DuckDBDataChunk,
  writers: readonly (readonly Writer[])[],
  next: number[],
  lines: Int32Array,
): void {
  const fileIndex = chunk.getColumnVector(0);
  const line = chunk.getColumnVector(1);
  for (let start = 0; start < chunk.rowCount;) {
    const file = fileIndex.getItem(start) as number;
    let end = start + 1;
    while (end < chunk.rowCount && fileIndex.getItem(end) === file) end += 1;
    const shift = (next[file] as number) - start;
    for (let row = start; row < end; row += 1) lines[row + shift] = line.getItem(row) as number;
    const columns = writers[file] as readonly Writer[];
    for (let column = 0; column < columns.length; column += 1) {
      const { codes, translation } = columns[column] as Writer;
      const vector = chunk.getColumnVector(2 + column);
      for (let row = start; row < end; row += 1) {
        const code = vector.getItem(row) as number;
        codes[row + shift] = code < 0 ? -1 : (translation[code] as number);
      }
    }
    next[file] = end + shift;
    start = end;
  }
}
