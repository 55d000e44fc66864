import { Button, Radio, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Refusal } from '../../api/ask.ts';
import { send, useSend } from '../../api/send.ts';
import { positions } from '../../desk/choices.ts';
import { Conflict } from '../../desk/conflict.tsx';
import { useDesk } from '../../desk/desk.tsx';
import { DraftNote } from '../../desk/draft-note.tsx';
import { Refused } from '../../desk/refused.tsx';
import { useDraft } from '../../desk/use-draft.ts';
import { sayOr, useWords } from '../../words/words.tsx';
import type { Finding } from './case-findings.tsx';

/** Gives and signs the opinion of one's authority on the wording that is shown here, and on no other. */
export function SignForm({
  finding: given,
  done,
}: {
  readonly finding: Finding;
  readonly done: () => void;
}): ReactNode {
  const { say } = useWords();
  const { session, tell } = useDesk();
  const [finding, setFinding] = useState(given);
  const [changed, setChanged] = useState<Finding | null>(null);
  const draft = useDraft(`opinion.${given.id}`, { position: '' as '' | (typeof positions)[number], reasons: '' });
  const { value, set } = draft;
  const sign = useSend('signOpinion');
  const submit = (version: number): void => {
    if (value.position === '') return;
    sign.mutate(
      { params: { id: finding.id }, body: { position: value.position, reasons: value.reasons, version } },
      {
        onSuccess: () => {
          draft.discard();
          tell(say('opinion.signed'));
          done();
        },
        onError: (error) => {
          if (error instanceof Refusal && error.status === 412) {
            void send('getFinding', { params: { id: finding.id } }).then(setChanged);
          }
        },
      },
    );
  };
  return (
    <form
      className="fields form"
      aria-label={say('opinion.sign')}
      onSubmit={(event) => {
        event.preventDefault();
        submit(finding.version);
      }}
    >
      <DraftNote from={draft.foundFrom} discard={draft.discard} />
      <p className="quiet">{say('opinion.teach', { party: session.party.name, version: finding.version })}</p>
      {changed === null ? null : (
        <Conflict
          fields={[{ label: say('finding.statement'), theirs: changed.statement, mine: finding.statement }]}
          keepMine={() => {
            setFinding(changed);
            setChanged(null);
            submit(changed.version);
          }}
          takeTheirs={() => {
            setFinding(changed);
            setChanged(null);
          }}
        />
      )}
      <Radio.Group
        size="xs"
        label={say('opinion.position')}
        required
        value={value.position}
        onChange={(position) => set((before) => ({ ...before, position: position as (typeof positions)[number] }))}
      >
        <div className="row checks">
          {positions.map((one) => (
            <Radio key={one} size="xs" value={one} label={sayOr(say, `position.${one}`, one)} required />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        size="xs"
        autosize
        minRows={2}
        label={say('opinion.reasons')}
        required
        value={value.reasons}
        onChange={({ currentTarget: { value: reasons } }) => set((before) => ({ ...before, reasons }))}
      />
      <Refused error={changed === null ? sign.error : null} />
      <div className="row">
        <Button size="xs" type="submit" loading={sign.isPending}>
          {say('opinion.signNow')}
        </Button>
        <Button size="xs" variant="default" onClick={done}>
          {say('desk.cancel')}
        </Button>
      </div>
    </form>
  );
}
