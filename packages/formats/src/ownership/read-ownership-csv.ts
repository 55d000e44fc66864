import { dayNumber, entityKindNames, noDay, openEnd, ownershipKindNames } from '@underpin/model';
import { csvRecords } from './csv-records.ts';
import { readerFinding } from './reader-finding.ts';
import type { CsvRecord } from './csv-records.ts';
import type { OwnershipRead } from './read-summary.ts';
import type { Chunks } from './text-chunks.ts';
import type { EntityKind, Finding, OwnershipBuilder, OwnershipKind } from '@underpin/model';

/** The columns of a plain ownership file. `owner_id`, `owned_id` and `kind` are needed; the others may be left out. */
export const ownershipCsvColumns = [
  'owner_id',
  'owner_name',
  'owner_country',
  'owner_kind',
  'owned_id',
  'owned_name',
  'owned_country',
  'owned_kind',
  'kind',
  'share_min',
  'share_max',
  'from',
  'to',
] as const;

/**
 * Reads a plain CSV of dated ownership into a builder, one row an edge. `kind` is one of the names of edge kinds (such as
 * `voting`, `equity`, `state influence by law`) or `brand`, where `owned_id` is the brand. Shares are percent, 0 to 100;
 * `share_max` defaults to `share_min`; both empty is unobserved. Dates are `yyyy-mm-dd`, inclusive, empty = open.
 * Entity kinds: `company`, `person`, `state`, `state body`, `arrangement`, `unknown`. Bad cells are findings; the row is
 * kept with the cell unobserved, except where an id is missing or the kind is unknown, when there is no edge to keep.
 *
 * @example await readOwnershipCsv([text], 'shares.csv', builder)
 */
export async function readOwnershipCsv(
  chunks: Chunks,
  file: string,
  builder: OwnershipBuilder,
): Promise<OwnershipRead> {
  const findings: Finding[] = [];
  let edges = 0;
  const { records, columns } = await csvRecords(
    chunks,
    file,
    (record) => {
      edges += addRow(record, file, builder, findings);
    },
    (finding) => findings.push(finding),
  );
  for (const column of ['owner_id', 'owned_id', 'kind']) {
    if (columns.includes(column)) continue;
    findings.push(
      readerFinding(file, 1, {
        rule: 'ownership.column',
        severity: 'error',
        column,
        expected: ownershipCsvColumns.join(', '),
        message: `The column "${column}" is missing: expected it in the header. Nothing can be read without it`,
      }),
    );
  }
  return { records, edges, absences: 0, findings };
}

function addRow(record: CsvRecord, file: string, builder: OwnershipBuilder, findings: Finding[]): number {
  const cell = (column: (typeof ownershipCsvColumns)[number]): string => record.get(column);
  const bad = (column: string, value: string, expected: string): void => {
    findings.push(
      readerFinding(file, record.line, {
        rule: 'ownership.cell',
        severity: 'error',
        column,
        key: `owner_id=${cell('owner_id')}, owned_id=${cell('owned_id')}`,
        value,
        expected,
        message: `Cannot read "${value}" in "${column}": expected ${expected}. Correct the cell`,
      }),
    );
  };
  for (const column of ['owner_id', 'owned_id'] as const) {
    if (cell(column) !== '') continue;
    bad(column, '', 'an id such as an LEI');
    return 0;
  }
  const owner = builder.entity(cell('owner_id'), details('owner'));
  const dates = { from: day('from'), to: day('to'), source: file, line: record.line };
  if (cell('kind') === 'brand') {
    builder.addBrand({ brand: cell('owned_id'), owner, ...dates });
    return 1;
  }
  const owned = builder.entity(cell('owned_id'), details('owned'));
  const kind = (ownershipKindNames as readonly string[]).indexOf(cell('kind'));
  if (kind < 0) {
    bad('kind', cell('kind'), `one of ${ownershipKindNames.join(', ')}, brand`);
    return 0;
  }
  const low = share('share_min');
  const high = cell('share_max') === '' ? low : share('share_max');
  const ordered = Number.isNaN(low) || Number.isNaN(high) || low <= high;
  if (!ordered) bad('share_max', cell('share_max'), `at least share_min, ${cell('share_min')}`);
  if (dates.from !== noDay && dates.to !== noDay && dates.to < dates.from)
    bad('to', cell('to'), 'a day not before "from"');
  const interval = ordered ? { shareMin: Number.isNaN(low) && !Number.isNaN(high) ? 0 : low, shareMax: high } : {};
  builder.addEdge({ owner, owned, kind: kind as OwnershipKind, ...interval, ...dates });
  return 1;

  function details(end: 'owner' | 'owned'): { name?: string; country?: string; kind?: EntityKind } {
    const [name, country, text] = [cell(`${end}_name`), cell(`${end}_country`), cell(`${end}_kind`)];
    const kindOf = (entityKindNames as readonly string[]).indexOf(text === '' ? 'company' : text);
    if (kindOf < 0) bad(`${end}_kind`, text, `one of ${entityKindNames.join(', ')}`);
    const rightCountry = country === '' || /^[A-Z]{2}$/.test(country);
    if (!rightCountry) bad(`${end}_country`, country, 'two capital letters such as DE');
    return {
      ...(name === '' ? {} : { name }),
      ...(country === '' || !rightCountry ? {} : { country }),
      ...(kindOf < 0 ? {} : { kind: kindOf as EntityKind }),
    };
  }

  function day(column: 'from' | 'to'): number {
    const text = cell(column);
    if (text === '' || text === openEnd) return noDay;
    const number = dayNumber(text);
    if (number === null) bad(column, text, 'a date as yyyy-mm-dd');
    return number ?? noDay;
  }

  function share(column: 'share_min' | 'share_max'): number {
    const text = cell(column);
    if (text === '') return Number.NaN;
    const percent = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (percent >= 0 && percent <= 100) return percent / 100;
    bad(column, text, 'percent from 0 to 100, such as 51.5');
    return Number.NaN;
  }
}
