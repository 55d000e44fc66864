import type { ProfileColumn, ProfileTable, RegisterProfile, Table } from '@underpin/model';
import { cell } from '@underpin/model';
import { choiceText, columnHint, listColumns, listsSheet } from './drop-downs.ts';
import type { SheetLayout } from './validation-feature.ts';
import { validationFeature } from './validation-feature.ts';
import { isExactNumber, storable, xlsxBytes } from './xlsx-bytes.ts';

/** What a workbook says of the package to be made of it, under its own names in the sheet "Package". */
export const packageFields = {
  lei: 'LEI of the entity that maintains the register (20 characters)',
  scope: 'CON (consolidated) or IND (individual)',
  country: 'Country of the authority, two letters such as FR',
  referenceDate: 'Reference date as yyyy-mm-dd',
  currency: 'Currency of the amounts, three letters such as EUR',
} as const;
export type PackageField = keyof typeof packageFields;

const headRows = 3;

/**
 * A register as an XLSX workbook to be filled in: a sheet a table with labels, notes and codes above the rows, drop-downs with
 * the closed lists (label and code), and hints in each column. Without tables it is the empty template; with tables it holds
 * their rows. {@link readRegisterWorkbook} reads it back. Columns that the profile does not know are a `RangeError`. The same
 * input gives the same bytes on one machine.
 *
 * @example const template = await writeRegisterWorkbook(profile);
 */
export async function writeRegisterWorkbook(
  profile: RegisterProfile,
  tables: ReadonlyMap<string, Table> = new Map(),
  stated: Readonly<Partial<Record<PackageField, string>>> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  refuseUnknown(profile, tables);
  const lists = listColumns(profile);
  const layouts = new Map<string, SheetLayout>();
  const sheets = profile.tables.map((described) => {
    const table = tables.get(described.code);
    const firstRow = headRows + 1;
    layouts.set(described.code, {
      columns: described.columns,
      firstRow,
      blankRow: firstRow + (table?.rowCount ?? 0),
    });
    return tableSheet(profile, described, table);
  });
  const all = [
    { sheet: 'About', data: about(profile), columns: [{ width: 110 }] },
    ...(profile.format === 'dora' ? [packageSheet(stated)] : []),
    ...sheets,
    { sheet: listsSheet, data: lists.rows.map((row) => row.map((text) => (text === null ? null : words(text)))) },
  ];
  return await xlsxBytes(all, { features: [validationFeature(profile, layouts, lists.names)] });
}

function tableSheet(profile: RegisterProfile, described: ProfileTable, table: Table | undefined) {
  const { columns, code } = described;
  const rows = Array.from({ length: table?.rowCount ?? 0 }, (_none, row) =>
    columns.map((column) => (table === undefined ? null : dataCell(profile, column, cell(table, column.code, row)))),
  );
  return {
    sheet: code,
    data: [
      columns.map((column) => ({ ...words(column.label), fontWeight: 'bold' as const, wrap: true })),
      columns.map((column) => ({ ...words(columnHint(column, profile)), textColor: '#555555', wrap: true })),
      columns.map((column) => ({ ...words(column.code), fontWeight: 'bold' as const, backgroundColor: '#DDE6F0' })),
      ...rows,
      columns.map((column) => (isNumber(column) ? null : { type: String, format: '@' })),
    ],
    columns: columns.map((column) => ({ width: column.type === 'list' ? 34 : 24 })),
    stickyRowsCount: headRows,
  };
}

function dataCell(profile: RegisterProfile, column: ProfileColumn, text: string) {
  if (text === '') return null;
  if (isNumber(column) && isExactNumber(text)) return { value: Number(text), type: Number };
  const list = column.list === undefined ? undefined : profile.lists[column.list];
  const label = list !== undefined && Object.hasOwn(list, text) ? list[text] : undefined;
  return { ...words(label === undefined ? text : choiceText(text, label)), format: '@' };
}

function packageSheet(stated: Readonly<Partial<Record<PackageField, string>>>) {
  const fields = Object.entries(packageFields) as [PackageField, string][];
  return {
    sheet: 'Package',
    data: [
      [words('name'), words('value'), words('what')].map((one) => ({ ...one, fontWeight: 'bold' as const })),
      ...fields.map(([name, what]) => [words(name), { ...words(stated[name] ?? ''), format: '@' }, words(what)]),
    ],
    columns: [{ width: 20 }, { width: 30 }, { width: 70 }],
  };
}

function about(profile: RegisterProfile) {
  return [
    `${profile.title} (${profile.id})`,
    `Source: ${profile.source}`,
    '',
    'Each sheet is one table. The rows above the codes (c0010, …) explain the columns; fill in below them and leave the row of codes as it is.',
    'Columns with a list have a drop-down; the code in brackets is what is filed. Codes and labels may be pasted as well.',
    'Dates are yyyy-mm-dd. An empty cell says nothing. Columns may be moved; a column that is taken out leaves what the register holds.',
    '',
    ...profile.tables.map((table) => `${table.code}: ${table.title}`),
  ].map((line, at) => [{ ...words(line), wrap: true, ...(at === 0 ? { fontWeight: 'bold' as const } : {}) }]);
}

function words(text: string) {
  return { value: storable(text), type: String };
}

function isNumber(column: ProfileColumn): boolean {
  return column.type === 'integer' || column.type === 'decimal';
}

function refuseUnknown(profile: RegisterProfile, tables: ReadonlyMap<string, Table>): void {
  for (const [code, table] of tables) {
    const described = profile.tables.find((candidate) => candidate.code === code);
    if (described === undefined) throw new RangeError(`Table "${code}" is not in profile "${profile.id}"`);
    for (const name of table.columns.keys()) {
      if (!described.columns.some((column) => column.code === name))
        throw new RangeError(`Column "${name}" of "${code}" is not in profile "${profile.id}"`);
    }
  }
}
