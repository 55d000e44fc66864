import type { Finding, ProfileTable, RegisterProfile, Table, TextColumn } from '@underpin/model';
import { codeMeant, textColumn } from '@underpin/model';
import { inputFinding } from './register-findings.ts';

/** The table with labels and short forms of closed lists written as their codes; each kind of change is told once. */
export function withListCodes(
  table: Table,
  described: ProfileTable,
  profile: RegisterProfile,
): { readonly table: Table; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const columns = new Map<string, TextColumn>(table.columns);
  for (const { code, list: name, label } of described.columns) {
    const list = name === undefined ? undefined : profile.lists[name];
    const column = table.columns.get(code);
    if (list === undefined || column === undefined) continue;
    const meant = column.values.map((value) => codeMeant(list, value) ?? value);
    if (meant.every((value, at) => value === column.values[at])) continue;
    for (const [at, value] of column.values.entries()) {
      const to = meant[at] as string;
      if (value === to || value.trimEnd().endsWith(`[${to}]`)) continue;
      const message = `"${value}" in "${label}" is taken as "${to}" (${list[to] ?? ''}).`;
      findings.push(inputFinding('taken', table.file, message, { column: code, value, expected: to }));
    }
    columns.set(code, textColumn(Array.from(column.codes, (at) => meant[at] ?? '')));
  }
  return { table: { ...table, columns }, findings };
}
