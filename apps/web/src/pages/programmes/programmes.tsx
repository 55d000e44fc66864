import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAll } from '../../api/send.ts';
import { DeskPage, useDesk } from '../../desk/desk.tsx';
import { VisibleTo } from '../../desk/marks.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
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
      <Answered query={programmes}>
        {(items) =>
          items.length === 0 ? (
            <p>
              {say('kept.none')} <Link to="/programme">{say('kept.planOne')}</Link>
            </p>
          ) : (
            <ScrollTable label={say('kept.all')}>
              <thead>
                <tr>
                  <th scope="col">{say('kept.programme')}</th>
                  <th scope="col">{say('kept.state')}</th>
                  <th scope="col">{say('kept.runBy')}</th>
                  <th scope="col">{say('kept.since')}</th>
                  <th scope="col">{say('desk.visibleTo')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <th scope="row" className="wrap wide">
                      <Link to="/programmes/$id" params={{ id: one.id }}>
                        {one.title}
                      </Link>
                    </th>
                    <td>{say(one.acceptedPlan === null ? 'kept.noAccepted' : 'kept.running')}</td>
                    <td className="wrap">{nameOf(one.party)}</td>
                    <td>{format.date(one.createdAt)}</td>
                    <td>
                      <VisibleTo parties={[...new Set([one.party, session.party.id, ...one.sharedWith])]} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          )
        }
      </Answered>
    </Panel>
  );
}
