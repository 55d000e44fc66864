import { Button, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSend } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { DraftNote } from '../../desk/draft-note.tsx';
import { Refused } from '../../desk/refused.tsx';
import { useDraft } from '../../desk/use-draft.ts';
import { useWords } from '../../words/words.tsx';
import type { Case } from './case.tsx';
import { blankMeasure, MeasureFields, measureOf, type MeasureValues } from './measure-fields.tsx';

interface Values {
  readonly statement: string;
  readonly findings: readonly string[];
  readonly measures: readonly MeasureValues[];
}

/** The decision of the working group, with the measures that rest on it. */
export function DecisionForm({
  held,
  findings,
  done,
}: {
  readonly held: Case;
  readonly findings: readonly { readonly id: string; readonly statement: string }[];
  readonly done: () => void;
}): ReactNode {
  const { say } = useWords();
  const { tell } = useDesk();
  const decide = useSend('decideCase');
  const draft = useDraft<Values>(`decision.${held.id}`, {
    statement: '',
    findings: findings.map(({ id }) => id),
    measures: [],
  });
  const { value, set } = draft;
  return (
    <form
      className="fields form"
      aria-label={say('decision.title')}
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate(
          {
            params: { id: held.id },
            body: {
              statement: value.statement,
              findings: [...value.findings],
              measures: value.measures.map((one) => measureOf(one)),
            },
            ifMatch: held.version,
          },
          {
            onSuccess: () => {
              draft.discard();
              tell(say('decision.taken'));
              done();
            },
          },
        );
      }}
    >
      <DraftNote from={draft.foundFrom} discard={draft.discard} />
      <Textarea
        size="xs"
        autosize
        minRows={3}
        label={say('decision.statement')}
        required
        value={value.statement}
        onChange={({ currentTarget: { value: statement } }) => set((before) => ({ ...before, statement }))}
      />
      <fieldset className="basis-choice">
        <legend>{say('decision.citesFindings')}</legend>
        {findings.map((one) => (
          <label key={one.id}>
            <input
              type="checkbox"
              checked={value.findings.includes(one.id)}
              onChange={({ currentTarget: { checked } }) =>
                set((before) => ({
                  ...before,
                  findings: checked ? [...before.findings, one.id] : before.findings.filter((id) => id !== one.id),
                }))
              }
            />
            <span>{one.statement}</span>
          </label>
        ))}
      </fieldset>
      {value.measures.map((measure, at) => (
        <MeasureFields
          key={at}
          value={measure}
          change={(next) =>
            set((before) => ({ ...before, measures: before.measures.map((one, index) => (index === at ? next : one)) }))
          }
          remove={() => set((before) => ({ ...before, measures: before.measures.filter((_, index) => index !== at) }))}
        />
      ))}
      <div className="row">
        {(['direction', 'exclusion rule', 'trial request'] as const).map((kind) => (
          <Button
            key={kind}
            size="xs"
            variant="default"
            onClick={() =>
              set((before) => ({ ...before, measures: [...before.measures, blankMeasure(kind, held.subject)] }))
            }
          >
            {say(`measure.add.${kind}`)}
          </Button>
        ))}
      </div>
      <Refused error={decide.error} />
      <div className="row">
        <Button size="xs" type="submit" loading={decide.isPending} disabled={value.findings.length === 0}>
          {say('decision.sign')}
        </Button>
        <Button size="xs" variant="default" onClick={done}>
          {say('desk.cancel')}
        </Button>
        <span className="quiet">{say('decision.teach')}</span>
      </div>
    </form>
  );
}
