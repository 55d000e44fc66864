import type { SectorTableId } from '@underpin/contract';
import type { ReactNode } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { sayOr, useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { Cell } from './cell.tsx';
import { Panel } from './panel.tsx';
import { ScrollTable } from './scroll-table.tsx';

/** One row over the reference dates: a column a date, what changed is marked. */
export function RecordHistory({
  table,
  keyOf,
  title,
}: {
  readonly table: SectorTableId;
  readonly keyOf: string;
  readonly title: string;
}): ReactNode {
  const { say, format } = useWords();
  const query = useAnswer('getSectorHistory', { params: { table }, query: { key: keyOf } });
  return (
    <Answered query={query}>
      {({ columns, items }) =>
        items.length < 2 ? (
          <Panel title={say('record.history')}>
            <p className="quiet">{say('record.historyOne')}</p>
          </Panel>
        ) : (
          <Panel title={say('record.history')} note={say('record.historyNote')}>
            <ScrollTable label={`${say('record.history')}: ${title}`}>
              <thead>
                <tr>
                  <th scope="col">{say('record.values')}</th>
                  {items.map(({ date }) => (
                    <th key={date} scope="col">
                      {format.date(date)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {columns.map((column) => (
                  <tr key={column.id}>
                    <th scope="row" className="quiet">
                      {sayOr(say, `column.${column.id}`, column.id)}
                    </th>
                    {items.map(({ date, row }, at) => {
                      const before = items[at - 1]?.row;
                      const differs = at > 0 && (before?.cells[column.id] ?? null) !== (row?.cells[column.id] ?? null);
                      return (
                        <td key={date} className="wrap">
                          {row === null ? (
                            <span className="unobserved">{say('record.absent')}</span>
                          ) : differs ? (
                            <mark>
                              <Cell column={column} row={row} />
                            </mark>
                          ) : (
                            <Cell column={column} row={row} />
                          )}
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          </Panel>
        )
      }
    </Answered>
  );
}
