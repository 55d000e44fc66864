import type { ReactNode } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useWords } from '../words/words.tsx';
import { BasisTable } from './basis-table.tsx';
import { useBoundsText } from './bounds-bar.tsx';
import { Panel } from './panel.tsx';
import { ScrollTable } from './scroll-table.tsx';

type Direction = AnswerOf<'getSale'>['directions'][number];

/** How each direction stands before and after a sale, by addressee, with the rows behind what the sale changes. */
export function DirectionsStanding({ directions }: { readonly directions: readonly Direction[] }): ReactNode {
  const { say } = useWords();
  return (
    <Panel title={say('directions.title')} note={say('directions.note')}>
      {directions.length === 0 ? <p>{say('directions.none')}</p> : null}
      {directions.map((direction, at) => (
        <OneDirection direction={direction} key={direction.id ?? at} />
      ))}
    </Panel>
  );
}

function OneDirection({ direction }: { readonly direction: Direction }): ReactNode {
  const { say, format } = useWords();
  const bounds = useBoundsText();
  const { title, metric, milestone, reason, addressees } = direction;
  const standing = ({ value, verdict }: Direction['addressees'][number]['before']): ReactNode => (
    <>
      {say(`directions.verdict.${verdict}`)}
      {value === null ? null : <span className="quiet"> · {bounds(value, format.share)}</span>}
    </>
  );
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <p className="quiet">
        {say('directions.milestone', {
          metric: say(`directions.metric.${metric}`),
          most: format.share(milestone.atMost),
          date: format.date(milestone.on),
        })}
      </p>
      {reason === null ? null : <p role="alert">{reason}</p>}
      <ScrollTable label={title}>
        <thead>
          <tr>
            <th scope="col">{say('directions.addressee')}</th>
            <th scope="col">{say('whatif.before')}</th>
            <th scope="col">{say('whatif.after')}</th>
            <th scope="col">{say('directions.change')}</th>
          </tr>
        </thead>
        <tbody>
          {addressees.map(({ party, name, exceptionUntil, before, after, change }) => (
            <tr key={party}>
              <th scope="row" className="wrap">
                {name}
                {exceptionUntil === null ? null : (
                  <span className="quiet"> {say('directions.until', { date: format.date(exceptionUntil) })}</span>
                )}
              </th>
              <td>{standing(before)}</td>
              <td>{standing(after)}</td>
              <td>{change === 'same' ? '' : <strong>{say(`directions.change.${change}`)}</strong>}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {addressees
        .filter(({ rows }) => rows.length > 0)
        .map(({ party, name, rows, rowCount }) => (
          <details key={party}>
            <summary>{say('directions.rows', { name, n: rowCount })}</summary>
            <BasisTable rows={rows} />
            {rowCount > rows.length ? (
              <p className="quiet">{say('whatif.andMore', { n: rowCount - rows.length })}</p>
            ) : null}
          </details>
        ))}
    </section>
  );
}
