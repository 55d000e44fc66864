import type { ProfileReference, Table } from '@underpin/model';
import { cell } from '@underpin/model';
import { ebaCheck } from '../check.ts';
import type { TableCheck, TableSubject, Tell } from '../check.ts';
import type { ReferenceTargets } from '../reference-targets.ts';
import { RowIndex } from '../row-index.ts';
import { rowPlace } from '../row-key.ts';

/**
 * 807: every reference resolves. An empty reference points nowhere and is no violation. A composite reference that is
 * filled in part is told, unless its empty parts belong to the row's own key: those are 805.
 */
export const foreignKey: TableCheck = {
  ...ebaCheck('807'),
  check(subject, tell) {
    for (const reference of subject.described.references) {
      const { table } = subject;
      if (table === null || table.rowCount === 0) continue;
      const columns = reference.columns.map((column) => table.columns.get(column)?.codes);
      if (!columns.every((codes) => codes !== undefined)) continue;
      const target = subject.pkg.tables.get(reference.table);
      if (target === undefined) tellUnread(subject, table, columns, reference, tell);
      else tellUnresolved(subject, table, columns, target, reference, tell);
    }
  },
};

function tellUnresolved(
  subject: TableSubject,
  table: Table,
  columns: readonly Int32Array[],
  target: Table,
  reference: ProfileReference,
  tell: Tell,
): void {
  const { described, file } = subject;
  const resolves = resolver(subject.targets, table, columns, target, reference);
  const place = { file, column: reference.columns.join(', ') };
  const keyed = reference.columns.map((column) => described.primaryKey.includes(column));
  for (let row = 0; row < table.rowCount; row += 1) {
    if (resolves(row)) continue;
    if (isLeftToOthers(columns, keyed, row)) continue;
    tell(place, () => {
      const value = reference.columns.map((column) => cell(table, column, row)).join(', ');
      return {
        ...rowPlace(described, table, row),
        value,
        expected: `a row of ${reference.table} with this ${reference.target.join(', ')}`,
        message: `"${value}" (${reference.name}) is not found in ${reference.table}. Add that row, or correct the reference.`,
      };
    });
  }
}

function resolver(
  known: ReferenceTargets,
  table: Table,
  columns: readonly Int32Array[],
  target: Table,
  reference: ProfileReference,
): (row: number) => boolean {
  const translations = reference.columns.map((column, index) =>
    translation(table.columns.get(column)?.values ?? [], known.codesOf(target, reference.target[index] ?? '')),
  );
  const [only] = translations;
  const [codes] = columns;
  if (columns.length === 1 && only !== undefined && codes !== undefined) {
    return (row) => (only[codes[row] as number] ?? -1) >= 0;
  }
  const targets = reference.target.map(
    (column) => target.columns.get(column)?.codes ?? new Int32Array(target.rowCount).fill(-1),
  );
  const index = new RowIndex(targets, target.rowCount);
  for (let row = 0; row < target.rowCount; row += 1) index.enter(row);
  const sought = columns.map(() => new Int32Array(1));
  return (row) => {
    for (let part = 0; part < columns.length; part += 1) {
      const code = (columns[part] as Int32Array)[row] as number;
      const there = code < 0 ? -1 : ((translations[part] as Int32Array)[code] as number);
      if (there < 0) return false;
      (sought[part] as Int32Array)[0] = there;
    }
    return index.find(sought, 0) >= 0;
  };
}

// From codes of one dictionary to codes of another; -1 where no row there holds the value.
function translation(values: readonly string[], known: ReadonlyMap<string, number>): Int32Array {
  return Int32Array.from(values, (value) => known.get(value) ?? -1);
}

function isLeftToOthers(columns: readonly Int32Array[], keyed: readonly boolean[], row: number): boolean {
  let empty = 0;
  let emptyKeyParts = 0;
  for (const [index, codes] of columns.entries()) {
    if ((codes[row] as number) >= 0) continue;
    empty += 1;
    if (keyed[index] === true) emptyKeyParts += 1;
  }
  return empty > 0 && (empty === columns.length || emptyKeyParts === empty);
}

function tellUnread(
  { profile, file }: TableSubject,
  table: Table,
  columns: readonly Int32Array[],
  reference: ProfileReference,
  tell: Tell,
): void {
  let filled = 0;
  for (let row = 0; row < table.rowCount; row += 1) {
    if (columns.some((codes) => (codes[row] as number) >= 0)) filled += 1;
  }
  if (filled === 0) return;
  const missing = profile.tables.find((known) => known.code === reference.table)?.file ?? reference.table;
  tell({ file, column: reference.columns.join(', ') }, () => ({
    value: String(filled),
    expected: `rows in ${reference.table}`,
    message: `None of the ${filled} references (${reference.name}) can be resolved: "${missing}" is missing or could not be read.`,
  }));
}
