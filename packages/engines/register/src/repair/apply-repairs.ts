import type { PackageEntry, RegisterPackage, Result, Table } from '@underpin/model';
import { cell, ok, packageRoot, refused, TableBuilder } from '@underpin/model';
import type { Proposal, RepairEdit } from './proposal.ts';

/**
 * The package with the proposals applied; the one that was given stays as it is. Refused when two proposals change the
 * same cell to different values, with the cell. The answer's bytes and hash are those of the package as received: it is written anew by an export.
 *
 * @example const mended = applyRepairs(pkg, proposals.filter(({ certain }) => certain));
 */
export function applyRepairs(pkg: RegisterPackage, proposals: readonly Proposal[]): Result<RegisterPackage> {
  const edits = proposals.flatMap((proposal) => proposal.edits);
  const conflict = conflictIn(edits);
  if (conflict !== null) return refused(conflict);
  const tables = new Map(pkg.tables);
  for (const code of new Set(edits.flatMap((edit) => ('table' in edit ? [edit.table] : [])))) {
    const mended = mendedTable(pkg, code, edits);
    if (mended !== null) tables.set(code, mended);
  }
  const removed = new Set(edits.flatMap((edit) => (edit.kind === 'remove parameter' ? [edit.row] : [])));
  const sides = new Map(pkg.sides);
  const parameters = sides.get('parameters');
  if (parameters !== undefined && removed.size > 0) sides.set('parameters', without(parameters, removed));
  const rename = edits.findLast((edit) => edit.kind === 'rename package');
  const gone = new Set(edits.flatMap((edit) => (edit.kind === 'remove file' ? [edit.path] : [])));
  const kept = { ...pkg, tables, sides, entries: pkg.entries.filter(({ path }) => !gone.has(path)) };
  return ok(rename === undefined ? kept : { ...kept, ...renamed(kept, rename.to) });
}

function conflictIn(edits: readonly RepairEdit[]): string | null {
  const wanted = new Map<string, string>();
  for (const edit of edits) {
    if (edit.kind !== 'cell') continue;
    const place = `${edit.column} in line ${edit.line} of ${edit.table}`;
    const earlier = wanted.get(place);
    if (earlier !== undefined && earlier !== edit.to)
      return `Two proposals change ${place}: one to "${earlier}", one to "${edit.to}". Choose one of them.`;
    wanted.set(place, edit.to);
  }
  return null;
}

function mendedTable(pkg: RegisterPackage, code: string, edits: readonly RepairEdit[]): Table | null {
  const described = pkg.profile?.tables.find((table) => table.code === code);
  const table = pkg.tables.get(code);
  if (described === undefined || table === undefined) return null;
  const cells = new Map<number, Map<string, string>>();
  const removed = new Set<number>();
  const added: Readonly<Record<string, string>>[] = [];
  for (const edit of edits) {
    if (!('table' in edit) || edit.table !== code) continue;
    if (edit.kind === 'remove row') removed.add(edit.row);
    else if (edit.kind === 'add row') added.push(edit.cells);
    else cells.set(edit.row, (cells.get(edit.row) ?? new Map<string, string>()).set(edit.column, edit.to));
  }
  const known = described.columns.map((column) => column.code);
  const columns = [...new Set([...table.columns.keys(), ...added.flatMap(Object.keys), ...editedColumns(cells)])];
  columns.sort((a, b) => rankOf(known, a) - rankOf(known, b));
  const builder = new TableBuilder(table.name, table.file, columns);
  let last = 1;
  for (let row = 0; row < table.rowCount; row += 1) {
    last = Math.max(last, table.lines[row] ?? 1);
    if (removed.has(row)) continue;
    const changed = cells.get(row);
    builder.add(
      columns.map((column) => changed?.get(column) ?? cell(table, column, row)),
      table.lines[row],
    );
  }
  for (const row of added) builder.addRow(row, (last += 1));
  return builder.build();
}

function editedColumns(cells: ReadonlyMap<number, ReadonlyMap<string, string>>): string[] {
  return [...cells.values()].flatMap((row) => [...row.keys()]);
}

function rankOf(known: readonly string[], column: string): number {
  const at = known.indexOf(column);
  return at < 0 ? known.length : at;
}

function without(table: Table, removed: ReadonlySet<number>): Table {
  const columns = [...table.columns.keys()];
  const builder = new TableBuilder(table.name, table.file, columns);
  for (let row = 0; row < table.rowCount; row += 1) {
    if (removed.has(row)) continue;
    builder.add(
      columns.map((column) => cell(table, column, row)),
      table.lines[row],
    );
  }
  return builder.build();
}

function renamed(
  pkg: RegisterPackage,
  name: string,
): { readonly name: string; readonly entries: readonly PackageEntry[] } {
  const root = packageRoot(pkg.entries.map(({ path }) => path));
  const folder = `${name.replace(/\.zip$/i, '')}/`;
  const entries = pkg.entries.map(({ path, bytes }) => ({
    path: path.startsWith(root) ? folder + path.slice(root.length) : path,
    bytes,
  }));
  return { name, entries };
}
