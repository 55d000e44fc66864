import fc from 'fast-check';
import { cell } from '@underpin/model';
import type { Table } from '@underpin/model';
import { inferSchema, initParser } from 'udsv';
import { expect, test } from 'vitest';
import { csvLimits } from './csv-limits.ts';
import { readCsv } from './read-csv.ts';
import { writeCsv, writeTableCsv } from './write-csv.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readCsv(encode(text), 'T', 't.csv');

function rowsOf(table: Table | null): string[][] {
  if (table === null) return [];
  const names = [...table.columns.keys()];
  return Array.from({ length: table.rowCount }, (_, row) => names.map((name) => cell(table, name, row)));
}

test.each([
  [
    'LF',
    'a,b\n1,2\n3,4\n',
    [
      ['1', '2'],
      ['3', '4'],
    ],
    [2, 3],
  ],
  [
    'CRLF',
    'a,b\r\n1,2\r\n3,4\r\n',
    [
      ['1', '2'],
      ['3', '4'],
    ],
    [2, 3],
  ],
  [
    'CR alone',
    'a,b\r1,2\r3,4\r',
    [
      ['1', '2'],
      ['3', '4'],
    ],
    [2, 3],
  ],
  ['no last line end', 'a,b\n1,2', [['1', '2']], [2]],
  ['an empty last cell', 'a,b\n1,', [['1', '']], [2]],
  [
    'blank lines',
    'a,b\n\n1,2\n\r\n3,4\n\n',
    [
      ['1', '2'],
      ['3', '4'],
    ],
    [3, 5],
  ],
  ['quotes', 'a,b\n"x, ""y""","2"\n', [['x, "y"', '2']], [2]],
  [
    'line breaks in quotes',
    'a,b\n"x\ny\r\nz",2\n3,4\n',
    [
      ['x\ny\r\nz', '2'],
      ['3', '4'],
    ],
    [2, 5],
  ],
  ['quoted empty cells', 'a,b\n"",""\n', [['', '']], [2]],
  ['a quote inside a plain cell', 'a,b\n1"2,"3"\n', [['1"2', '3']], [2]],
  ['quotes at the end', 'a,b\n1,"2"', [['1', '2']], [2]],
  ['a lone CR inside a cell', 'a,b\n1\r2,3\n', [['1\r2', '3']], [2]],
  [
    'more than ASCII',
    'a,b\nÅland,中国\n"Å""land",😀\n',
    [
      ['Åland', '中国'],
      ['Å"land', '😀'],
    ],
    [2, 3],
  ],
  ['one value plain and quoted', 'a\n"x""y"\nx"y\n"x""y"\n', [['x"y'], ['x"y'], ['x"y']], [2, 3, 4]],
  ['a header alone', 'a,b\n', [], []],
  ['nothing', '', [], []],
] as const)('%s', (_title, text, rows, lines) => {
  const { table, ragged, findings } = read(text);
  expect(rowsOf(table)).toEqual(rows);
  expect([...(table?.lines ?? [])]).toEqual(lines);
  expect(ragged).toEqual([]);
  expect(findings).toEqual([]);
});

test('equal cells share a code, empty cells are -1', () => {
  const { table } = read('a\nx\n""\ny\n"x"\n');
  expect([...(table?.columns.get('a')?.codes ?? [])]).toEqual([0, -1, 1, 0]);
  expect(table?.columns.get('a')?.values).toEqual(['x', 'y']);
});

test('rows of another width or with open quotes are kept apart, and counted past the limit', () => {
  const text = 'a,b\n1\n1,2,3\n"x"y,2\n1,2\n1,"open\n3,4\n';
  const { table, ragged } = read(text);
  expect(rowsOf(table)).toEqual([['1', '2']]);
  expect(ragged.map(({ line, cells }) => [line, cells])).toEqual([
    [2, ['1']],
    [3, ['1', '2', '3']],
    [4, ['"x"y,2']],
    [6, ['1,"open\n3,4\n']],
  ]);
  const few = readCsv(encode(text), 'T', 't.csv', { ...csvLimits, raggedRows: 1 });
  expect(few.ragged).toHaveLength(1);
  expect(few.findings).toMatchObject([{ rule: 'UP-CSV-5', value: '3' }]);
});

test('of two columns with one name the first is kept and the header tells both', () => {
  const { table, header } = read('a,a,b\n1,2,3\n');
  expect(header).toEqual(['a', 'a', 'b']);
  expect(rowsOf(table)).toEqual([['1', '3']]);
});

test("the reader leaves its caller's bytes alone", () => {
  const bytes = encode('a,b\n"x""y",2\n');
  const before = bytes.slice();
  readCsv(bytes, 'T', 't.csv');
  expect(bytes).toEqual(before);
});

const cellText = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', '\n', '\r', ';', ' ', 'é', '中', '😀'), maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\0') && text.isWellFormed()),
);
const grid = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(cellText, { minLength: width, maxLength: width }), { maxLength: 20 }));

test('what was written is read', () => {
  fc.assert(
    fc.property(grid, (rows) => {
      const header = (rows[0] ?? ['a']).map((_, at) => `c${at}`);
      const { table, ragged, findings } = readCsv(writeCsv(header, rows), 'T', 't.csv');
      expect(findings).toEqual([]);
      expect(ragged).toEqual([]);
      expect(rowsOf(table)).toEqual(rows);
      if (table !== null) expect(writeTableCsv(table)).toEqual(writeCsv(header, rows));
    }),
    { numRuns: 400 },
  );
});

test('it agrees with uDSV', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', '\n', ' ', 'é'), minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(fc.tuple(plain, plain, plain), { minLength: 1, maxLength: 12 }), (rows) => {
      const text = new TextDecoder().decode(writeCsv(['x', 'y', 'z'], rows));
      const other = initParser(inferSchema(text, { col: ',', row: '\r\n', encl: '"' })).stringArrs(text);
      expect(rowsOf(read(text).table)).toEqual(other);
    }),
    { numRuns: 300 },
  );
});

test('many distinct values keep their codes apart', () => {
  const values = Array.from({ length: 50_000 }, (_, at) => `v${at % 30_000}`);
  const { table } = read(`a\n${values.join('\n')}`);
  expect(table?.columns.get('a')?.values).toHaveLength(30_000);
  expect(rowsOf(table).map(([value]) => value)).toEqual(values);
});
