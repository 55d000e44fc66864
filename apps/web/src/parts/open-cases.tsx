import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { mayBeSignedIn } from '../api/session.ts';
import { openCases } from '../api/review.ts';
import { sayOr, useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { Panel } from './panel.tsx';
import { ScrollTable } from './scroll-table.tsx';

const day = 86_400_000;

/** The cases that the reader may see, and when their clocks run out. */
export function OpenCases(): ReactNode {
  const { say, format } = useWords();
  const signedIn = mayBeSignedIn();
  const query = useQuery({ queryKey: ['open cases'], queryFn: ({ signal }) => openCases(signal), enabled: signedIn });
  return (
    <Panel title={say('overview.cases')}>
      {signedIn ? (
        <Answered query={query}>
          {(cases) =>
            cases.length === 0 ? (
              <p className="quiet">{say('overview.casesNone')}</p>
            ) : (
              <ScrollTable label={say('overview.cases')} height="short">
                <thead>
                  <tr>
                    <th scope="col">{say('overview.case')}</th>
                    <th scope="col">{say('overview.state')}</th>
                    <th scope="col">{say('overview.due')}</th>
                  </tr>
                </thead>
                <tbody>
                  {cases.map(({ id, title, state, dueAt }) => (
                    <tr key={id}>
                      <th scope="row" className="wrap">
                        <a href={`/cases/${id}`}>{title}</a>
                      </th>
                      <td>{sayOr(say, `state.${state}`, state)}</td>
                      <td>
                        {dueAt === null ? (
                          <span className="quiet">{say('overview.noClock')}</span>
                        ) : (
                          <Clock due={dueAt} />
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </ScrollTable>
            )
          }
        </Answered>
      ) : (
        <p className="quiet">{say('overview.casesSignIn')}</p>
      )}
    </Panel>
  );

  function Clock({ due }: { readonly due: string }): ReactNode {
    const left = Math.ceil((Date.parse(due) - Date.now()) / day);
    return (
      <span className={left < 0 ? 'verdict late' : undefined}>
        {format.date(due)}{' '}
        <span className="quiet">
          {left < 0
            ? say('overview.overdue', { n: format.number(-left) })
            : say('overview.dueIn', { n: format.number(left) })}
        </span>
      </span>
    );
  }
}
