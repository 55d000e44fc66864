import { Button, NumberInput, TextInput } from '@mantine/core';
import { programmeChangeSchema } from '@underpin/model';
import { type ReactNode, useMemo, useState } from 'react';
import { useSend } from '../../api/send.ts';
import { Refused } from '../../desk/refused.tsx';
import { fieldsOf } from '../../forms/json-schema.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/words.tsx';
import type { KeptProgramme } from './kept-programme.tsx';

const schema = fieldsOf(programmeChangeSchema);

/** Asks for a plan of all of it, or of what is left; a what-if changes nothing of the programme. */
export function ProposePlan({
  programme,
  onAsked,
}: {
  readonly programme: KeptProgramme;
  readonly onAsked: (job: string) => void;
}): ReactNode {
  const { say } = useWords();
  const plan = useSend('planKeptProgramme');
  const [change, setChange] = useState<Readonly<Record<string, unknown>>>({});
  const [on, setOn] = useState('');
  const [seconds, setSeconds] = useState(10);
  const parsed = useMemo(() => programmeChangeSchema.safeParse(change), [change]);
  const problems = useMemo(
    () => new Map((parsed.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message])),
    [parsed],
  );
  return (
    <Panel
      title={say('kept.propose')}
      note={say(programme.acceptedPlan === null ? 'kept.proposeFirst' : 'kept.proposeRest')}
    >
      <form
        className="fields"
        aria-label={say('kept.propose')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!parsed.success) return;
          plan.mutate(
            {
              params: { id: programme.id },
              body: { seconds, change: parsed.data, ...(on === '' ? {} : { on }) },
            },
            { onSuccess: ({ job }) => onAsked(job) },
          );
        }}
      >
        <div className="row">
          <TextInput
            size="xs"
            type="date"
            label={say('kept.knownUpTo')}
            value={on}
            onChange={({ currentTarget: { value } }) => setOn(value)}
          />
          <NumberInput
            size="xs"
            label={say('programme.ask.seconds')}
            value={seconds}
            min={1}
            max={120}
            suffix=" s"
            onChange={(value) => setSeconds(Math.min(120, Math.max(1, Number(value) || 1)))}
          />
          <Button size="xs" type="submit" loading={plan.isPending} disabled={!parsed.success}>
            {say('kept.proposeNow')}
          </Button>
        </div>
        <details className="schema-group">
          <summary>{say('kept.whatIf')}</summary>
          <SchemaForm schema={schema} value={change} onChange={setChange} problems={problems} />
        </details>
        <Refused error={plan.error} />
      </form>
    </Panel>
  );
}
