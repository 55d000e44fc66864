import { Select } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { ChangeLines } from '../parts/change-lines.tsx';
import { useBoundsText } from '../parts/bounds-bar.tsx';
import { useFigureText } from '../parts/figure-text.ts';
import { Panel } from '../parts/panel.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { useWords } from '../words/words.tsx';

/** The sector on two reference dates. */
export function ChangesPage(): ReactNode {
  const { say, format } = useWords();
  const navigate = useNavigate({ from: '/changes' });
  const search = useSearch({ from: '/changes' });
  const dates = useAnswer('listSectorDates', {}).data?.items ?? [];
  const from = search.from ?? dates.at(-2)?.date;
  const to = search.to ?? dates.at(-1)?.date;
  const ordered = from !== undefined && to !== undefined && from < to;
  const query = useAnswer('getSectorChanges', ordered ? { query: { from, to } } : null);
  const choice = (key: 'from' | 'to', value: string | undefined): ReactNode => (
    <Select
      size="xs"
      label={say(`changes.${key}`)}
      allowDeselect={false}
      value={value ?? null}
      data={dates.map(({ date }) => ({ value: date, label: format.date(date) }))}
      onChange={(date) => void navigate({ search: (before) => ({ ...before, [key]: date ?? '' }), replace: true })}
    />
  );
  return (
    <>
      <h1>{say('changes.title')}</h1>
      <p className="quiet lead">{say('changes.lead')}</p>
      {dates.length === 1 ? <p className="note">{say('overview.changesFirst')}</p> : null}
      <div className="toolbar">
        {choice('from', from)}
        {choice('to', to)}
      </div>
      {from !== undefined && to !== undefined && !ordered ? <p className="note">{say('changes.order')}</p> : null}
      <Answered query={query}>
        {(changes) => (
          <>
            <p className="note">
              {say('overview.changesNote', {
                n: format.number(changes.alike.both),
                date: format.date(changes.from),
                more: format.number(changes.alike.now - changes.alike.then),
              })}
            </p>
            <div className="columns">
              <Panel title={say('changes.counts')}>
                <ScrollTable label={say('changes.counts')}>
                  <thead>
                    <tr>
                      <th scope="col">{say('reliance.figure')}</th>
                      <th scope="col" className="number">
                        {format.date(changes.from)}
                      </th>
                      <th scope="col" className="number">
                        {format.date(changes.to)}
                      </th>
                      <th scope="col" className="number">
                        {say('changes.change')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {changes.counts.map(({ id, before, after }) => (
                      <tr key={id}>
                        <th scope="row">{say(`count.${id}`)}</th>
                        <td className="number">{format.number(before)}</td>
                        <td className="number">{format.number(after)}</td>
                        <td className="number">{format.signed(after - before)}</td>
                      </tr>
                    ))}
                  </tbody>
                </ScrollTable>
              </Panel>
              <Concentration changes={changes.concentration} from={changes.from} to={changes.to} />
            </div>
            <Panel
              title={say('changes.lines')}
              note={changes.more > 0 ? say('changes.more', { n: format.number(changes.more) }) : undefined}
            >
              <ChangeLines changes={changes} />
            </Panel>
          </>
        )}
      </Answered>
    </>
  );
}

function Concentration({
  changes,
  from,
  to,
}: {
  readonly changes: NonNullable<ReturnType<typeof useAnswer<'getSectorChanges'>>['data']>['concentration'];
  readonly from: string;
  readonly to: string;
}): ReactNode {
  const { say, format } = useWords();
  const text = useFigureText();
  const bounds = useBoundsText();
  return (
    <Panel title={say('changes.concentration')} note={say('reliance.concentrationNote')}>
      {changes.length === 0 ? (
        <p>{say('overview.changesNone')}</p>
      ) : (
        <ScrollTable label={say('changes.concentration')} height="short">
          <thead>
            <tr>
              <th scope="col">{say('reliance.figure')}</th>
              <th scope="col" className="number">
                {format.date(from)}
              </th>
              <th scope="col" className="number">
                {format.date(to)}
              </th>
              <th scope="col">{say('changes.change')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ id, before, after, verdict }) => (
              <tr key={id}>
                <th scope="row" className="wrap">
                  {(after ?? before) === null ? id : text.name((after ?? before) as NonNullable<typeof before>)}
                </th>
                {[before, after].map((figure, at) => (
                  <td key={at} className="number">
                    {figure === null ? bounds(null) : text.value(figure)}
                  </td>
                ))}
                <td>{say(`verdict.${verdict}`)}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </Panel>
  );
}
