import { cell } from '@underpin/model';
import type { Draft, RepairTable } from '../proposal.ts';
import { cellEdit, rowsByValue, tableRepair } from '../table-repair.ts';

const nowhere = 'eba_GA:qx2007';
const notABranch = 'eba_ZZ:x839';
const storesNoData = 'eba_BT:x29';

/** What people write where a column refers to nothing. */
export const notApplicable = /^\s*not applicable\s*$/i;

/** 805: empty parts of the key of B_02.02 that have a code for "not applicable"; sure only where no data are stored. */
export const countriesNotApplicable = tableRepair((subject) => {
  const drafts: Draft[] = [];
  for (const column of ['c0130', 'c0150', 'c0160'] as const) {
    const label = subject.described.columns.find(({ code }) => code === column)?.label ?? column;
    const empty = emptyRows(subject, column);
    const sure = (row: number): boolean => column === 'c0150' && cell(subject.table, 'c0140', row) === storesNoData;
    for (const certain of [true, false]) {
      const rows = empty.filter((row) => sure(row) === certain);
      if (rows.length === 0) continue;
      drafts.push({
        rule: '805',
        what: `Write "${nowhere}" (not applicable) where "${label}" of B_02.02 is empty`,
        why: certain
          ? 'The row says that no data are stored, and the column is part of the key.'
          : 'The column is part of the key. Apply this only where no country applies; else fill in the country.',
        certain,
        edits: rows.map((row) => cellEdit(subject, row, column, nowhere)),
      });
    }
  }
  return drafts;
}, 'B_02.02');

/** 805: the branch of B_04.01, part of its key, for entities that are no branch. */
export const branchNotApplicable = tableRepair((subject) => {
  const rows = emptyRows(subject, 'c0040').filter((row) => cell(subject.table, 'c0030', row) === notABranch);
  if (rows.length === 0) return [];
  return [
    {
      rule: '805',
      what: 'Write "Not applicable" as the branch of entities that are none in B_04.01',
      why: 'The branch is part of the key; the row says that the entity is not a branch.',
      certain: true,
      edits: rows.map((row) => cellEdit(subject, row, 'c0040', 'Not applicable')),
    },
  ];
}, 'B_04.01');

/** 807: "Not applicable" in a column that refers to another row; an empty cell refers to none. */
export const emptyReferences = tableRepair((subject) => {
  const { described } = subject;
  const drafts: Draft[] = [];
  for (const reference of described.references) {
    const column = described.columns.find(({ code }) => code === reference.columns[0]);
    if (reference.columns.length !== 1 || column === undefined || described.primaryKey.includes(column.code)) continue;
    const rows = [...rowsByValue(subject, column, (value) => notApplicable.test(value)).values()].flat();
    if (rows.length === 0) continue;
    drafts.push({
      rule: '807',
      what: `Empty "${column.label}" where ${described.code} says "Not applicable"`,
      why: `The column refers to a row of ${reference.table}; an empty cell refers to none.`,
      certain: true,
      edits: rows.map((row) => cellEdit(subject, row, column.code, '')),
    });
  }
  return drafts;
});

function emptyRows({ table }: RepairTable, column: string): number[] {
  if (!table.columns.has(column)) return [];
  return Array.from({ length: table.rowCount }, (_none, row) => row).filter((row) => cell(table, column, row) === '');
}
