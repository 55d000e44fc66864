import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAll } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { VisibleTo } from '../../desk/marks.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { useWords } from '../../words/words.tsx';

/** Parts of institutions in accepted plans: of one programme, or the own ones. */
export function PartList({ programme }: { readonly programme: string | null }): ReactNode {
  const { say, format } = useWords();
  const { nameOf, session } = useDesk();
  const parts = useAll('listProgrammeParts', {
    query: { sort: '-createdAt', ...(programme === null ? {} : { programme }) },
  });
  return (
    <Panel
      title={say(programme === null ? 'kept.ownParts' : 'kept.parts')}
      note={say(programme === null ? 'kept.ownPartsNote' : 'kept.partsNote')}
    >
      <Answered query={parts}>
        {(items) =>
          items.length === 0 ? (
            <p>{say(programme === null ? 'kept.noOwnParts' : 'kept.noParts')}</p>
          ) : (
            <ScrollTable label={say('kept.parts')}>
              <thead>
                <tr>
                  <th scope="col">{say(programme === null ? 'kept.programme' : 'kept.institution')}</th>
                  <th scope="col">{say('kept.runBy')}</th>
                  <th scope="col">{say('kept.since')}</th>
                  <th scope="col">{say('desk.visibleTo')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <th scope="row" className="wrap wide">
                      <Link to="/programmes/parts/$id" params={{ id: one.id }}>
                        {programme === null ? one.title : nameOf(one.party)}
                      </Link>
                    </th>
                    <td className="wrap">{nameOf(one.issuer)}</td>
                    <td>{format.date(one.createdAt)}</td>
                    <td>
                      <VisibleTo
                        parties={[...new Set([one.party, one.issuer])]}
                        {...(session.party.kind === 'authority' ? {} : { note: say('kept.partSeen') })}
                      />
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
