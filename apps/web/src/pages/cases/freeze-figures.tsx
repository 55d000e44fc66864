import { Button, Checkbox, Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSend } from '../../api/send.ts';
import { markings } from '../../desk/choices.ts';
import { JobProgress } from '../../desk/jobs.tsx';
import { Refused } from '../../desk/refused.tsx';
import { useWords } from '../../words/words.tsx';

const requests = {
  lost: { measure: 'critical functions lost', scope: 'sector' },
  hit: { measure: 'sector impact', scope: 'sector', weight: 'count' },
  assets: { measure: 'sector impact', scope: 'sector', weight: 'total assets' },
  share: { measure: 'direct share', scope: 'sector', weight: 'count' },
  concentration: { measure: 'concentration', scope: 'sector' },
} as const;
type Choice = keyof typeof requests;

/** Computes figures and keeps them as evidence, as they are now: on the subject of the case, or on the one given. */
export function FreezeFigures({
  caseId,
  subject,
  done,
}: {
  readonly caseId: string;
  readonly subject?: { readonly expression: string };
  readonly done: () => void;
}): ReactNode {
  const { say } = useWords();
  const freeze = useSend('freezeFigures');
  const [chosen, setChosen] = useState<readonly Choice[]>(['lost', 'hit', 'assets']);
  const [marking, setMarking] = useState<(typeof markings)[number]>('AMBER');
  return (
    <form
      className="fields form"
      aria-label={say('figures.freeze')}
      onSubmit={(event) => {
        event.preventDefault();
        freeze.mutate({
          params: { id: caseId },
          body: {
            figures: chosen.map((name) => requests[name]),
            marking,
            ...(subject === undefined ? {} : { subject: { ...subject } }),
          },
        });
      }}
    >
      <Checkbox.Group
        size="xs"
        label={say('figures.which')}
        description={say(subject === undefined ? 'figures.onCase' : 'figures.onGiven')}
        value={[...chosen]}
        onChange={(value) => setChosen(value as Choice[])}
      >
        <div className="row checks">
          {(Object.keys(requests) as Choice[]).map((name) => (
            <Checkbox key={name} size="xs" value={name} label={say(`figures.${name}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <div className="row">
        <Select
          size="xs"
          label={say('desk.marking')}
          allowDeselect={false}
          value={marking}
          onChange={(value) => setMarking(value ?? 'AMBER')}
          data={markings.map((one) => ({ value: one, label: `TLP:${one}` }))}
        />
      </div>
      <Refused error={freeze.error} />
      {freeze.data === undefined ? null : <JobProgress job={freeze.data.job} />}
      <div className="row">
        <Button size="xs" type="submit" loading={freeze.isPending} disabled={chosen.length === 0}>
          {say('figures.now')}
        </Button>
        <Button size="xs" variant="default" onClick={done}>
          {say(freeze.data === undefined ? 'desk.cancel' : 'app.close')}
        </Button>
      </div>
    </form>
  );
}
