import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAll } from '../api/send.ts';
import { DeskPage } from '../desk/desk.tsx';
import { AnsweredList } from '../parts/answered-list.tsx';
import { Panel } from '../parts/panel.tsx';
import { sayOr, useWords } from '../words/words.tsx';

export function DirectionsPage(): ReactNode {
  return (
    <DeskPage>
      <Directions />
    </DeskPage>
  );
}

/** Directions, exclusion rules and requests for trial that the party may see. */
function Directions(): ReactNode {
  const { say, format } = useWords();
  const measures = useAll('listMeasures', { query: { sort: '-createdAt' } });
  return (
    <>
      <h1>{say('directions.title')}</h1>
      <p className="quiet lead">{say('directions.lead')}</p>
      <Panel title={say('directions.all')}>
        <AnsweredList
          query={measures}
          label={say('directions.all')}
          none={say('directions.none')}
          columns={[
            {
              kind: 'name',
              head: say('measure.title'),
              cell: (one) => (
                <Link to="/directions/$id" params={{ id: one.id }}>
                  {one.title}
                </Link>
              ),
            },
            { head: say('directions.kind'), cell: ({ kind }) => sayOr(say, `measureKind.${kind}`, kind) },
            {
              kind: 'wrap',
              head: say('directions.subject'),
              cell: ({ subject }) => subject.label ?? subject.expression,
            },
            { head: say('directions.since'), cell: ({ createdAt }) => format.date(createdAt) },
            {
              kind: 'number',
              head: say('measure.addressees'),
              cell: ({ addressees }) => format.number(addressees.length),
            },
          ]}
        />
      </Panel>
    </>
  );
}
