import { ebaCheck } from '../check.ts';
import type { TableCheck } from '../check.ts';
import { tellBadValues } from './bad-values.ts';

/** 503: a value stands in the closed list of its column, prefix and case exact. */
export const closedList: TableCheck = {
  ...ebaCheck('503'),
  check(subject, tell) {
    for (const column of subject.described.columns) {
      const codes = column.list === undefined ? undefined : subject.profile.lists[column.list];
      if (column.type !== 'list' || codes === undefined) continue;
      const all = Object.keys(codes);
      const expected =
        all.length <= 8 ? all.join(', ') : `one of the ${all.length} codes of ${column.list}, such as ${all[0]}`;
      tellBadValues(
        subject,
        column,
        tell,
        (value) => Object.hasOwn(codes, value),
        (value) => ({
          expected,
          message: `"${value}" in "${column.label}" is not in the closed list ${column.list}. Write a code of that list, prefix and case exact.`,
        }),
      );
    }
  },
};
