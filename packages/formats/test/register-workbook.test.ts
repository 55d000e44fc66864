import { cell, type RegisterProfile, rowOf, type Table, TableBuilder } from '@underpin/model';
import { expect, test } from 'vitest';
import { doraProfiles, inventoryProfile, readRegisterWorkbook, readZip, writeRegisterWorkbook } from '../src/index.ts';
import { xlsxBytes } from '../src/workbook/xlsx-bytes.ts';

const profile = doraProfiles[0] as RegisterProfile;

function tableOf(code: string, rows: readonly Readonly<Record<string, string>>[]): Table {
  const described = profile.tables.find((table) => table.code === code);
  const builder = new TableBuilder(
    code,
    described?.file ?? '',
    (described?.columns ?? []).map((column) => column.code),
  );
  for (const row of rows) builder.addRow(row);
  return builder.build();
}

const rowsOf = (table: Table | undefined) =>
  table === undefined ? [] : Array.from({ length: table.rowCount }, (_none, row) => rowOf(table, row));

async function partOf(workbook: Uint8Array, path: string): Promise<string> {
  const { files } = await readZip('t.xlsx', workbook);
  return new TextDecoder().decode(files.find((file) => file.path === path)?.bytes);
}

test('the template has a sheet a table, every closed list behind a drop-down, and a hidden sheet of lists', async () => {
  const template = await writeRegisterWorkbook(profile);
  const workbook = await partOf(template, 'xl/workbook.xml');
  for (const { code } of profile.tables) expect(workbook).toContain(`name="${code}"`);
  expect(workbook).toMatch(/<sheet state="hidden" [^>]*name="Lists"/);
  const used = new Set(profile.tables.flatMap(({ columns }) => columns.flatMap(({ list }) => list ?? [])));
  for (const list of used) {
    const size = Object.keys(profile.lists[list] ?? {}).length;
    expect(workbook).toMatch(
      new RegExp(`<definedName name="list_${list}">Lists!\\$[A-Z]+\\$2:\\$[A-Z]+\\$${size + 1}<`),
    );
  }
  // About and Package come first, so B_01.01 is the third sheet.
  const sheet = await partOf(template, 'xl/worksheets/sheet3.xml');
  expect(sheet).toContain('<formula1>list_COUNTRY_251</formula1>');
  expect(sheet).toMatch(/type="list"[^>]*sqref="C4:C1048576"/);
  expect(sheet.indexOf('</sheetData>')).toBeLessThan(sheet.indexOf('<dataValidations'));
  expect(sheet).toMatch(/<col min="1" max="1" style="\d+"/);
});

test('the empty template reads back as tables without rows, and nothing to complain of', async () => {
  const read = await readRegisterWorkbook('t.xlsx', await writeRegisterWorkbook(profile), profile);
  expect(read.findings).toEqual([]);
  expect(read.tables.size).toBe(profile.tables.length);
  for (const table of read.tables.values()) expect(table.rowCount).toBe(0);
  expect(read.stated).toEqual({});
});

test('rows come back as they were, codes from what the drop-downs show, numbers as written', async () => {
  const rows = [
    { c0010: '007', c0020: 'eba_CO:x1', c0040: 'eba_CU:EUR', c0050: '1250.75' },
    { c0010: 'constructor', c0020: 'eba_CO:x3', c0030: '007', c0050: '0.10' },
    { c0010: '2024-12-31', c0020: 'no code', c0050: '-3' },
  ];
  const bytes = await writeRegisterWorkbook(profile, new Map([['B_02.01', tableOf('B_02.01', rows)]]), {
    lei: '529900T8BM49AURSDO55',
    country: 'FR',
  });
  const read = await readRegisterWorkbook('t.xlsx', bytes, profile);
  expect(rowsOf(read.tables.get('B_02.01'))).toEqual(rows);
  expect(read.tables.get('B_02.01')?.lines[0]).toBe(4);
  expect(read.findings).toEqual([]);
  expect(read.stated).toEqual({ lei: '529900T8BM49AURSDO55', country: 'FR' });
  const sheet = await partOf(bytes, 'xl/worksheets/sheet6.xml');
  expect(sheet).toContain('<v>1250.75</v>');
});

test('the same rows give the same bytes; the inventory profile has a template too', async () => {
  expect(await writeRegisterWorkbook(profile)).toEqual(await writeRegisterWorkbook(profile));
  const read = await readRegisterWorkbook('i.xlsx', await writeRegisterWorkbook(inventoryProfile), inventoryProfile);
  expect([...read.tables.keys()]).toEqual(inventoryProfile.tables.map(({ code }) => code));
});

test("a person's own workbook: labels as header, a title above, moved columns, labels and short codes as values", async () => {
  const text = (value: string) => ({ value, type: String });
  const bytes = await xlsxBytes([
    {
      sheet: 'b_05.02',
      data: [
        [text('Our supply chains')],
        [
          text('Rank'),
          text('Type of ICT services'),
          text('Contractual arrangement reference number'),
          text('Own note'),
        ],
        [{ value: 1, type: Number }, text('S01'), text('A-1'), text('x')],
        [{ value: 2, type: Number }, text('ICT Development'), text('A-1'), text('')],
      ],
    },
    { sheet: 'Scratch', data: [[text('anything')]] },
    { sheet: 'B_01.01', data: [[text('nothing of ours')]] },
  ]);
  const read = await readRegisterWorkbook('own.xlsx', bytes, profile);
  const table = read.tables.get('B_05.02') as Table;
  expect(rowsOf(table)).toEqual([
    { c0050: '1', c0020: 'eba_TA:S01', c0010: 'A-1', 'Own note': 'x' },
    { c0050: '2', c0020: 'eba_TA:S02', c0010: 'A-1' },
  ]);
  expect(cell(table, 'c0050', 1)).toBe('2');
  expect(table.lines[0]).toBe(3);
  expect(read.findings.map(({ rule }) => rule)).toEqual(['UP-IN-5', 'UP-IN-5', 'UP-IN-1', 'UP-IN-2']);
});

test('what is no workbook is told, not thrown', async () => {
  const none = await readRegisterWorkbook('x.xlsx', new TextEncoder().encode('hello'), profile);
  expect(none.findings[0]?.rule).toBe('UP-ZIP-1');
  const { findings } = await readRegisterWorkbook(
    'x.xlsx',
    (await xlsxBytes([{ sheet: 'a', data: [] }])).slice(0, 200),
    profile,
  );
  expect(findings.length).toBeGreaterThan(0);
});
