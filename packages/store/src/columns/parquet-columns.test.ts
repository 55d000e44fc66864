import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredTable } from '@underpin/app';
import type { Table } from '@underpin/model';
import { TableBuilder } from '@underpin/model';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HashedFiles } from '../files/hashed-files.ts';
import { ParquetColumns } from './parquet-columns.ts';
import { openSandbox } from './sandbox.ts';

const limits = { memory: '512MB', threads: 2 };
let directory: string;
let columns: ParquetColumns;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "underpin [o'c*l?]-"));
  columns = new ParquetColumns(
    await openSandbox(':memory:', directory, limits),
    new HashedFiles(directory, '.parquet'),
  );
});
afterAll(async () => {
  await columns.close();
  await rm(directory, { recursive: true });
});

async function stored(table: Table, through = columns): Promise<StoredTable> {
  return { submission: 's', table: table.name, file: table.file, ...(await through.write(table)) };
}

function tableOf(names: readonly string[], rows: readonly (readonly string[])[]): Table {
  const builder = new TableBuilder('T', 't.csv', names);
  for (const row of rows) builder.add(row);
  return builder.build();
}

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('a', 'A', '', ' ', '#0', '#line', '"', "'", '; drop table staged --', 'staged', 'line', 'a (2)', 'İ'),
);
const text = fc.oneof(fc.constantFrom('', 'x', '\0', '\ud800', '"', "'", '\n'), fc.string({ unit: 'binary' }));
const table = fc
  .uniqueArray(name, { minLength: 1, maxLength: 5 })
  .chain((names) =>
    fc
      .array(fc.array(text, { minLength: names.length, maxLength: names.length }), { minLength: 1, maxLength: 8 })
      .map((rows) => tableOf(names, rows)),
  );

test('a table comes back as it was written, whatever its names and cells', async () => {
  await fc.assert(
    fc.asyncProperty(table, async (given) => {
      const { table: back, part } = await columns.read([await stored(given)]);
      expect(back).toEqual(given);
      expect([...part]).toEqual(Array.from({ length: given.rowCount }, () => 0));
    }),
    { numRuns: 60 },
  );
});

test('equal cells and lines have one hash and one file, however they are coded', async () => {
  const lines = Int32Array.of(2, 3, 4);
  const one: Table = {
    name: 'T',
    file: 'a.csv',
    rowCount: 3,
    columns: new Map([['x', { codes: Int32Array.of(0, 1, -1), values: ['p', 'q'] }]]),
    lines,
  };
  const other: Table = {
    ...one,
    name: 'U',
    columns: new Map([['x', { codes: Int32Array.of(3, 2, 1), values: ['unused', '', 'q', 'p', 'p'] }]]),
  };
  const moved: Table = { ...one, lines: Int32Array.of(2, 3, 5) };
  const hashes = await Promise.all([one, other, moved].map(async (each) => (await columns.write(each)).hash));
  expect(hashes[0]).toBe(hashes[1]);
  expect(hashes[2]).not.toBe(hashes[0]);
});

test('a table longer than several chunks and row groups keeps its order', async () => {
  const rows = 300_000;
  const codes = Int32Array.from({ length: rows }, (_, row) => (row % 7 === 0 ? -1 : (row * 31) % 1000));
  const values = Array.from({ length: 1000 }, (_, value) => `value ${value}`);
  const lines = Int32Array.from({ length: rows }, (_, row) => row + 2);
  const given: Table = {
    name: 'T',
    file: 'a.csv',
    rowCount: rows,
    columns: new Map([['x', { codes, values }]]),
    lines,
  };
  const first = await stored(given);
  expect((await columns.write(given)).hash).toBe(first.hash);
  const { table: back } = await columns.read([first]);
  const wrong = Array.from(lines).findIndex((line, row) => {
    const column = back.columns.get('x');
    const code = column?.codes[row] ?? -1;
    const expected = codes[row] as number;
    return back.lines[row] !== line || (expected < 0 ? code !== -1 : column?.values[code] !== values[expected]);
  });
  expect(wrong).toBe(-1);
});

test('more parts than one query takes, of several widths, keep the order of the parts', async () => {
  const parts: StoredTable[] = [];
  for (let part = 0; part < 5; part += 1) {
    const names = ['id', ...Array.from({ length: part % 3 }, (_, index) => `extra ${index}`)];
    parts.push(await stored(tableOf(names, [[`p${part}`, 'e'], [`q${part}`]])));
  }
  const many = Array.from({ length: 1200 }, (_, index) => parts[(index * 3) % 5] as StoredTable);
  const { table: back, part } = await columns.read(many);
  const id = back.columns.get('id');
  const seen = Array.from(back.lines, (_, row) => id?.values[id.codes[row] ?? -1]);
  expect(seen).toEqual(many.flatMap((_, index) => [`p${(index * 3) % 5}`, `q${(index * 3) % 5}`]));
  expect([...part]).toEqual(many.flatMap((_, index) => [index, index]));
});

test('a code without a value is a mistake of the caller, and leaves no file', async () => {
  const bad: Table = {
    name: 'T',
    file: 'a.csv',
    rowCount: 1,
    columns: new Map([['x', { codes: Int32Array.of(4), values: [] }]]),
    lines: Int32Array.of(2),
  };
  await expect(columns.write(bad)).rejects.toThrow(RangeError);
  expect((await readdir(directory)).filter((file) => file.startsWith('tmp-') && file.endsWith('.parquet'))).toEqual([]);
});

test('parts of different tables are not read as one', async () => {
  const part = await stored(tableOf(['x'], [['1']]));
  await expect(columns.read([part, { ...part, table: 'U' }])).rejects.toThrow(TypeError);
});

test('a record that disagrees with the file about its rows is an error', async () => {
  const part = await stored(tableOf(['x'], [['1'], ['2']]));
  await expect(columns.read([{ ...part, rows: 3 }])).rejects.toThrow(/has 2 rows, expected 3/);
});

test('a sweep removes what no record names, but never what this process wrote', async () => {
  const kept = await stored(tableOf(['x'], [['kept']]));
  const orphan = await stored(tableOf(['x'], [['orphan']]));
  expect(await columns.sweep(new Set())).toBe(0);
  const later = new ParquetColumns(
    await openSandbox(':memory:', directory, limits),
    new HashedFiles(directory, '.parquet'),
  );
  const fresh = await stored(tableOf(['x'], [['fresh']]), later);
  expect(await later.sweep(new Set([kept.hash ?? '']))).toBeGreaterThan(0);
  expect((await later.read([kept])).table.rowCount).toBe(1);
  expect((await later.read([fresh])).table.rowCount).toBe(1);
  await expect(later.read([orphan])).rejects.toThrow(orphan.hash ?? '');
  await later.close();
});

test('a column file whose bytes changed is not read by a process that meets it anew', async () => {
  const files = new HashedFiles(directory, '.parquet');
  const part = await stored(tableOf(['x'], [['whole']]));
  const path = files.path(part.hash ?? '');
  const bytes = await readFile(path);
  bytes[bytes.indexOf('whole')] = 0x57;
  await writeFile(path, bytes);
  const later = new ParquetColumns(await openSandbox(':memory:', directory, limits), files);
  await expect(later.read([part])).rejects.toThrow(/its bytes have SHA-256/);
  await later.close();
});
