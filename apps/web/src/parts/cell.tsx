import type { ReactNode } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useWords } from '../words/words.tsx';
import { RowLink } from './light-link.tsx';

type Rows = AnswerOf<'listSectorRows'>;
const countries = new Set([
  'country',
  'countryOfControl',
  'provisionCountry',
  'dataLocation',
  'processingLocation',
  'governingLaw',
]);

/** What stands in one cell of a table of the sector: linked where it refers to a row, "unobserved" where nobody stated it. */
export function inCell(
  column: Rows['columns'][number],
  row: Rows['rows'][number],
  { say, format }: ReturnType<typeof useWords>,
): ReactNode {
  const value = row.cells[column.id] ?? null;
  if (value === null) return <span className="unobserved">{say('unit.unobserved')}</span>;
  if (typeof value === 'number') {
    const unit = column.unitColumn === null ? '' : String(row.cells[column.unitColumn] ?? '');
    if (column.id === 'peakUtilisation') return format.share(value);
    return unit === '' ? format.number(value) : `${format.compact(value)} ${unit}`;
  }
  if (column.kind === 'date') return value === '9999-12-31' ? say('unit.open') : format.date(value);
  const text = countries.has(column.id) ? format.countryNamed(value) : value;
  const key = row.links[column.id];
  if (column.refersTo === null || key === undefined) return text;
  return (
    <RowLink table={column.refersTo} of={key}>
      {text}
    </RowLink>
  );
}

/** {@link inCell} for a place of its own; a table of hundreds of cells spares itself as many parts. */
export function Cell({
  column,
  row,
}: {
  readonly column: Rows['columns'][number];
  readonly row: Rows['rows'][number];
}): ReactNode {
  return inCell(column, row, useWords());
}
