import { Button, MultiSelect, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type ItemOf, useAll, useSend } from '../api/send.ts';
import { Answered } from '../parts/answered.tsx';
import { Panel } from '../parts/panel.tsx';
import { sayOr, useWords } from '../words/words.tsx';
import { useDesk } from './desk.tsx';
import { Refused } from './refused.tsx';
import { Secret } from './secret.tsx';

type Event = ItemOf<'listWebhooks'>['events'][number];
const events: readonly Event[] = [
  'case.moved',
  'extract.released',
  'reply.received',
  'measure.created',
  'trial.harm',
  'trial.assessed',
];

/** Where the party is told of events, by signed messages. */
export function Webhooks(): ReactNode {
  const { say } = useWords();
  const { tell } = useDesk();
  const webhooks = useAll('listWebhooks', {});
  const add = useSend('addWebhook');
  const remove = useSend('removeWebhook');
  const [url, setUrl] = useState('');
  const [chosen, setChosen] = useState<readonly Event[]>([]);
  return (
    <Panel title={say('webhooks.title')} note={say('webhooks.note')}>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate({ body: { url, events: [...chosen] } }, { onSuccess: () => setUrl('') });
        }}
      >
        <TextInput
          className="grow"
          size="xs"
          type="url"
          label={say('webhooks.url')}
          placeholder="https://"
          required
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <MultiSelect
          searchable
          className="grow"
          size="xs"
          label={say('webhooks.events')}
          value={[...chosen]}
          onChange={(value) => setChosen(value as Event[])}
          data={events.map((value) => ({ value, label: sayOr(say, `event.${value}`, value) }))}
        />
        <Button size="xs" type="submit" variant="default" loading={add.isPending}>
          {say('webhooks.add')}
        </Button>
      </form>
      <Refused error={add.error} />
      {add.data === undefined ? null : <Secret label={say('webhooks.secret')} value={add.data.secret} />}
      <Answered query={webhooks}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{say('webhooks.none')}</p>
          ) : (
            <ul className="lines">
              {items.map((one) => (
                <li key={one.id}>
                  <code>{one.url}</code>
                  <span className="quiet">
                    {one.events.map((event) => sayOr(say, `event.${event}`, event)).join(', ')}
                  </span>
                  <button
                    type="button"
                    className="why"
                    onClick={() =>
                      remove.mutate({ params: { id: one.id } }, { onSuccess: () => tell(say('webhooks.ended')) })
                    }
                  >
                    {say('webhooks.end')}
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Panel>
  );
}
