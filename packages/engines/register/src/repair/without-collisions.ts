import type { RegisterPackage, RegisterProfile } from '@underpin/model';
import { cell } from '@underpin/model';
import type { Draft, RepairEdit } from './proposal.ts';

type CellEdit = Extract<RepairEdit, { kind: 'cell' }>;

/** Leaves out the changes that would give a row the key of another one; what is left of the proposal, or `null`. */
export function withoutCollisions(draft: Draft, pkg: RegisterPackage, profile: RegisterProfile): Draft | null {
  const dropped = new Set<RepairEdit>();
  for (const described of profile.tables) {
    const key = described.primaryKey;
    const edits = draft.edits.filter((edit): edit is CellEdit => edit.kind === 'cell' && edit.table === described.code);
    const table = pkg.tables.get(described.code);
    if (table === undefined || !edits.some(({ column }) => key.includes(column))) continue;
    const byRow = Map.groupBy(edits, ({ row }) => row);
    const keyAt = (row: number, own: readonly CellEdit[] = []): string =>
      JSON.stringify(key.map((column) => own.find((edit) => edit.column === column)?.to ?? cell(table, column, row)));
    const taken = new Set<string>();
    for (let row = 0; row < table.rowCount; row += 1) taken.add(keyAt(row));
    for (const [row, own] of byRow) {
      if (!own.some(({ column }) => key.includes(column))) continue;
      const wanted = keyAt(row, own);
      if (taken.has(wanted)) for (const edit of own) dropped.add(edit);
      else taken.add(wanted);
    }
  }
  if (dropped.size === 0) return draft;
  const edits = draft.edits.filter((edit) => !dropped.has(edit));
  return edits.length === 0 ? null : { ...draft, edits };
}
