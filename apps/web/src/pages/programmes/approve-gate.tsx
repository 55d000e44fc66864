import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSend } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { useNameOfLei } from '../../desk/use-name-of-lei.ts';
import { Refused } from '../../desk/refused.tsx';
import { useWords } from '../../words/words.tsx';

/** Approves the gate of a wave as an office: for all institutions of the wave, or for some. */
export function ApproveGate({
  programme,
  wave,
  role,
  institutions,
}: {
  readonly programme: string;
  readonly wave: string;
  readonly role: string;
  readonly institutions: readonly string[];
}): ReactNode {
  const { say } = useWords();
  const { tell } = useDesk();
  const nameOfLei = useNameOfLei();
  const approve = useSend('approveGate');
  const [some, setSome] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [conditions, setConditions] = useState('');
  return (
    <form
      className="fields form"
      aria-label={say('kept.approveAs', { role })}
      onSubmit={(event) => {
        event.preventDefault();
        approve.mutate(
          {
            params: { id: programme },
            body: {
              wave,
              role,
              institutions: some ? [...chosen] : null,
              conditions: conditions.trim() === '' ? null : conditions.trim(),
            },
          },
          { onSuccess: () => tell(say(some ? 'kept.approvedPartly' : 'kept.approved')) },
        );
      }}
    >
      <Radio.Group
        size="xs"
        label={say('kept.approveFor')}
        value={some ? 'some' : 'all'}
        onChange={(value) => setSome(value === 'some')}
      >
        <div className="row checks">
          <Radio size="xs" value="all" label={say('kept.forAll')} />
          <Radio size="xs" value="some" label={say('kept.onlySome')} disabled={institutions.length === 0} />
        </div>
      </Radio.Group>
      {some ? (
        <Checkbox.Group size="xs" label={say('kept.institutions')} value={[...chosen]} onChange={setChosen}>
          <div className="row checks">
            {institutions.map((lei) => (
              <Checkbox key={lei} size="xs" value={lei} label={nameOfLei(lei)} />
            ))}
          </div>
        </Checkbox.Group>
      ) : null}
      <TextInput
        size="xs"
        label={say('kept.conditions')}
        value={conditions}
        onChange={({ currentTarget: { value } }) => setConditions(value)}
      />
      <Refused error={approve.error} />
      <Button size="xs" type="submit" loading={approve.isPending} disabled={some && chosen.length === 0}>
        {say('kept.approveAs', { role })}
      </Button>
    </form>
  );
}
