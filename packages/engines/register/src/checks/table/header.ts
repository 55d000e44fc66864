import { ebaCheck } from '../check.ts';
import type { TableCheck } from '../check.ts';

/** 801: every column of a header belongs to the table. */
export const unknownColumn: TableCheck = {
  ...ebaCheck('801'),
  check({ header, described, file }, tell) {
    const known = new Set(described.columns.map((column) => column.code));
    for (const value of header ?? []) {
      if (known.has(value)) continue;
      tell({ file, column: value }, () => ({
        line: 1,
        value,
        expected: [...known].join(', '),
        message: `"${value}" is no column of ${described.code}. Take it out, or write a column of this table.`,
      }));
    }
  },
};

/** 802: no column stands twice in a header. */
export const duplicateColumn: TableCheck = {
  ...ebaCheck('802'),
  check({ header, described, file }, tell) {
    const seen = new Set<string>();
    for (const value of header ?? []) {
      if (seen.has(value)) {
        tell({ file, column: value }, () => ({
          line: 1,
          value,
          expected: 'each column once',
          message: `"${value}" stands more than once in the header of ${described.code}; only the first is read. Take the others out.`,
        }));
      }
      seen.add(value);
    }
  },
};
