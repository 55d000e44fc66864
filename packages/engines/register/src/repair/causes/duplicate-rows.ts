import { cell } from '@underpin/model';
import { rowKey } from '../../checks/row-key.ts';
import type { RepairEdit } from '../proposal.ts';
import { tableRepair } from '../table-repair.ts';

/** 806: rows that repeat an earlier one in every cell. Rows of one key that differ are left to a person. */
export const duplicateRows = tableRepair(({ described, table }) => {
  if (described.primaryKey.length === 0) return [];
  const columns = [...table.columns.keys()];
  const seen = new Set<string>();
  const edits: RepairEdit[] = [];
  for (let row = 0; row < table.rowCount; row += 1) {
    const whole = JSON.stringify(columns.map((column) => cell(table, column, row)));
    if (seen.has(whole)) {
      edits.push({
        kind: 'remove row',
        table: described.code,
        row,
        line: table.lines[row] ?? row + 2,
        key: rowKey(described, table, row).key ?? '',
      });
    }
    seen.add(whole);
  }
  if (edits.length === 0) return [];
  return [
    {
      rule: '806',
      what: `Take out ${edits.length} row${edits.length === 1 ? '' : 's'} of ${described.code} that repeat${edits.length === 1 ? 's' : ''} an earlier one`,
      why: 'Every cell is the same as in the earlier row, so nothing is lost.',
      certain: true,
      edits,
    },
  ];
});
