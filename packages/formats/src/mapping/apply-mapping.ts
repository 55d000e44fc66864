import type {
  ColumnMapping,
  Finding,
  ProfileColumn,
  ProfileTable,
  RegisterProfile,
  Table,
  TextColumn,
} from '@underpin/model';
import { textColumn } from '@underpin/model';
import { inputFinding } from './register-findings.ts';
import { withListCodes } from './with-list-codes.ts';

/**
 * The rows of a CSV file as rows of the mapped table; lines stay those of the file. Dates and decimals are turned from the
 * file's form; a value that does not have it stays as it is, and the checks tell. A header that is neither mapped nor
 * ignored, and a mapping that names what is not there, are findings ("UP-IN-3", "UP-IN-4"). `null` when the table or one of
 * the columns is not in the profile.
 *
 * @example const { table, findings } = applyMapping(csv.table, mapping, profile);
 */
export function applyMapping(
  rows: Table,
  mapping: ColumnMapping,
  profile: RegisterProfile,
): { readonly table: Table | null; readonly findings: readonly Finding[] } {
  const described = profile.tables.find(({ code }) => code === mapping.table);
  if (described === undefined) {
    const known = profile.tables.map(({ code }) => code).join(', ');
    const message = `The mapping of "${rows.file}" names the table "${mapping.table}", which ${profile.id} does not have. Name one of ${known}.`;
    return { table: null, findings: [inputFinding('mapping', rows.file, message, { expected: known })] };
  }
  const findings = fitOf(rows, mapping, described);
  if (findings.some(({ severity }) => severity === 'error')) return { table: null, findings };
  const columns = new Map<string, TextColumn>();
  for (const column of described.columns) {
    const { code } = column;
    const header = Object.entries(mapping.columns).find(([, to]) => to === code)?.[0];
    const source = header === undefined ? undefined : rows.columns.get(header);
    const constant = mapping.constants[code];
    if (source !== undefined) {
      const values = source.values.map((value) => inPlainForm(value, column, mapping));
      columns.set(code, textColumn(Array.from(source.codes, (at) => values[at] ?? '')));
    } else if (constant !== undefined) {
      columns.set(code, textColumn(Array.from({ length: rows.rowCount }, () => constant)));
    }
  }
  const coded = withListCodes({ ...rows, name: described.code, columns }, described, profile);
  return { table: coded.table, findings: [...findings, ...coded.findings] };
}

function fitOf(rows: Table, mapping: ColumnMapping, described: ProfileTable): Finding[] {
  const findings: Finding[] = [];
  const known = new Set(described.columns.map(({ code }) => code));
  const targets = [...Object.values(mapping.columns), ...Object.keys(mapping.constants)];
  for (const code of new Set([...targets, ...Object.keys(mapping.values)])) {
    if (known.has(code)) continue;
    const message = `The mapping of "${rows.file}" names the column "${code}", which ${described.code} does not have.`;
    findings.push(inputFinding('mapping', rows.file, message, { column: code, expected: [...known].join(', ') }));
  }
  for (const code of targets.filter((one, at) => targets.indexOf(one) !== at)) {
    const message = `The mapping of "${rows.file}" fills the column "${code}" twice. Map one header to it.`;
    findings.push(inputFinding('mapping', rows.file, message, { column: code }));
  }
  for (const header of Object.keys(mapping.columns)) {
    if (rows.columns.has(header)) continue;
    const message = `The mapping names the header "${header}", which "${rows.file}" does not have. Correct the mapping.`;
    findings.push(
      inputFinding('mapping', rows.file, message, { column: header, expected: [...rows.columns.keys()].join(', ') }),
    );
  }
  for (const header of rows.columns.keys()) {
    if (Object.hasOwn(mapping.columns, header) || mapping.ignore.includes(header)) continue;
    const message = `The column "${header}" of "${rows.file}" is not mapped: its values are left out. Map it, or name it under "ignore".`;
    findings.push(inputFinding('unmapped', rows.file, message, { line: 1, column: header, value: header }));
  }
  return findings;
}

function inPlainForm(value: string, column: ProfileColumn, mapping: ColumnMapping): string {
  const own = mapping.values[column.code];
  const text = own !== undefined && Object.hasOwn(own, value) ? (own[value] ?? value) : value.trim();
  if (column.type === 'date') return plainDate(text, mapping.dates);
  if (column.type === 'decimal' || column.type === 'integer') return plainNumber(text, mapping.decimals);
  return text;
}

function plainDate(text: string, form: ColumnMapping['dates']): string {
  const pattern = {
    'yyyy-mm-dd': null,
    'dd.mm.yyyy': /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})$/,
    'dd/mm/yyyy': /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})$/,
    'mm/dd/yyyy': /^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})$/,
    yyyymmdd: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  }[form];
  const parts = pattern?.exec(text)?.groups;
  if (parts === undefined) return text;
  return `${parts['y']}-${(parts['m'] ?? '').padStart(2, '0')}-${(parts['d'] ?? '').padStart(2, '0')}`;
}

function plainNumber(text: string, decimals: ColumnMapping['decimals']): string {
  const grouped =
    decimals === 'comma' ? /^-?\d{1,3}([. \u00A0\u202F]\d{3})+(,\d+)?$/ : /^-?\d{1,3}([, \u00A0\u202F]\d{3})+(\.\d+)?$/;
  const bare = grouped.test(text)
    ? text.replaceAll(decimals === 'comma' ? /[. \u00A0\u202F]/g : /[, \u00A0\u202F]/g, '')
    : text;
  return decimals === 'comma' && /^-?\d+,\d+$/.test(bare) ? bare.replace(',', '.') : bare;
}
