import { isDecimal, isIsoDate } from '@underpin/model';
import type { ColumnType } from '@underpin/model';
import type { Draft } from '../proposal.ts';
import { cellEdit, rowsByValue, tableRepair } from '../table-repair.ts';

interface Form {
  readonly rule: string;
  readonly holds: (value: string) => boolean;
  /** The plain form, or null where it cannot be told what was meant. */
  readonly plain: (value: string) => string | null;
}

const forms: Partial<Record<ColumnType, Form>> = {
  date: { rule: '330', holds: isIsoDate, plain: plainDate },
  decimal: { rule: '305', holds: isDecimal, plain: plainDecimal },
  integer: { rule: '331', holds: (value) => /^-?\d+$/.test(value), plain: plainInteger },
  true: {
    rule: '333',
    holds: (value) => value === 'true',
    plain: (value) => (/^(true|yes|1)$/i.test(value.trim()) ? 'true' : null),
  },
};

/** 305, 330, 331, 333: dates, decimals, integers and links in another form, where that form has one meaning only. */
export const plainForms = tableRepair((subject) => {
  const drafts: Draft[] = [];
  for (const column of subject.described.columns) {
    const form = forms[column.type];
    if (form === undefined) continue;
    for (const [value, rows] of rowsByValue(subject, column, (text) => !form.holds(text))) {
      const to = form.plain(value);
      if (to === null || !form.holds(to)) continue;
      drafts.push({
        rule: form.rule,
        what: `Write "${to}" for "${value}" in ${subject.described.code} "${column.label}"`,
        why: `The form of "${value}" is not taken, and it can only be read as "${to}".`,
        certain: true,
        edits: rows.map((row) => cellEdit(subject, row, column.code, to)),
      });
    }
  }
  return drafts;
});

function plainDate(value: string): string | null {
  const text = value.trim().replace(/[T ]\d{2}:\d{2}.*$/, '');
  const yearFirst = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/.exec(text);
  if (yearFirst !== null) return `${yearFirst[1]}-${yearFirst[2]}-${yearFirst[3]}`;
  const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text);
  if (yearLast === null) return null;
  const [first, second] = [Number(yearLast[1]), Number(yearLast[3])];
  // A point stands between day and month; with a slash both orders are in use, so one part must be past 12.
  const dayFirst = yearLast[2] === '.' || first > 12 || first === second;
  if (!dayFirst && second <= 12) return null;
  const [day, month] = dayFirst ? [first, second] : [second, first];
  return `${yearLast[4]}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function plainDecimal(value: string): string | null {
  const text = value.replaceAll(/[\s\u00A0\u202F']/g, '').replace(/^\+/, '');
  if (isDecimal(text)) return text;
  if (/^-?\d{1,3}(\.\d{3})+,\d+$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
  if (/^-?\d{1,3}(,\d{3})+\.\d+$/.test(text)) return text.replaceAll(',', '');
  // "1,250" may be one and a quarter or twelve hundred and fifty; other digits behind one comma are a fraction.
  return /^-?\d+,\d+$/.test(text) && !/^-?\d{1,3},\d{3}$/.test(text) ? text.replace(',', '.') : null;
}

function plainInteger(value: string): string | null {
  const text = value.replaceAll(/[\s\u00A0\u202F]/g, '').replace(/^\+/, '');
  return /^-?\d+([.,]0+)?$/.test(text) ? text.replace(/[.,]0+$/, '') : null;
}
