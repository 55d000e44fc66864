import { expect, test } from 'vitest';
import { doraProfiles } from './dora-profiles.ts';

const [version40, version42] = doraProfiles;

test('15 tables, 120 columns, 22 references', () => {
  const tables = version40?.tables ?? [];
  expect(tables).toHaveLength(15);
  expect(tables.flatMap((table) => table.columns)).toHaveLength(120);
  const names = tables.flatMap((table) => table.references.map((reference) => reference.name));
  expect(names.toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)))).toEqual(
    Array.from({ length: 22 }, (_, at) => `R${at + 1}`),
  );
});

test('composite references name their target columns in the right order', () => {
  const references = version40?.tables.find((table) => table.code === 'B_02.02')?.references;
  expect(references).toEqual([
    { name: 'R7', columns: ['c0050', 'c0020'], table: 'B_06.01', target: ['c0010', 'c0040'] },
    { name: 'R17', columns: ['c0010', 'c0030'], table: 'B_03.02', target: ['c0010', 'c0020'] },
  ]);
});

test('keys, lists and references point at what is there', () => {
  for (const profile of doraProfiles) {
    const tables = new Map(profile.tables.map((table) => [table.code, table]));
    for (const table of profile.tables) {
      const columns = table.columns.map((column) => column.code);
      expect(table.columns.filter((column) => column.key).map((column) => column.code)).toEqual(
        columns.filter((code) => table.primaryKey.includes(code)),
      );
      for (const column of table.columns) {
        expect(column.type === 'list').toBe(column.list !== undefined);
        if (column.list !== undefined) expect(Object.keys(profile.lists[column.list] ?? {}).length).toBeGreaterThan(1);
      }
      for (const reference of table.references) {
        expect(tables.get(reference.table)?.primaryKey).toEqual(reference.target);
        expect(columns).toEqual(expect.arrayContaining(reference.columns));
      }
    }
  }
});

test('traps of the layout', () => {
  const column = (table: string, code: string) =>
    version40?.tables.find((known) => known.code === table)?.columns.find((known) => known.code === code);
  expect(column('B_03.03', 'c0031')?.type).toBe('true');
  expect(column('B_03.03', 'c0030')).toBeUndefined();
  expect(column('B_03.02', 'c0045')).toBeUndefined();
  expect(column('B_04.01', 'c0040')?.key).toBe(true);
  expect(Object.keys(version40?.lists.COUNTRY_252 ?? {})).toContain('eba_GA:qx2007');
  expect(Object.keys(version40?.lists.COUNTRY_251 ?? {})).not.toContain('eba_GA:qx2007');
  expect(version40?.lists.ICT_SERVICE_19?.['eba_TA:S12']).toBe('Hardware and physical devices');
});

test('4.2 differs from 4.0 by its version alone', () => {
  expect(version42?.tables).toEqual(version40?.tables);
  expect(version42?.lists).toEqual(version40?.lists);
  expect(version42?.entryPoint).toBe(version40?.entryPoint?.replace('/4.0/', '/4.2/'));
});
