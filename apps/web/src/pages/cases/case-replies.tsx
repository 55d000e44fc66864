import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type ItemOf, useAll, useSend } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { ExtractView } from '../../desk/extract-view.tsx';
import { VisibleTo, When } from '../../desk/marks.tsx';
import { Refused } from '../../desk/refused.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/words.tsx';
import type { Case } from './case.tsx';
import { ExtractForm } from './extract-form.tsx';

/** Extracts that are made and released, and what came back. */
export function CaseReplies({ held }: { readonly held: Case }): ReactNode {
  const { say } = useWords();
  const { can } = useDesk();
  const params = { id: held.id };
  const extracts = useAll('listExtracts', can('analyst', 'signatory') ? { params } : null);
  const replies = useAll('listReplies', {});
  const findings = useAll('listFindings', { params });
  const [adding, setAdding] = useState(false);
  const acts = can('analyst', 'signatory') && ['drafting', 'reply'].includes(held.state);
  return (
    <Panel
      title={say('extract.title')}
      note={say('extract.note')}
      tools={
        acts ? (
          <Button size="xs" onClick={() => setAdding(true)}>
            {say('extract.add')}
          </Button>
        ) : null
      }
    >
      {adding ? (
        <ExtractForm
          held={held}
          findings={(findings.data ?? []).filter(({ sharedAt }) => sharedAt !== null)}
          done={() => setAdding(false)}
        />
      ) : null}
      <Answered query={extracts}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{say('extract.none')}</p>
          ) : (
            <ul className="objects" aria-label={say('extract.title')}>
              {items.map((one) => (
                <OneExtract
                  key={one.id}
                  one={one}
                  held={held}
                  replies={(replies.data ?? []).filter(({ extract }) => extract === one.id)}
                />
              ))}
            </ul>
          )
        }
      </Answered>
    </Panel>
  );
}

function OneExtract({
  one,
  held,
  replies,
}: {
  readonly one: ItemOf<'listExtracts'>;
  readonly held: Case;
  readonly replies: readonly ItemOf<'listReplies'>[];
}): ReactNode {
  const { say } = useWords();
  const { session, can, nameOf, tell } = useDesk();
  const release = useSend('releaseExtract');
  const mine = one.party === session.party.id && can('analyst', 'signatory');
  return (
    <li className="object" id={one.id}>
      <div className="object-head">
        <strong>{say('extract.to', { recipient: nameOf(one.recipient) })}</strong>
        <VisibleTo
          parties={one.releasedAt === null ? held.authorities : [...held.authorities, one.recipient]}
          note={one.releasedAt === null ? say('extract.notReleased') : say('extract.released')}
        />
        <span className="quiet">
          {one.party} · <When at={one.createdAt} />
        </span>
        {mine && one.releasedAt === null && held.state === 'reply' ? (
          <span className="object-tools">
            <Button
              size="xs"
              loading={release.isPending}
              onClick={() =>
                release.mutate(
                  { params: { id: one.id }, ifMatch: one.version },
                  { onSuccess: () => tell(say('extract.releasedTold', { recipient: nameOf(one.recipient) })) },
                )
              }
            >
              {say('extract.release', { recipient: nameOf(one.recipient) })}
            </Button>
          </span>
        ) : null}
      </div>
      {mine && one.releasedAt === null && held.state === 'drafting' ? (
        <p className="quiet">{say('extract.releaseLater')}</p>
      ) : null}
      <Refused error={release.error} />
      <ExtractView {...one} />
      {replies.length === 0 ? (
        <p className="quiet">{say(one.releasedAt === null ? 'extract.noReplyYet' : 'extract.waitsForReply')}</p>
      ) : (
        <ul className="opinions" aria-label={say('extract.replies')}>
          {replies.map((reply) => (
            <li key={reply.id}>
              <strong>{nameOf(reply.party)}</strong>{' '}
              <span className="quiet">
                <When at={reply.receivedAt} />
              </span>
              <p>{reply.text}</p>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
