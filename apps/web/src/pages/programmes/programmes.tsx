import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAll } from '../../api/send.ts';
import { DeskPage, useDesk } from '../../desk/desk.tsx';
import { VisibleTo } from '../../desk/marks.tsx';
import { AnsweredList } from '../../parts/answered-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/words.tsx';
import { BeginProgramme } from './begin-programme.tsx';
import { PartList } from './part-list.tsx';

export function ProgrammesPage(): ReactNode {
  return (
    <DeskPage>
      <Programmes />
    </DeskPage>
  );
}

/** An authority finds the programmes that it runs or was shown, an institution its own tasks in them. */
function Programmes(): ReactNode {
  const { say } = useWords();
  const { session, can } = useDesk();
  const authority = session.party.kind === 'authority';
  return (
    <>
      <h1>{say('kept.title')}</h1>
      <p className="quiet lead">{say(authority ? 'kept.lead' : 'kept.leadOwn')}</p>
      {authority ? <ProgrammeList /> : <PartList programme={null} />}
      {authority && can('analyst') ? <BeginProgramme /> : null}
    </>
  );
}

function ProgrammeList(): ReactNode {
  const { say, format } = useWords();
  const { nameOf, session } = useDesk();
  const programmes = useAll('listProgrammes', { query: { sort: '-createdAt' } });
  return (
    <Panel title={say('kept.all')}>
      <AnsweredList
        query={programmes}
        label={say('kept.all')}
        none={
          <>
            {say('kept.none')} <Link to="/programme">{say('kept.planOne')}</Link>
          </>
        }
        columns={[
          {
            kind: 'name',
            head: say('kept.programme'),
            cell: (one) => (
              <Link to="/programmes/$id" params={{ id: one.id }}>
                {one.title}
              </Link>
            ),
          },
          {
            head: say('kept.state'),
            cell: ({ acceptedPlan }) => say(acceptedPlan === null ? 'kept.noAccepted' : 'kept.running'),
          },
          { kind: 'wrap', head: say('kept.runBy'), cell: ({ party }) => nameOf(party) },
          { head: say('kept.since'), cell: ({ createdAt }) => format.date(createdAt) },
          {
            head: say('desk.visibleTo'),
            cell: ({ party, sharedWith }) => (
              <VisibleTo parties={[...new Set([party, session.party.id, ...sharedWith])]} />
            ),
          },
        ]}
      />
    </Panel>
  );
}
