import { Link } from '@tanstack/react-router';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Given } from '../api/send.ts';
import { Answered } from '../parts/answered.tsx';
import { Panel } from '../parts/panel.tsx';
import { useWords } from '../words/words.tsx';
import { Clock } from './marks.tsx';

const tabs = { sign: 'findings', submit: 'report', task: 'summary', move: 'summary', decide: 'report' } as const;

/** What waits for whoever is signed in, with a link to where it is done. */
export function WaitingList({ query }: { readonly query: UseQueryResult<Given<'listWaiting'>> }): ReactNode {
  const { say } = useWords();
  return (
    <Panel title={say('waiting.title')} className="waiting">
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{say('waiting.none')}</p>
          ) : (
            <ul className="lines">
              {items.map(({ kind, caseId, object, title, dueAt, count }) => {
                const text = say(`waiting.${kind}`, { n: count });
                return (
                  <li key={`${kind}${object}`}>
                    {caseId === null || kind === 'reply' ? (
                      <Link to="/received" search={{ extract: object }} className="does">
                        {text}
                      </Link>
                    ) : (
                      <Link to="/cases/$id" params={{ id: caseId }} search={{ tab: tabs[kind] }} className="does">
                        {text}
                      </Link>
                    )}
                    <span>{title}</span>
                    <Clock dueAt={dueAt} />
                  </li>
                );
              })}
            </ul>
          )
        }
      </Answered>
    </Panel>
  );
}
