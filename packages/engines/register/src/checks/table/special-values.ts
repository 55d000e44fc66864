import type { TableCheck } from '../check.ts';
import { tellBadValues } from './bad-values.ts';

const special: ReadonlySet<string> = new Set(['#empty', '#none', '#nil']);

/** UP-VAL-1: the special values of xBRL-CSV in text columns. Other columns refuse them by their form or list. */
export const specialValues: TableCheck = {
  id: 'UP-VAL-1',
  severity: 'reject',
  source: 'EBA filing rules for the register of information: special values of xBRL-CSV are not used',
  check(subject, tell) {
    for (const column of subject.described.columns) {
      if (column.type !== 'text') continue;
      tellBadValues(
        subject,
        column,
        tell,
        (value) => !special.has(value),
        (value) => ({
          expected: 'the value itself, or an empty cell',
          message: `"${value}" in "${column.label}" is a special value that may not be used. Leave the cell empty.`,
        }),
      );
    }
  },
};
