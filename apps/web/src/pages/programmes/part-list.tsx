import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAll } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { VisibleTo } from '../../desk/marks.tsx';
import { AnsweredList } from '../../parts/answered-list.tsx';
import { Panel } from '../../parts/panel.tsx';
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
      <AnsweredList
        query={parts}
        label={say('kept.parts')}
        none={say(programme === null ? 'kept.noOwnParts' : 'kept.noParts')}
        columns={[
          {
            kind: 'name',
            head: say(programme === null ? 'kept.programme' : 'kept.institution'),
            cell: (one) => (
              <Link to="/programmes/parts/$id" params={{ id: one.id }}>
                {programme === null ? one.title : nameOf(one.party)}
              </Link>
            ),
          },
          { kind: 'wrap', head: say('kept.runBy'), cell: ({ issuer }) => nameOf(issuer) },
          { head: say('kept.since'), cell: ({ createdAt }) => format.date(createdAt) },
          {
            head: say('desk.visibleTo'),
            cell: ({ party, issuer }) => (
              <VisibleTo
                parties={[...new Set([party, issuer])]}
                {...(session.party.kind === 'authority' ? {} : { note: say('kept.partSeen') })}
              />
            ),
          },
        ]}
      />
    </Panel>
  );
}
