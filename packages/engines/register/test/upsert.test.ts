import { cell, type Table, TableBuilder } from '@underpin/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyUpsert, failedRows, previewUpsert, problemColumn, type TablePreview } from '../src/index.ts';
import { smallPackage, smallProfile } from './small-package.ts';

type Row = Readonly<Record<string, string>>;

const things = ['c0010', 'c0020', 'c0030', 'c0040'];

function tableOf(rows: readonly Row[], columns: readonly string[] = things, code = 'B_01.01'): Table {
  const builder = new TableBuilder(code, `${code}.csv`, columns);
  for (const row of rows) builder.addRow(row);
  return builder.build();
}

function incoming(rows: readonly Row[], columns?: readonly string[]): ReadonlyMap<string, Table> {
  return new Map([['B_01.01', tableOf(rows, columns)]]);
}

function contentOf(tables: ReadonlyMap<string, Table>): string[] {
  return [...tables.values()].flatMap((table) =>
    Array.from({ length: table.rowCount }, (_none, row) =>
      JSON.stringify([table.name, ...[...table.columns.keys()].toSorted().map((name) => cell(table, name, row))]),
    ),
  );
}

const anyRow = fc.record({
  c0010: fc.constantFrom('A', 'B', 'C', ''),
  c0020: fc.constantFrom('o1', 'o2'),
  c0030: fc.constantFrom('x:red', 'x:blue', 'red', ''),
  c0040: fc.constantFrom('1', '2.5', 'many', ''),
});
const anyRows = fc.array(anyRow, { maxLength: 12 });
const uniqueRows = fc.uniqueArray(anyRow, { maxLength: 12, selector: (row) => `${row.c0010},${row.c0020}` });

test('a new row is created, a changed one updated, an equal one skipped, a bad one fails with its reasons', () => {
  const { tables } = smallPackage();
  const preview = previewUpsert(
    smallProfile,
    tables,
    incoming([
      { c0010: 'A', c0020: 'o1', c0030: 'x:blue', c0040: '12.50' },
      { c0010: 'B', c0020: 'o1' },
      { c0010: 'C', c0020: 'o1', c0030: 'x:red' },
      { c0010: '', c0020: 'o1', c0030: 'crimson' },
    ]),
  );
  expect(preview.counts).toEqual({ create: 1, update: 1, skip: 1, fail: 1 });
  const [table] = preview.tables;
  expect(table?.rows[0]?.changes).toEqual([{ column: 'c0030', from: 'x:red', to: 'x:blue' }]);
  expect(table?.rows[3]?.problems.map(({ rule }) => rule).toSorted()).toEqual(['503', '805']);
  const after = applyUpsert(tables, preview).get('B_01.01') as Table;
  expect(after.rowCount).toBe(4);
  expect(cell(after, 'c0030', 0)).toBe('x:blue');
  expect(cell(after, 'c0060', 0)).toBe('3');
  expect(cell(after, 'c0010', 3)).toBe('C');
});

test('a column that is there says everything, a column that is missing says nothing', () => {
  const { tables } = smallPackage();
  const cleared = previewUpsert(smallProfile, tables, incoming([{ c0010: 'A', c0020: 'o1' }]));
  expect(cleared.tables[0]?.rows[0]?.changes.map(({ column }) => column)).toEqual(['c0030', 'c0040']);
  const untouched = previewUpsert(smallProfile, tables, incoming([{ c0010: 'A', c0020: 'o1' }], ['c0010', 'c0020']));
  expect(untouched.counts).toEqual({ create: 0, update: 0, skip: 1, fail: 0 });
});

test('without a key column all rows fail; an unknown column is told', () => {
  const preview = previewUpsert(smallProfile, new Map(), incoming([{ c0010: 'A' }, { c0010: 'B' }], ['c0010', 'c9']));
  expect(preview.counts).toEqual({ create: 0, update: 0, skip: 0, fail: 2 });
  expect(preview.tables[0]?.notes.map(({ rule }) => rule)).toEqual(['805', '801']);
});

test('failed rows come back as a file that can be corrected and imported again', () => {
  const preview = previewUpsert(smallProfile, new Map(), incoming([{ c0010: 'A', c0020: 'o1', c0030: 'crimson' }]));
  const failed = failedRows(preview.tables[0] as TablePreview) as Table;
  expect([...failed.columns.keys()]).toEqual([...things, problemColumn]);
  expect(cell(failed, problemColumn, 0)).toContain('"crimson"');
  const corrected = tableOf(
    [{ c0010: 'A', c0020: 'o1', c0030: 'x:red', [problemColumn]: 'said before' }],
    [...things, problemColumn],
  );
  const again = previewUpsert(smallProfile, new Map(), new Map([['B_01.01', corrected]]));
  expect(again.counts).toEqual({ create: 1, update: 0, skip: 0, fail: 0 });
  expect(again.tables[0]?.notes).toEqual([]);
});

test('property: importing the same rows again changes nothing', () => {
  fc.assert(
    fc.property(anyRows, anyRows, (before, rows) => {
      const start = applyUpsert(new Map(), previewUpsert(smallProfile, new Map(), incoming(before)));
      const once = applyUpsert(start, previewUpsert(smallProfile, start, incoming(rows)));
      const second = previewUpsert(smallProfile, once, incoming(rows));
      expect(second.counts.create + second.counts.update).toBe(0);
      expect(contentOf(applyUpsert(once, second))).toEqual(contentOf(once));
    }),
  );
});

test('property: every row has one outcome, and good rows are there afterwards', () => {
  fc.assert(
    fc.property(anyRows, anyRows, (before, rows) => {
      const start = applyUpsert(new Map(), previewUpsert(smallProfile, new Map(), incoming(before)));
      const preview = previewUpsert(smallProfile, start, incoming(rows));
      const { create, update, skip, fail } = preview.counts;
      expect(create + update + skip + fail).toBe(rows.length);
      const after = applyUpsert(start, preview);
      expect(after.get('B_01.01')?.rowCount ?? 0).toBe((start.get('B_01.01')?.rowCount ?? 0) + create);
      const failed = preview.tables[0] === undefined ? null : failedRows(preview.tables[0]);
      expect(failed?.rowCount ?? 0).toBe(fail);
    }),
  );
});

test('property: rows of different keys may come in any order and in any number of parts', () => {
  fc.assert(
    fc.property(uniqueRows, fc.nat(), (rows, seed) => {
      const shuffled = rows.toSorted(
        (a, b) => ((JSON.stringify(a).length * 31 + seed) % 7) - (JSON.stringify(b).length % 5),
      );
      const whole = applyUpsert(new Map(), previewUpsert(smallProfile, new Map(), incoming(rows)));
      let parts = new Map<string, Table>();
      for (const row of shuffled) parts = applyUpsert(parts, previewUpsert(smallProfile, parts, incoming([row])));
      expect(contentOf(parts).toSorted()).toEqual(contentOf(whole).toSorted());
    }),
  );
});
