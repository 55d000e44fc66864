import { Button, Textarea } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type ItemOf, useAll, useAsk, useSend } from '../api/send.ts';
import { DeskPage, useDesk } from '../desk/desk.tsx';
import { DraftNote } from '../desk/draft-note.tsx';
import { ExtractView } from '../desk/extract-view.tsx';
import { When } from '../desk/marks.tsx';
import { Refused } from '../desk/refused.tsx';
import { useDraft } from '../desk/use-draft.ts';
import { WaitingList } from '../desk/waiting-list.tsx';
import { Answered } from '../parts/answered.tsx';
import { Panel } from '../parts/panel.tsx';
import { sayOr, useWords } from '../words/words.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';

export function ReceivedPage(): ReactNode {
  return (
    <DeskPage>
      <Received />
    </DeskPage>
  );
}

/** What an institution or provider sees: extracts that were released to it, measures that name it, its own submissions. Nothing else. */
function Received(): ReactNode {
  const { say, format } = useWords();
  const { can, session } = useDesk();
  const { extract: chosen } = useSearch({ from: '/received' });
  const recipient = can('reporter', 'respondent');
  const extracts = useAll('listReceivedExtracts', recipient ? { query: { sort: '-releasedAt' } } : null);
  const replies = useAll('listReplies', recipient ? {} : null);
  const waiting = useAsk('listWaiting', recipient ? {} : null);
  const measures = useAll('listMeasures', recipient ? {} : null);
  const submissions = useAll(
    'listSubmissions',
    recipient && session.party.kind === 'institution' ? { query: { sort: '-referenceDate' } } : null,
  );
  if (!recipient) {
    return (
      <>
        <h1>{say('received.title')}</h1>
        <p className="note">{say('received.notForYou')}</p>
      </>
    );
  }
  return (
    <>
      <h1>{say('received.title')}</h1>
      <p className="quiet lead">{say('received.lead', { party: session.party.name })}</p>
      <WaitingList query={waiting} />
      <Answered query={extracts}>
        {(items) =>
          items.length === 0 ? (
            <p className="note">{say('received.none')}</p>
          ) : (
            <ul className="objects" aria-label={say('extract.title')}>
              {items.map((one) => (
                <OneReceived
                  key={one.id}
                  one={one}
                  replies={(replies.data ?? []).filter(({ extract }) => extract === one.id)}
                  chosen={one.id === chosen}
                />
              ))}
            </ul>
          )
        }
      </Answered>
      {(measures.data ?? []).length === 0 ? null : (
        <Panel title={say('received.measures')}>
          <ul className="lines">
            {(measures.data ?? []).map((one) => (
              <li key={one.id}>
                <span className="tag">{sayOr(say, `measureKind.${one.kind}`, one.kind)}</span>
                <Link to="/directions/$id" params={{ id: one.id }}>
                  {one.title}
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {submissions.data === undefined ? null : (
        <Panel title={say('received.submissions')} note={say('received.submissionsNote')}>
          {submissions.data.length === 0 ? (
            <p className="quiet">{say('received.noSubmissions')}</p>
          ) : (
            <ScrollTable label={say('received.submissions')} height="short">
              <thead>
                <tr>
                  <th scope="col">{say('column.name')}</th>
                  <th scope="col">{say('column.referenceDate')}</th>
                  <th scope="col">{say('column.receivedAt')}</th>
                  <th scope="col">{say('column.format')}</th>
                </tr>
              </thead>
              <tbody>
                {submissions.data.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">{one.name}</th>
                    <td>{format.date(one.referenceDate)}</td>
                    <td>{format.date(one.receivedAt)}</td>
                    <td>{one.format}</td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          )}
        </Panel>
      )}
    </>
  );
}

function OneReceived({
  one,
  replies,
  chosen,
}: {
  readonly one: ItemOf<'listReceivedExtracts'>;
  readonly replies: readonly ItemOf<'listReplies'>[];
  readonly chosen: boolean;
}): ReactNode {
  const { say } = useWords();
  const open = one.replyBy !== null && Date.parse(one.replyBy) >= Date.now();
  return (
    <li className="object" id={one.id} data-chosen={chosen}>
      <ExtractView {...one} />
      {replies.length === 0 ? null : (
        <ul className="opinions" aria-label={say('extract.replies')}>
          {replies.map((reply) => (
            <li key={reply.id}>
              <strong>{say('received.yourReply')}</strong>{' '}
              <span className="quiet">
                <When at={reply.receivedAt} />
              </span>
              <p>{reply.text}</p>
            </li>
          ))}
        </ul>
      )}
      {open ? (
        <Reply extract={one.id} again={replies.length > 0} />
      ) : (
        <p className="quiet">{say('received.timeOut')}</p>
      )}
    </li>
  );
}

function Reply({ extract, again }: { readonly extract: string; readonly again: boolean }): ReactNode {
  const { say } = useWords();
  const { tell } = useDesk();
  const add = useSend('addReply');
  const draft = useDraft(`reply.${extract}`, { text: '' });
  return (
    <form
      className="fields"
      aria-label={say('received.reply')}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(
          { params: { id: extract }, body: { text: draft.value.text } },
          {
            onSuccess: () => {
              draft.discard();
              tell(say('received.replied'));
            },
          },
        );
      }}
    >
      <DraftNote from={draft.foundFrom} discard={draft.discard} />
      <Textarea
        size="xs"
        autosize
        minRows={2}
        label={say(again ? 'received.replyMore' : 'received.reply')}
        description={say('received.replyTeach')}
        required
        value={draft.value.text}
        onChange={({ currentTarget: { value: text } }) => draft.set({ text })}
      />
      <Refused error={add.error} />
      <div className="row">
        <Button size="xs" type="submit" loading={add.isPending}>
          {say('received.send')}
        </Button>
      </div>
    </form>
  );
}
