import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAsk, useSend } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { Refused } from '../../desk/refused.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { sayOr, useWords } from '../../words/words.tsx';
import type { Case } from './case.tsx';

/** What happened in and around the case, as it was known on any date. */
export function CaseTimeline({ held }: { readonly held: Case }): ReactNode {
  const { say, format } = useWords();
  const { can } = useDesk();
  const [asOf, setAsOf] = useState('');
  const params = { id: held.id };
  const timeline = useAsk('getTimeline', asOf === '' ? { params } : { params, query: { asOf } }, { keep: true });
  const acts = can('analyst', 'signatory') && held.state !== 'closed';
  return (
    <Panel
      title={say('timeline.title')}
      note={say('timeline.note')}
      tools={
        <TextInput
          size="xs"
          type="date"
          label={say('timeline.asOf')}
          value={asOf}
          onChange={(event) => setAsOf(event.currentTarget.value)}
        />
      }
    >
      {acts ? <AddEvent held={held} /> : null}
      <Answered query={timeline}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{say('timeline.none')}</p>
          ) : (
            <ol className="timeline">
              {items.map(({ on, kind, says, object }, at) => (
                <li key={`${object ?? ''}${at}`} data-kind={kind}>
                  <time dateTime={on}>{format.date(on)}</time>
                  <span className="tag">{sayOr(say, `timelineKind.${kind}`, kind)}</span>
                  <span>{says}</span>
                </li>
              ))}
            </ol>
          )
        }
      </Answered>
    </Panel>
  );
}

function AddEvent({ held }: { readonly held: Case }): ReactNode {
  const { say } = useWords();
  const add = useSend('addEvent');
  const [on, setOn] = useState('');
  const [event, setEvent] = useState('');
  return (
    <form
      className="row tools"
      aria-label={say('timeline.add')}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        add.mutate({ params: { id: held.id }, body: { on, event } }, { onSuccess: () => setEvent('') });
      }}
    >
      <TextInput
        size="xs"
        type="date"
        label={say('timeline.on')}
        required
        value={on}
        onChange={(changed) => setOn(changed.currentTarget.value)}
      />
      <TextInput
        className="grow"
        size="xs"
        label={say('timeline.event')}
        required
        value={event}
        onChange={(changed) => setEvent(changed.currentTarget.value)}
      />
      <Button size="xs" type="submit" variant="default" loading={add.isPending}>
        {say('timeline.add')}
      </Button>
      <Refused error={add.error} />
    </form>
  );
}
