import type { ColumnType } from '@underpin/model';
import { isDecimal, isIsoDate } from '@underpin/model';
import { ebaCheck } from '../check.ts';
import type { TableCheck } from '../check.ts';
import { tellBadValues } from './bad-values.ts';

const integer = /^-?\d+$/;

interface Form {
  readonly rule: string;
  readonly type: ColumnType;
  readonly expected: string;
  readonly holds: (value: string) => boolean;
}

const forms: readonly Form[] = [
  { rule: '305', type: 'decimal', expected: 'a decimal number such as 1250.75', holds: isDecimal },
  { rule: '330', type: 'date', expected: 'a date as yyyy-mm-dd', holds: isIsoDate },
  { rule: '331', type: 'integer', expected: 'a whole number such as 30', holds: (value) => integer.test(value) },
  { rule: '333', type: 'true', expected: 'true', holds: (value) => value === 'true' },
];

/** 305, 330, 331, 333: the lexical form of decimals, dates, integers and link columns. */
export const lexicalChecks: readonly TableCheck[] = forms.map(({ rule, type, expected, holds }) => ({
  ...ebaCheck(rule),
  check(subject, tell) {
    for (const column of subject.described.columns) {
      if (column.type !== type) continue;
      tellBadValues(subject, column, tell, holds, (value) => ({
        expected,
        message: `"${value}" in "${column.label}" is not ${expected}. Write it in this form.`,
      }));
    }
  },
}));
