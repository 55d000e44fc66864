import type { Finding, ProfileTable, RaggedRow, RegisterProfile, Table } from '@underpin/model';
import { readZip } from '../archive/read-zip.ts';
import { isWorkbook, readWorkbook } from '../inventory/read-workbook.ts';
import type { WorkbookLimits } from '../inventory/workbook-limits.ts';
import { workbookLimits } from '../inventory/workbook-limits.ts';
import { sheetTable } from '../inventory/workbook-table.ts';
import { inputFinding } from '../mapping/register-findings.ts';
import { withListCodes } from '../mapping/with-list-codes.ts';
import { listsSheet } from './drop-downs.ts';
import type { PackageField } from './write-register-workbook.ts';
import { packageFields } from './write-register-workbook.ts';

/** Rows of a register as a workbook holds them, not yet judged. */
export interface RegisterRows {
  readonly tables: ReadonlyMap<string, Table>;
  readonly ragged: readonly RaggedRow[];
  /** What the sheet "Package" says. */
  readonly stated: Readonly<Partial<Record<PackageField, string>>>;
  readonly findings: readonly Finding[];
}

const searchedRows = 30;

/**
 * Reads a register from an XLSX workbook: {@link writeRegisterWorkbook}'s template, or any workbook whose sheets are named
 * like tables and have a row of column codes (or labels). Closed lists are read by code, by label, or as the drop-downs
 * show them. Lines are those of the sheet. Never throws for bad content: sheets and columns that are not of the register
 * are findings ("UP-IN-…"), and the rest is read; archive limits as for inventories.
 *
 * @example const { tables, findings } = await readRegisterWorkbook('register.xlsx', bytes, profile);
 */
export async function readRegisterWorkbook(
  name: string,
  bytes: Uint8Array,
  profile: RegisterProfile,
  limits: WorkbookLimits = workbookLimits,
): Promise<RegisterRows> {
  const unpacked = await readZip(name, bytes, { limits: limits.archive });
  const findings: Finding[] = [...unpacked.findings];
  const tables = new Map<string, Table>();
  const ragged: RaggedRow[] = [];
  let stated: Partial<Record<PackageField, string>> = {};
  if (findings.length === 0 && !isWorkbook(unpacked.files)) {
    findings.push(inputFinding('workbook', name, `"${name}" is no XLSX workbook. Save it as XLSX.`));
    return { tables, ragged, stated, findings };
  }
  const read = await readWorkbook(name, unpacked.files, limits);
  findings.push(...read.findings.map((finding) => ({ ...finding, rule: 'UP-IN-6' })));
  for (const [sheet, rows] of read.sheets) {
    const title = sheet.trim().toLowerCase();
    if (title === 'package') stated = statedIn(rows);
    if (['about', 'package', listsSheet.toLowerCase()].includes(title)) continue;
    const described = profile.tables.find(({ code, file }) =>
      [code.toLowerCase(), file.replace(/\.csv$/, '')].includes(title),
    );
    if (described === undefined || tables.has(described.code)) {
      const known = profile.tables.map(({ code }) => code).join(', ');
      const message = `Left out the sheet "${sheet}": it is named like no table of the register, or like one that was read already. Name it ${known}.`;
      findings.push(inputFinding('unknownTable', sheet, message, { expected: known }));
      continue;
    }
    const laid = withHeader(rows, described);
    if (laid === null) {
      if (rows.some((row) => row.some((text) => text !== ''))) findings.push(noHeader(sheet, described));
      continue;
    }
    const { header, table, ragged: loose } = sheetTable(described.code, sheet, laid);
    findings.push(...repeatedColumns(sheet, header));
    const coded = withListCodes(table, described, profile);
    tables.set(described.code, coded.table);
    ragged.push(...loose);
    findings.push(...coded.findings);
  }
  return { tables, ragged, stated, findings };
}

type Rows = readonly (readonly string[])[];

/** The rows with all above the header blanked, and labels in the header written as codes; `null` without a header. */
function withHeader(rows: Rows, described: ProfileTable): Rows | null {
  const codes = new Map<string, string>();
  for (const { code, label } of described.columns) codes.set(plain(label), code);
  for (const { code } of described.columns) codes.set(plain(code), code);
  const score = (row: readonly string[], byCode: boolean): number =>
    row.filter((text) => {
      const code = codes.get(plain(text));
      return code !== undefined && (!byCode || plain(text) === plain(code));
    }).length;
  const head = rows.slice(0, searchedRows);
  let best = -1;
  for (const byCode of [true, false]) {
    if (best >= 0) break;
    const scores = head.map((row) => score(row, byCode));
    const most = Math.max(0, ...scores);
    if (most > 0) best = scores.indexOf(most);
  }
  if (best < 0) return null;
  return rows.map((row, at) =>
    at < best ? [] : at === best ? row.map((text) => codes.get(plain(text)) ?? text.trim()) : row,
  );
}

function repeatedColumns(sheet: string, header: readonly string[]): Finding[] {
  const repeated = new Set(header.filter((text, at) => text !== '' && header.indexOf(text) !== at));
  return [...repeated].map((column) => {
    const message = `The column "${column}" stands twice in the sheet "${sheet}"; only the first is read. Take the other out.`;
    return inputFinding('unmapped', sheet, message, { column, value: column });
  });
}

function statedIn(rows: Rows): Partial<Record<PackageField, string>> {
  const said: Partial<Record<PackageField, string>> = {};
  for (const [name = '', value = ''] of rows) {
    if (Object.hasOwn(packageFields, name) && value.trim() !== '') said[name as PackageField] = value.trim();
  }
  return said;
}

function noHeader(sheet: string, described: ProfileTable): Finding {
  const expected = described.columns.map(({ code }) => code).join(', ');
  const message = `Could not read the sheet "${sheet}": none of its first ${searchedRows} rows holds a column of ${described.code}. Put back the row of codes.`;
  return inputFinding('noHeader', sheet, message, { expected });
}

function plain(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
}
