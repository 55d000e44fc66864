import type { Finding, ProfileTable, RegisterProfile, Table } from '@underpin/model';
import { cell } from '@underpin/model';
import { problemColumn } from './failed-rows.ts';
import { keyOf } from './key-of.ts';
import { rowProblems } from './row-problems.ts';
import type { CellChange, RowOutcome, RowPlan, TablePreview, UpsertPreview } from './upsert-preview.ts';

/**
 * What putting `incoming` rows into a register would do, row by row; nothing is changed. Rows are matched by the primary key of the
 * profile, rows of a table without one by their place. A column that the incoming table has is taken whole, an empty cell
 * clears; a column that it lacks stays as it is. A row fails by itself (forms, closed lists, its key), never by what stands
 * in other tables, so that tables may come in any order: references are judged on export. `RangeError` for a table that the
 * profile does not know.
 *
 * @example
 * const preview = previewUpsert(profile, register.tables, new Map([['B_05.01', rows]]));
 * preview.counts; // { create: 3, update: 1, skip: 20, fail: 2 }
 */
export function previewUpsert(
  profile: RegisterProfile,
  register: ReadonlyMap<string, Table>,
  incoming: ReadonlyMap<string, Table>,
): UpsertPreview {
  for (const code of incoming.keys()) {
    if (!profile.tables.some((table) => table.code === code))
      throw new RangeError(`Table "${code}" is not in profile "${profile.id}"`);
  }
  const tables = profile.tables.flatMap((described) => {
    const table = incoming.get(described.code);
    return table === undefined ? [] : [previewTable(profile, described, register.get(described.code), table)];
  });
  const counts = { create: 0, update: 0, skip: 0, fail: 0 };
  for (const table of tables) {
    for (const outcome of Object.keys(counts) as RowOutcome[]) counts[outcome] += table.counts[outcome];
  }
  return { profile, tables, counts };
}

function previewTable(
  profile: RegisterProfile,
  described: ProfileTable,
  register: Table | undefined,
  incoming: Table,
): TablePreview {
  const columns = described.columns.map(({ code }) => code).filter((code) => incoming.columns.has(code));
  const problems = rowProblems(profile, described, incoming);
  const places = new Map<string, number>();
  for (let row = 0; row < (register?.rowCount ?? 0); row += 1) {
    const key = keyOf(described, register as Table, row);
    if (!places.has(key)) places.set(key, row);
  }
  const counts = { create: 0, update: 0, skip: 0, fail: 0 };
  const rows: RowPlan[] = [];
  const missingKey = problems.whole.length > 0;
  for (let row = 0; row < incoming.rowCount; row += 1) {
    const line = incoming.lines[row] ?? row + 2;
    const own = problems.byLine.get(line) ?? [];
    const failed = missingKey ? [...problems.whole, ...own] : own;
    const target = missingKey ? -1 : (places.get(keyOf(described, incoming, row)) ?? -1);
    const changes = failed.length > 0 ? [] : changesOf(register, target, incoming, row, columns);
    const outcome =
      failed.length > 0 ? 'fail' : target < 0 ? 'create' : changes.length > 0 ? 'update' : ('skip' as const);
    counts[outcome] += 1;
    rows.push({ outcome, row, line, target, changes, problems: failed });
  }
  return {
    code: described.code,
    incoming,
    counts,
    rows,
    notes: [...problems.whole, ...unknownColumns(described, incoming)],
  };
}

function changesOf(
  register: Table | undefined,
  target: number,
  incoming: Table,
  row: number,
  columns: readonly string[],
): CellChange[] {
  if (register === undefined || target < 0) return [];
  const changes: CellChange[] = [];
  for (const column of columns) {
    const from = cell(register, column, target);
    const to = cell(incoming, column, row);
    if (from !== to) changes.push({ column, from, to });
  }
  return changes;
}

function unknownColumns(described: ProfileTable, incoming: Table): Finding[] {
  const known = new Set([...described.columns.map(({ code }) => code), problemColumn]);
  return [...incoming.columns.keys()]
    .filter((column) => !known.has(column))
    .map((column) => ({
      rule: '801',
      severity: 'warning',
      location: { file: incoming.file, line: 1, column },
      value: column,
      expected: described.columns.map(({ code }) => code).join(', '),
      message: `The column "${column}" is no column of ${described.code}; its values are left out. Map it to a column, or take it out.`,
      source: 'Underpin: columns of an import',
    }));
}
