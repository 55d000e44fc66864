import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAsk, useSend } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { Refused } from '../../desk/refused.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { sayOr, useWords } from '../../words/words.tsx';
import type { Case } from './case.tsx';

interface Happened {
  readonly on: string;
  readonly kind: string;
  readonly says: string;
  readonly object: string | null;
}
type Several = readonly [Happened, ...Happened[]];

/** Submissions come by the dozen on one day: they share one line, which opens. */
function folded(items: readonly Happened[]): readonly Several[] {
  const groups: [Happened, ...Happened[]][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (item.kind === 'submission' && last?.[0].kind === item.kind && last[0].on === item.on) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

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
              {folded(items).map((several) => {
                const { on, kind, says, object } = several[0];
                return (
                  <li key={`${object ?? ''}${on}${says}`} data-kind={kind}>
                    <time dateTime={on}>{format.date(on)}</time>
                    <span className="tag">{sayOr(say, `timelineKind.${kind}`, kind)}</span>
                    {several.length === 1 ? (
                      <span>{says}</span>
                    ) : (
                      <details>
                        <summary>{say('timeline.several', { n: several.length })}</summary>
                        <ul>
                          {several.map((one, at) => (
                            <li key={`${one.object ?? ''}${at}`}>{one.says}</li>
                          ))}
                        </ul>
                      </details>
                    )}
                  </li>
                );
              })}
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
