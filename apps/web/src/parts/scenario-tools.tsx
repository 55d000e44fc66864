import { Button, Popover, Select, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { addStatement, freezeFigures, openCases, whoIsIn } from '../api/review.ts';
import { mayBeSignedIn } from '../api/session.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useWords } from '../words/words.tsx';
import { Answered, ProblemNote } from './answered.tsx';
import { SavedMenu } from './saved-menu.tsx';

const takesEvidence: ReadonlySet<string> = new Set(['open', 'collecting', 'drafting']);

/** Keeps a what-if under a name, or puts what it showed into a case as evidence. */
export function ScenarioTools({
  statement,
  subject,
}: {
  readonly kind: 'withdraw' | 'sale';
  /** What was seen, in one sentence. */
  readonly statement: string;
  /** The subject that was withdrawn; its figures are frozen where the case is about it. */
  readonly subject?: string;
}): ReactNode {
  return (
    <div className="scenario-tools">
      <SavedMenu kind="scenario" />
      <IntoCase statement={statement} {...(subject === undefined ? {} : { subject })} />
    </div>
  );
}

function IntoCase({ statement, subject }: { readonly statement: string; readonly subject?: string }): ReactNode {
  const { say } = useWords();
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={380}>
      <Popover.Target>
        <Button size="xs" variant="default">
          {say('scenario.case')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {mayBeSignedIn() ? (
          <CaseForm statement={statement} {...(subject === undefined ? {} : { subject })} />
        ) : (
          <p className="quiet">{say('scenario.signIn')}</p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function CaseForm({ statement, subject }: { readonly statement: string; readonly subject?: string }): ReactNode {
  const { say } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText] = useState(statement);
  const asOf = useAnswer('getSector', {}).data?.asOf ?? '';
  const cases = useQuery({ queryKey: ['open cases'], queryFn: ({ signal }) => openCases(signal) });
  const who = useQuery({ queryKey: ['who'], queryFn: ({ signal }) => whoIsIn(signal) });
  const put = useMutation({
    mutationFn: async (id: string) => {
      const about = cases.data?.find((one) => one.id === id)?.subject?.expression;
      await addStatement(id, { statement: text, address: location.pathname + location.search, asOf });
      if (subject !== undefined && about === subject) await freezeFigures(id);
    },
  });
  const roles: readonly string[] = who.data?.person.roles ?? [];
  if (who.data !== undefined && !roles.some((role) => role === 'analyst' || role === 'signatory'))
    return <p className="quiet">{say('scenario.signIn')}</p>;
  return (
    <Answered query={cases}>
      {(all) => {
        const open = all.filter(({ state }) => takesEvidence.has(state));
        if (open.length === 0) return <p className="quiet">{say('scenario.noCase')}</p>;
        return (
          <form
            className="saved"
            aria-label={say('scenario.case')}
            onSubmit={(event) => {
              event.preventDefault();
              if (chosen !== null) put.mutate(chosen);
            }}
          >
            <Select
              size="xs"
              label={say('scenario.choose')}
              searchable
              comboboxProps={{ withinPortal: false }}
              value={chosen}
              onChange={setChosen}
              data={open.map(({ id, title }) => ({ value: id, label: title }))}
            />
            <Textarea
              size="xs"
              autosize
              minRows={3}
              maxRows={8}
              label={say('overview.message')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <p className="quiet">{say('scenario.note')}</p>
            <Button size="xs" type="submit" disabled={chosen === null || text.trim() === ''} loading={put.isPending}>
              {say('scenario.put')}
            </Button>
            {put.error === null ? null : <ProblemNote error={put.error} />}
            {put.isSuccess ? <p role="status">{say('scenario.done')}</p> : null}
          </form>
        );
      }}
    </Answered>
  );
}
