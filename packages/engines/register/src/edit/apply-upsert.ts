import type { ProfileTable, Table } from '@underpin/model';
import { cell, TableBuilder } from '@underpin/model';
import type { TablePreview, UpsertPreview } from './upsert-preview.ts';

/**
 * Puts the good rows of a preview into the register it was made for and answers with its tables; rows that fail are left
 * out. Rows keep their order, new ones come behind in the order of the import, and every table of the profile has its
 * columns in the profile's order. Tables that the import does not touch stay the same objects. Applying the same import
 * again changes nothing.
 *
 * @example const tables = applyUpsert(register.tables, previewUpsert(profile, register.tables, incoming));
 */
export function applyUpsert(register: ReadonlyMap<string, Table>, preview: UpsertPreview): Map<string, Table> {
  const tables = new Map(register);
  for (const one of preview.tables) {
    const described = preview.profile.tables.find(({ code }) => code === one.code);
    if (described === undefined) throw new RangeError(`Table "${one.code}" is not in profile "${preview.profile.id}"`);
    if (one.counts.create + one.counts.update === 0) continue;
    tables.set(one.code, applied(described, register.get(one.code), one));
  }
  return tables;
}

function applied(described: ProfileTable, register: Table | undefined, preview: TablePreview): Table {
  const columns = described.columns.map(({ code }) => code);
  const extra = [...(register?.columns.keys() ?? [])].filter((column) => !columns.includes(column));
  const all = [...columns, ...extra];
  const updates = new Map<number, Map<string, string>>();
  for (const { outcome, target, changes } of preview.rows) {
    if (outcome === 'update') updates.set(target, new Map(changes.map(({ column, to }) => [column, to])));
  }
  const builder = new TableBuilder(described.code, register?.file ?? described.file, all);
  for (let row = 0; row < (register?.rowCount ?? 0); row += 1) {
    const changed = updates.get(row);
    builder.add(all.map((column) => changed?.get(column) ?? cell(register as Table, column, row)));
  }
  for (const { outcome, row } of preview.rows) {
    if (outcome === 'create') builder.add(all.map((column) => cell(preview.incoming, column, row)));
  }
  return builder.build();
}
