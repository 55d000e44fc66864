import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { BasisTable } from '../parts/basis-table.tsx';
import { Cell } from '../parts/cell.tsx';
import { Panel } from '../parts/panel.tsx';
import { RecordHistory } from '../parts/record-history.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { sayOr, useWords } from '../words/words.tsx';
import { isTable } from '../parts/tables.ts';

type Record = AnswerOf<'getSectorRecord'>;

/** One row: its values, where they come from, what points at it. */
export function RecordPage(): ReactNode {
  const { say } = useWords();
  const { table } = useParams({ from: '/register/$table/record' });
  const { key } = useSearch({ from: '/register/$table/record' });
  const query = useAnswer(
    'getSectorRecord',
    isTable(table) && key !== undefined ? { params: { table }, query: { key } } : null,
  );
  return (
    <>
      <p className="crumbs">
        <Link to="/register/$table" params={{ table }}>
          {sayOr(say, `table.${table}`, table)}
        </Link>
      </p>
      <Answered query={query}>{(record) => <RecordView record={record} />}</Answered>
    </>
  );
}

function RecordView({ record }: { readonly record: Record }): ReactNode {
  const { say, format } = useWords();
  const subject = subjectOf(record);
  return (
    <>
      <div className="page-head">
        <h1>{record.title}</h1>
        {subject === null ? null : (
          <Link className="button" to="/reliance" search={{ subject }}>
            {say('record.withdraw')}
          </Link>
        )}
      </div>
      <div className="columns">
        <Panel title={say('record.values')}>
          <dl className="facts">
            {record.columns.map((column) => (
              <div key={column.id}>
                <dt>{sayOr(say, `column.${column.id}`, column.id)}</dt>
                <dd>
                  <Cell column={column} row={record.row} />
                </dd>
              </div>
            ))}
          </dl>
        </Panel>
        <Panel title={say('record.origin')}>
          {record.origins.length === 0 ? (
            <p className="unobserved">{say('unit.unobserved')}</p>
          ) : (
            <BasisTable rows={record.origins} />
          )}
        </Panel>
      </div>
      <RecordHistory table={record.table} keyOf={record.row.key} title={record.title} />
      <h2 className="section">{say('record.related')}</h2>
      {record.related.length === 0 ? <p className="quiet">{say('record.none')}</p> : null}
      {record.related.map((related) => {
        const by = sayOr(say, `column.${related.by}`, related.by);
        const shown = related.columns.filter(({ id }) => id !== related.by).slice(0, 7);
        return (
          <Panel
            key={`${related.table}/${related.by}`}
            title={say(`table.${related.table}`)}
            note={say('record.by', { column: by })}
            tools={
              <Link
                to="/register/$table"
                params={{ table: related.table }}
                search={{ where: JSON.stringify({ [related.by]: `@${record.row.key}` }) }}
              >
                {say('record.all', { n: format.number(related.total) })}
              </Link>
            }
          >
            <ScrollTable label={say(`table.${related.table}`)}>
              <thead>
                <tr>
                  {shown.map(({ id, kind }) => (
                    <th key={id} scope="col" className={kind === 'number' ? 'number' : undefined}>
                      {sayOr(say, `column.${id}`, id)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {related.first.map((row) => (
                  <tr key={row.key}>
                    {shown.map((column, at) => (
                      <td key={column.id} className={column.kind === 'number' ? 'number' : 'cut'}>
                        {at === 0 ? (
                          <Link
                            to="/register/$table/record"
                            params={{ table: related.table }}
                            search={{ key: row.key }}
                          >
                            {row.cells[column.id] ?? row.key}
                          </Link>
                        ) : (
                          <Cell column={column} row={row} />
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          </Panel>
        );
      })}
    </>
  );
}

/** What "withdraw it" withdraws; null for rows that are no supplier. */
function subjectOf({ table, row }: Record): string | null {
  const text = (id: string): string => JSON.stringify(row.cells[id] ?? '');
  if (table === 'providers') return `providerCode == ${text('code')} || makerCode == ${text('code')}`;
  if (table === 'arrangements') return `arrangement == ${text('reference')}`;
  if (table === 'products' && row.cells['model'] !== null) return `model == ${text('model')}`;
  return null;
}
