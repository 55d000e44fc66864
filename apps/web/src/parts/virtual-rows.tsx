import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, useDeferredValue, useMemo, useRef } from 'react';
import { type AnswerOf, ask } from '../api/ask.ts';
import { sayOr, useWords } from '../words/words.tsx';
import { inCell } from './cell.tsx';
import { pageOfRows } from './tables.ts';
import { usePrinting } from './use-printing.ts';
import { RowLink } from './light-link.tsx';
import { scrollToEnds } from './scroll-to-ends.ts';

type Rows = AnswerOf<'listSectorRows'>;
interface Query {
  readonly where?: string;
  readonly sort?: string;
  readonly search?: string;
  readonly at?: string;
}

const rowHeight = 30;
const aPage = pageOfRows;
const wide = new Set([
  'name',
  'institution',
  'provider',
  'function',
  'product',
  'serviceType',
  'activity',
  'type',
  'group',
]);

/** A table of any length: only the rows in sight, and a page after them, are asked for; only those in sight are drawn. */
export function VirtualRows({
  table,
  query,
  total,
  title,
  columns,
  where,
  sort,
  onSort,
  onFilter,
}: {
  readonly table: Rows['table'];
  readonly query: Query;
  readonly total: number;
  readonly title: string;
  readonly columns: Rows['columns'];
  readonly where: Readonly<Record<string, string>>;
  readonly sort: string | null;
  readonly onSort: (sort: string | null) => void;
  readonly onFilter: (column: string, text: string) => void;
}): ReactNode {
  const { say, format } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    overscan: 5,
  });
  const printing = usePrinting();
  const items = virtual.getVirtualItems();
  const from = Math.floor((items[0]?.index ?? 0) / aPage);
  const to = Math.floor((items.at(-1)?.index ?? 0) / aPage);
  // The page after those in sight is asked for too: who scrolls on finds its rows there.
  const ahead = Math.max(to, Math.min(to + 1, Math.ceil(total / aPage) - 1));
  const pages = useQueries({
    queries: Array.from({ length: ahead - from + 1 }, (_, at) => {
      const call = { params: { table }, query: { ...query, offset: (from + at) * aPage, limit: aPage } };
      return {
        queryKey: ['listSectorRows', call],
        queryFn: ({ signal }: { signal: AbortSignal }) => ask('listSectorRows', call, { signal }),
      };
    }),
  });
  const rowAt = (index: number): Rows['rows'][number] | undefined =>
    pages[Math.floor(index / aPage) - from]?.data?.rows[index % aPage];
  const shown = printing
    ? Array.from({ length: Math.min(total, (to + 1) * aPage) - from * aPage }, (_, at) => from * aPage + at)
    : items.map(({ index }) => index);
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const edge = (place.current?.scrollLeft ?? 0) + (place.current?.clientWidth ?? window.innerWidth);
  const reaching = columnsWithin(columns, edge);
  const inSight = useMemo(() => columns.slice(0, reaching), [columns, reaching]);
  const width = columns.reduce((sum, column) => sum + widthOf(column), 0);
  return (
    <div
      ref={place}
      className="rows"
      tabIndex={0}
      role="region"
      aria-label={say(`table.${table}`)}
      onKeyDown={scrollToEnds}
    >
      <table className="data fixed" aria-rowcount={total + 1} style={{ minWidth: `${width}px` }}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={{ width: `${widthOf(column)}px` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Heading
                key={column.id}
                column={column}
                sort={sort}
                onSort={onSort}
                condition={where[column.id] ?? ''}
                onFilter={onFilter}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <Spacer height={above} columns={columns.length} /> : null}
          {shown.map((index) => (
            <Row
              key={index}
              index={index}
              row={rowAt(index)}
              columns={columns}
              inSight={inSight}
              title={title}
              table={table}
            />
          ))}
          {below > 0 ? <Spacer height={below} columns={columns.length} /> : null}
        </tbody>
      </table>
      {printing && shown.length < total ? (
        <p className="print-only">
          {say('print.rows', { from: (shown[0] ?? 0) + 1, to: (shown.at(-1) ?? 0) + 1, n: format.number(total) })}
        </p>
      ) : null}
      {total === 0 ? (
        <div className="note">
          <p>
            <strong>{say('register.none')}</strong>
          </p>
          <p className="quiet">{say('register.noneHint')}</p>
        </div>
      ) : null}
    </div>
  );
}

/** Drawn again only when its own data change, not with every step of scrolling. */
const Row = memo(function Row({
  index,
  row,
  columns,
  inSight,
  title,
  table,
}: {
  readonly index: number;
  readonly row: Rows['rows'][number] | undefined;
  readonly columns: Rows['columns'];
  /** Those that are seen at once: drawn first, the others when nothing waits. */
  readonly inSight: Rows['columns'];
  readonly title: string;
  readonly table: Rows['table'];
}): ReactNode {
  const words = useWords();
  const drawn = useDeferredValue(columns, inSight);
  if (row === undefined)
    return (
      <tr aria-rowindex={index + 2}>
        <td colSpan={columns.length} />
      </tr>
    );
  return (
    <tr aria-rowindex={index + 2}>
      {drawn.map((column) =>
        column.id === title ? (
          <th key={column.id} scope="row">
            <RowLink table={table} of={row.key}>
              {row.cells[column.id] ?? row.key}
            </RowLink>
          </th>
        ) : (
          <td
            key={column.id}
            className={column.kind === 'number' ? 'number' : undefined}
            title={String(row.cells[column.id] ?? '')}
          >
            {inCell(column, row, words)}
          </td>
        ),
      )}
      {drawn.length < columns.length ? <td colSpan={columns.length - drawn.length} /> : null}
    </tr>
  );
});

function Heading({
  column,
  sort,
  onSort,
  condition,
  onFilter,
}: {
  readonly column: Rows['columns'][number];
  readonly sort: string | null;
  readonly onSort: (sort: string | null) => void;
  readonly condition: string;
  readonly onFilter: (column: string, text: string) => void;
}): ReactNode {
  const { say } = useWords();
  const name = sayOr(say, `column.${column.id}`, column.id);
  const down = sort === `-${column.id}`;
  const up = sort === column.id;
  const first = column.kind === 'number' ? `-${column.id}` : column.id;
  const next = up ? `-${column.id}` : down ? (first === sort ? column.id : null) : first;
  return (
    <th
      scope="col"
      aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}
      className={column.kind === 'number' ? 'number' : undefined}
    >
      <button
        type="button"
        className="sort"
        aria-label={say('register.sort', { column: name })}
        onClick={() => onSort(next)}
      >
        {name}
        <span aria-hidden="true">{up ? ' ▲' : down ? ' ▼' : ''}</span>
      </button>
      <input
        type="text"
        className="filter"
        aria-label={say('register.filter', { column: name })}
        defaultValue={condition}
        onChange={(event) => onFilter(column.id, event.currentTarget.value)}
      />
    </th>
  );
}

function Spacer({ height, columns }: { readonly height: number; readonly columns: number }): ReactNode {
  return (
    <tr aria-hidden="true" className="spacer">
      <td colSpan={columns} style={{ height: `${height}px` }} />
    </tr>
  );
}

/** How many columns begin before an edge, in pixels from the left. */
function columnsWithin(columns: Rows['columns'], edge: number): number {
  let left = 0;
  const beyond = columns.findIndex((column) => {
    const starts = left;
    left += widthOf(column);
    return starts > edge;
  });
  return beyond < 0 ? columns.length : beyond;
}

function widthOf(column: Rows['columns'][number]): number {
  if (wide.has(column.id)) return 230;
  if (column.kind === 'text') return column.refersTo === null ? 150 : 190;
  return 125;
}
