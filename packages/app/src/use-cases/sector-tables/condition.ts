import { dayNumber, noDay, ok, refused, type Result } from '@underpin/model';
import type { SectorColumn } from './sector-table.ts';

/** Rows that a condition lets through. */
export type Holds = (row: number) => boolean;

const range = /^(-?[\d.]+)?\s*\.\.\s*(-?[\d.]+)?$/;
const compared = /^(<=|>=|<|>|=)\s*(-?\d+(?:\.\d+)?)$/;
const days = /^(\d{4}-\d{2}-\d{2})?\s*\.\.\s*(\d{4}-\d{2}-\d{2})?$/;

/**
 * Reads a condition on a column. `?` is what nobody stated, `!?` what somebody did. Text: what it contains, or `=exactly`, or `!=not`; a
 * reference also `@key`. Numbers: `>10`, `<=5`, `=3`, `10..20`. Dates: `2024-01-01..2024-12-31`, either end open.
 */
export function readCondition(
  column: SectorColumn,
  condition: string,
  rowOf: (key: string) => number | undefined,
): Result<Holds> {
  const asked = condition.trim();
  if (asked === '?') return ok((row) => !isStated(column, row));
  if (asked === '!?') return ok((row) => isStated(column, row));
  if (column.kind === 'text') return textCondition(column, asked, rowOf);
  if (column.kind === 'date') return dateCondition(column, asked);
  const { cells } = column;
  const one = compared.exec(asked);
  if (one !== null) {
    const limit = Number(one[2]);
    const holds: Record<string, (value: number) => boolean> = {
      '<': (value) => value < limit,
      '<=': (value) => value <= limit,
      '>': (value) => value > limit,
      '>=': (value) => value >= limit,
      '=': (value) => value === limit,
    };
    const test = holds[one[1] as string] as (value: number) => boolean;
    return ok((row) => test(cells[row] as number));
  }
  const two = range.exec(asked);
  const [low, high] = [Number(two?.[1] ?? -Infinity), Number(two?.[2] ?? Infinity)];
  if (two !== null && !Number.isNaN(low) && !Number.isNaN(high))
    return ok((row) => (cells[row] as number) >= low && (cells[row] as number) <= high);
  if (asked !== '' && Number.isFinite(Number(asked))) return ok((row) => cells[row] === Number(asked));
  return refused(`Cannot filter "${column.id}" by "${condition}": expected a number, such as 12, >10, <=5 or 10..20`);
}

export function isStated(column: SectorColumn, row: number): boolean {
  if (column.kind === 'text') return (column.cells.codes[row] ?? -1) >= 0;
  const value = column.cells[row] ?? Number.NaN;
  return column.kind === 'date' ? value !== noDay : !Number.isNaN(value);
}

function textCondition(
  column: Extract<SectorColumn, { kind: 'text' }>,
  asked: string,
  rowOf: (key: string) => number | undefined,
): Result<Holds> {
  const { codes, values } = column.cells;
  if (asked.startsWith('@') && column.refersTo !== undefined) {
    const wanted = rowOf(asked.slice(1)) ?? -2;
    return ok((row) => codes[row] === wanted);
  }
  const exact = /^(!?=)(.*)$/s.exec(asked);
  const wanted = (exact?.[2] ?? asked).toLocaleLowerCase();
  const same = (value: string): boolean => value.toLocaleLowerCase() === wanted;
  const test =
    exact === null
      ? (value: string) => value.toLocaleLowerCase().includes(wanted)
      : exact[1] === '='
        ? same
        : (value: string) => !same(value);
  // Asked once per distinct value, not once per row.
  const known = new Int8Array(values.length).fill(-1);
  return ok((row) => {
    const code = codes[row] ?? -1;
    if (code < 0) return false;
    if (known[code] === -1) known[code] = test(values[code] as string) ? 1 : 0;
    return known[code] === 1;
  });
}

function dateCondition(column: Extract<SectorColumn, { kind: 'date' }>, asked: string): Result<Holds> {
  const { cells } = column;
  const found = days.exec(/^\d{4}-\d{2}-\d{2}$/.test(asked) ? `${asked}..${asked}` : asked);
  const [low, high] = [dayNumber(found?.[1] ?? '0001-01-01'), dayNumber(found?.[2] ?? '9999-12-31')];
  if (found === null || low === null || high === null)
    return refused(
      `Cannot filter "${column.id}" by "${asked}": expected dates, such as 2024-12-31 or 2024-01-01..2024-12-31`,
    );
  return ok((row) => cells[row] !== noDay && (cells[row] as number) >= low && (cells[row] as number) <= high);
}
