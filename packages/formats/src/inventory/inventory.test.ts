import { TableBuilder, cell, rowOf } from '@underpin/model';
import type { RegisterPackage, Table } from '@underpin/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readZip } from '../archive/read-zip.ts';
import { writeZip } from '../archive/write-zip.ts';
import { inventoryProfile } from './inventory-profiles.ts';
import { readInventory } from './read-inventory.ts';
import { sheetExtent, workbookLimits } from './workbook-limits.ts';
import { writeInventoryCsv } from './write-inventory-csv.ts';
import { writeInventoryXlsx } from './write-inventory-xlsx.ts';

const lei = '5493001KJTIIGC8Y1R12';

function table(code: string, rows: readonly Record<string, string>[]): Table {
  const described = inventoryProfile.tables.find((candidate) => candidate.code === code);
  if (described === undefined) throw new RangeError(code);
  const builder = new TableBuilder(
    code,
    described.file,
    described.columns.map((column) => column.code),
  );
  for (const row of rows) builder.addRow(row);
  return builder.build();
}

const tables = [
  table('inventory', [
    { institution_lei: lei, name: 'Bank, "the" first', reference_date: '2024-12-31', format_version: '1.0' },
  ]),
  table('systems', [
    { system_id: 'core', name: 'Core banking', criticality: 'yes' },
    { system_id: '007', name: '网银', description: 'constructor' },
  ]),
  table('assets', [
    {
      asset_id: 'S1',
      maker: 'IBM',
      model: '9080-M9S',
      category: 'server.high-end',
      quantity: '2',
      cores: '192',
      peak_utilisation: '0.8',
      annual_cost: '12345678901234567890.10',
      commissioned_on: '2019-05-01',
      serial: '0012',
    },
  ]),
  table('dependencies', [
    { parent_kind: 'system', parent_id: 'core', group: 'hosts', threshold: 'any', child_kind: 'asset', child_id: 'S1' },
  ]),
];

const rowsOf = (found: Pick<RegisterPackage, 'tables'>) =>
  Object.fromEntries(
    [...found.tables].map(([code, { rowCount }]) => [
      code,
      Array.from({ length: rowCount }, (_none, row) => rowOf(found.tables.get(code) as Table, row)),
    ]),
  );
const given = rowsOf({ tables: new Map(tables.map((one) => [one.name, one])) });

describe('an inventory comes back as it was written', () => {
  test('as a zip of CSV files', async () => {
    const found = await readInventory({ name: 'inventory.zip', bytes: await writeInventoryCsv(tables) });
    expect(found.findings).toEqual([]);
    expect(found).toMatchObject({ entity: lei, referenceDate: '2024-12-31' });
    expect(rowsOf(found)).toEqual(given);
    expect(found.headers.get('assets.csv')).toEqual(inventoryProfile.tables[2]?.columns.map(({ code }) => code));
  });

  test('as an XLSX workbook, leading zeros and long numbers unharmed', async () => {
    const found = await readInventory({ name: 'inventory.xlsx', bytes: await writeInventoryXlsx(tables) });
    expect(found.findings).toEqual([]);
    expect(rowsOf(found)).toEqual(given);
    expect([...(found.tables.get('systems')?.lines ?? [])]).toEqual([2, 3]);
  });

  test('as the files of a folder', async () => {
    const { files } = await readZip('x.zip', await writeInventoryCsv(tables));
    const entries = files.map(({ path, bytes }) => ({ path: `bank/2024/${path}`, bytes }));
    const found = await readInventory({ name: 'bank', entries });
    expect(rowsOf(found)).toEqual(given);
    expect(found.tables.get('assets')?.file).toBe('assets.csv');
  });

  test('from CSV to XLSX and back, whatever the texts', async () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((one) => one.replace(/[\p{Cc}\p{Cs}\p{Cn}\uFEFF]/gu, '').trim());
    const row = fc.record({ system_id: text.filter((one) => one !== ''), name: text, description: text });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 6 }), async (rows) => {
        const all = [tables[0] as Table, table('systems', rows)];
        const csv = await readInventory({ name: 'a.zip', bytes: await writeInventoryCsv(all) });
        const xlsx = await readInventory({ name: 'a.xlsx', bytes: await writeInventoryXlsx(csv.tables.values()) });
        expect(rowsOf(xlsx)['systems']).toEqual(rowsOf(csv)['systems']);
      }),
      { numRuns: 25 },
    );
  });

  test('with the same bytes each time', async () => {
    expect(await writeInventoryXlsx(tables)).toEqual(await writeInventoryXlsx(tables));
    expect(await writeInventoryCsv(tables)).toEqual(await writeInventoryCsv(tables));
  });
});

describe('bad inventories are findings', () => {
  const rules = async (name: string, bytes: Uint8Array) =>
    (await readInventory({ name, bytes })).findings.map(({ rule }) => rule);
  const bytesOf = (text: string) => new TextEncoder().encode(text);

  test('no archive, no table "inventory", a stray file', async () => {
    expect(await rules('a.zip', bytesOf('hello'))).toEqual(['UP-ZIP-1']);
    expect(await rules('a.zip', await writeZip([{ path: 'notes.txt', bytes: bytesOf('x') }]))).toEqual([
      'UP-INV-4',
      'UP-INV-1',
    ]);
  });

  test('an archive beyond its limits', async () => {
    const bytes = await writeInventoryXlsx(tables);
    const tight = { ...workbookLimits, archive: { ...workbookLimits.archive, entryBytes: 200 } };
    const { findings } = await readInventory({ name: 'a.xlsx', bytes }, { workbookLimits: tight });
    expect(findings.map(({ rule }) => rule)).toContain('UP-ZIP-3');
  });

  test('a reading that was cancelled', async () => {
    const progress = { cancelled: true, report: () => {} };
    const { findings } = await readInventory({ name: 'a.zip', bytes: await writeInventoryCsv(tables) }, { progress });
    expect(findings.map(({ rule }) => rule)).toContain('UP-STOP');
  });

  test('a damaged workbook', async () => {
    expect(await rules('a.xlsx', await writeZip([{ path: 'xl/workbook.xml', bytes: bytesOf('<nonsense') }]))).toEqual([
      'UP-INV-2',
    ]);
  });

  test('a workbook whose cells unfold to a plane', async () => {
    const { files } = await readZip('a.xlsx', await writeInventoryXlsx(tables));
    const swollen = files.map(({ path, bytes }) =>
      path.endsWith('sheet1.xml')
        ? {
            path,
            bytes: bytesOf(
              new TextDecoder()
                .decode(bytes)
                .replace(
                  '</sheetData>',
                  '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>',
                ),
            ),
          }
        : { path, bytes },
    );
    expect(await rules('a.xlsx', await writeZip(swollen))).toEqual(['UP-INV-3']);
  });

  test('a row beyond the header is kept apart, with its line; empty rows are passed over', async () => {
    const { files } = await readZip('a.zip', await writeInventoryCsv(tables));
    const entries = files.map(({ path, bytes }) =>
      path === 'systems.csv'
        ? { path, bytes: bytesOf('system_id,name\r\n\r\ncore,Core\r\nx,y,z\r\n') }
        : { path, bytes },
    );
    const found = await readInventory({ name: 'bank', entries });
    expect(found.ragged).toEqual([{ file: 'systems.csv', line: 4, cells: ['x', 'y', 'z'] }]);
    expect(cell(found.tables.get('systems') as Table, 'name', 0)).toBe('Core');
  });
});

test('the extent of a sheet counts addresses and cells without one', () => {
  expect(sheetExtent('<row r="3"><c r="B3"/></row><row><c/><c/><c/></row>')).toEqual({ rows: 4, columns: 3 });
  expect(sheetExtent('<row r="1"><c r="&#65;1"/></row>')).toBeNull();
  expect(workbookLimits.columns).toBeGreaterThan(
    Math.max(...inventoryProfile.tables.map(({ columns }) => columns.length)),
  );
});

test('refuses to write a table or column that the format does not know', async () => {
  const stray = new TableBuilder('systems', 'systems.csv', ['colour']).build();
  await expect(writeInventoryCsv([stray])).rejects.toThrow(RangeError);
  await expect(writeInventoryXlsx([{ ...stray, name: 'paints' }])).rejects.toThrow(RangeError);
});
