import { codeMeant, nearestCodes } from '@underpin/model';
import type { Draft } from '../proposal.ts';
import { cellEdit, rowsByValue, tableRepair } from '../table-repair.ts';

/** 503: a value without its prefix ("S01"), in another case, or given by its label; else the nearest allowed ones. */
export const closedListValues = tableRepair((subject) => {
  const drafts: Draft[] = [];
  for (const column of subject.described.columns) {
    const list = column.list === undefined ? undefined : subject.profile.lists[column.list];
    if (column.type !== 'list' || list === undefined) continue;
    for (const [value, rows] of rowsByValue(subject, column, (text) => !Object.hasOwn(list, text))) {
      const meant = codeMeant(list, value);
      const near = meant === null ? nearestCodes(list, value) : [];
      const to = meant ?? near[0]?.code;
      if (to === undefined) continue;
      drafts.push({
        rule: '503',
        what: `Write "${to}" (${list[to] ?? ''}) for "${value}" in ${subject.described.code} "${column.label}"`,
        why:
          meant === null
            ? `"${value}" is not in the closed list ${column.list}; this is the nearest of its codes.`
            : `"${value}" is not in the closed list ${column.list} in this form, and only this code of it is meant.`,
        certain: meant !== null,
        edits: rows.map((row) => cellEdit(subject, row, column.code, to)),
        ...(near.length > 1 ? { alternatives: near.slice(1) } : {}),
      });
    }
  }
  return drafts;
});
