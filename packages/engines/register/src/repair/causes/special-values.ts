import type { Draft } from '../proposal.ts';
import { cellEdit, rowsByValue, tableRepair } from '../table-repair.ts';

/** UP-VAL-1: "#empty" and its like become what they mean, an empty cell; parts of a key cannot be emptied. */
export const emptySpecialValues = tableRepair((subject) => {
  const drafts: Draft[] = [];
  for (const column of subject.described.columns) {
    if (column.type !== 'text' || subject.described.primaryKey.includes(column.code)) continue;
    for (const [value, rows] of rowsByValue(subject, column, (text) => /^#(empty|none|nil)$/.test(text))) {
      drafts.push({
        rule: 'UP-VAL-1',
        what: `Empty the cells that say "${value}" in ${subject.described.code} "${column.label}"`,
        why: `"${value}" is a special value of xBRL-CSV that may not be used here; an empty cell says the same.`,
        certain: true,
        edits: rows.map((row) => cellEdit(subject, row, column.code, '')),
      });
    }
  }
  return drafts;
});
