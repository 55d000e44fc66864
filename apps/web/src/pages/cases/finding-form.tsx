import { Button, Select, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Refusal } from '../../api/ask.ts';
import { send, useSend } from '../../api/send.ts';
import { seenBy } from '../../desk/audience.ts';
import { severities } from '../../desk/choices.ts';
import { Conflict } from '../../desk/conflict.tsx';
import { useDesk } from '../../desk/desk.tsx';
import { DraftNote } from '../../desk/draft-note.tsx';
import { Grade, Marking } from '../../desk/marks.tsx';
import { Refused } from '../../desk/refused.tsx';
import { useDraft } from '../../desk/use-draft.ts';
import { sayOr, useWords } from '../../words/words.tsx';
import type { Case } from './case.tsx';
import type { Evidence } from './case-evidence.tsx';
import type { Finding } from './case-findings.tsx';

interface Values {
  readonly statement: string;
  readonly severity: Finding['severity'];
  readonly evidence: readonly string[];
}

/** Drafts a finding on evidence, or changes it. */
export function FindingForm({
  held,
  evidence,
  before: given,
  done,
}: {
  readonly held: Case;
  readonly evidence: readonly Evidence[];
  readonly before?: Finding;
  readonly done: () => void;
}): ReactNode {
  const { say } = useWords();
  const [before] = useState(given);
  const { tell } = useDesk();
  const draft = useDraft<Values>(
    before === undefined ? `finding.${held.id}` : `finding.${before.id}.${before.version}`,
    before ?? { statement: '', severity: 'medium', evidence: [] },
  );
  const { value, set } = draft;
  const add = useSend('addFinding');
  const change = useSend('changeFinding');
  const [theirs, setTheirs] = useState<Finding | null>(null);
  const body = { statement: value.statement, severity: value.severity, evidence: [...value.evidence] };
  const finish = (text: string, undo?: () => unknown): void => {
    draft.discard();
    tell(text, undo);
    done();
  };
  const save = (version: number | undefined): void => {
    if (before === undefined) {
      add.mutate({ params: { id: held.id }, body }, { onSuccess: () => finish(say('finding.added')) });
      return;
    }
    const { statement, severity, evidence: basis } = before;
    change.mutate(
      { params: { id: before.id }, body, ifMatch: version ?? before.version },
      {
        onSuccess: (after) =>
          finish(say('finding.changed'), () =>
            change.mutateAsync({
              params: { id: before.id },
              body: { statement, severity, evidence: basis },
              ifMatch: after.version,
            }),
          ),
        onError: (error) => {
          if (error instanceof Refusal && error.status === 412) {
            void send('getFinding', { params: { id: before.id } }).then(setTheirs);
          }
        },
      },
    );
  };
  return (
    <form
      className="fields form"
      aria-label={say(before === undefined ? 'finding.add' : 'finding.edit')}
      onSubmit={(event) => {
        event.preventDefault();
        save(undefined);
      }}
    >
      <DraftNote from={draft.foundFrom} discard={draft.discard} />
      {theirs === null ? null : (
        <Conflict
          fields={[
            { label: say('finding.statement'), theirs: theirs.statement, mine: value.statement },
            { label: say('finding.severity'), theirs: theirs.severity, mine: value.severity },
            { label: say('finding.basisTitle'), theirs: theirs.evidence.join(', '), mine: value.evidence.join(', ') },
          ]}
          keepMine={() => {
            setTheirs(null);
            save(theirs.version);
          }}
          takeTheirs={() => {
            draft.discard();
            done();
          }}
        />
      )}
      <Textarea
        size="xs"
        autosize
        minRows={2}
        label={say('finding.statement')}
        required
        value={value.statement}
        onChange={({ currentTarget: { value: statement } }) => set((old) => ({ ...old, statement }))}
      />
      <Select
        size="xs"
        label={say('finding.severity')}
        allowDeselect={false}
        value={value.severity}
        onChange={(severity) => set((old) => ({ ...old, severity: severity ?? 'medium' }))}
        data={severities.map((one) => ({ value: one, label: sayOr(say, `findingSeverity.${one}`, one) }))}
      />
      <fieldset className="basis-choice">
        <legend>{say('finding.basisTitle')}</legend>
        {evidence.length === 0 ? <p className="quiet">{say('evidence.none')}</p> : null}
        {evidence.map((one) => {
          const all = seenBy(one, held.authorities).length === held.authorities.length;
          return (
            <label key={one.id}>
              <input
                type="checkbox"
                checked={value.evidence.includes(one.id)}
                onChange={({ currentTarget: { checked } }) =>
                  set((old) => ({
                    ...old,
                    evidence: checked ? [...old.evidence, one.id] : old.evidence.filter((id) => id !== one.id),
                  }))
                }
              />
              <Grade reliability={one.reliability} credibility={one.credibility} />
              <Marking value={one.marking} />
              <span>
                {one.statement}
                {all ? null : <span className="problem-text"> {say('finding.notAll')}</span>}
              </span>
            </label>
          );
        })}
      </fieldset>
      <Refused error={theirs === null ? (add.error ?? change.error) : null} />
      <div className="row">
        <Button
          size="xs"
          type="submit"
          loading={add.isPending || change.isPending}
          disabled={value.evidence.length === 0}
        >
          {say(before === undefined ? 'finding.save' : 'desk.save')}
        </Button>
        <Button size="xs" variant="default" onClick={done}>
          {say('desk.cancel')}
        </Button>
        <span className="quiet">
          {value.evidence.length === 0
            ? say('finding.needsBasis')
            : before === undefined
              ? say('evidence.onlyYours')
              : say('finding.breaks')}
        </span>
      </div>
    </form>
  );
}
