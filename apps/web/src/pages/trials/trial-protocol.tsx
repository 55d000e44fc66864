import { Button, MultiSelect } from '@mantine/core';
import { type TrialProtocol, trialProtocolSchema } from '@underpin/model';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useAsk, useSend } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { DraftNote } from '../../desk/draft-note.tsx';
import { Refused } from '../../desk/refused.tsx';
import { useDraft } from '../../desk/use-draft.ts';
import { fieldsOf } from '../../forms/json-schema.ts';
import { SchemaFacts } from '../../forms/schema-facts.tsx';
import { SchemaForm } from '../../forms/schema-form.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/words.tsx';
import type { Trial } from './trial-marks.tsx';
import { TrialPlan } from './trial-plan.tsx';
import { TrialSeals } from './trial-seals.tsx';

const schema = fieldsOf(trialProtocolSchema);
const settleMs = 500;

/** The protocol: its sense, sample size and power, its seals; a form while it may be changed. */
export function TrialProtocolSection({ trial }: { readonly trial: Trial }): ReactNode {
  const { session, can } = useDesk();
  const own = trial.party === session.party.id && can('analyst', 'reporter');
  const [editing, setEditing] = useState(own && trial.state === 'draft');
  return (
    <>
      <TrialSeals trial={trial} own={own} editing={editing} />
      {editing ? (
        <Edit
          key={trial.version}
          trial={trial}
          {...(trial.state === 'draft' ? {} : { close: () => setEditing(false) })}
        />
      ) : (
        <Read trial={trial} {...(own ? { amend: () => setEditing(true) } : {})} />
      )}
      {own ? <Share trial={trial} /> : null}
    </>
  );
}

function Read({ trial, amend }: { readonly trial: Trial; readonly amend?: () => void }): ReactNode {
  const { say } = useWords();
  const plan = useAsk('planTrial', { body: trial.protocol });
  return (
    <>
      <TrialPlan protocol={trial.protocol} plan={plan} />
      <Panel
        title={say('trials.protocol')}
        note={say('trials.protocolNote')}
        tools={
          <div className="links">
            <TakeAway protocol={trial.protocol} />
            {amend === undefined ? null : (
              <Button size="xs" variant="default" onClick={amend}>
                {say('trials.amend')}
              </Button>
            )}
          </div>
        }
      >
        <SchemaFacts schema={schema} value={trial.protocol} />
      </Panel>
    </>
  );
}

/** The protocol as the file that the command line takes. */
function TakeAway({ protocol }: { readonly protocol: TrialProtocol }): ReactNode {
  const { say } = useWords();
  const address = useMemo(
    () => URL.createObjectURL(new Blob([JSON.stringify(protocol, null, 2)], { type: 'application/json' })),
    [protocol],
  );
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return (
    <a href={address} download={`${protocol.id}.json`}>
      {say('trials.protocolDownload')}
    </a>
  );
}

function Edit({ trial, close }: { readonly trial: Trial; readonly close?: () => void }): ReactNode {
  const { say } = useWords();
  const { tell } = useDesk();
  const change = useSend('changeProtocol');
  const draft = useDraft(`protocol.${trial.id}.${trial.version}`, trial.protocol as Record<string, unknown>);
  const settled = useSettled(draft.value);
  const parsed = useMemo(() => trialProtocolSchema.safeParse(settled), [settled]);
  const plan = useAsk('planTrial', parsed.success ? { body: parsed.data } : null, { keep: true });
  const problems = useMemo(() => {
    const found = new Map<string, string>();
    const add = (path: string, text: string): void => {
      found.set(path, found.has(path) ? `${found.get(path) ?? ''} ${text}` : text);
    };
    for (const { path, message } of parsed.error?.issues ?? []) add(path.join('.'), message);
    if (parsed.success)
      for (const { location, severity, message } of plan.data?.findings ?? [])
        if (severity === 'error') add(location.column ?? '', message);
    return found;
  }, [parsed, plan.data]);
  const unchanged = JSON.stringify(draft.value) === JSON.stringify(trial.protocol);
  return (
    <form
      aria-label={say('trials.protocol')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const whole = trialProtocolSchema.safeParse(draft.value);
        if (!whole.success) return;
        // By its promise: the form is made anew once the new version has come.
        change.mutateAsync({ params: { id: trial.id }, body: whole.data, ifMatch: trial.version }).then(
          () => {
            draft.discard();
            tell(say('trials.saved'));
            close?.();
          },
          () => {},
        );
      }}
    >
      <Panel
        title={say('trials.protocol')}
        note={say(trial.state === 'draft' ? 'trials.draftNote' : 'trials.amendNote')}
      >
        <DraftNote from={draft.foundFrom} discard={draft.discard} />
        <SchemaForm
          schema={schema}
          value={draft.value}
          onChange={(value) => draft.set(() => value)}
          problems={problems}
        />
        <div className="apply">
          <Button size="xs" type="submit" loading={change.isPending} disabled={!parsed.success || unchanged}>
            {say('desk.save')}
          </Button>
          {close === undefined ? null : (
            <Button size="xs" variant="default" onClick={close}>
              {say('desk.cancel')}
            </Button>
          )}
          <span role="status" className={problems.size > 0 ? 'problem-text' : 'quiet'}>
            {problems.size > 0
              ? say('trials.problems', { n: problems.size })
              : say(unchanged ? 'trials.nothingChanged' : 'trials.notSaved')}
          </span>
        </div>
        <Refused error={change.error} />
      </Panel>
      {parsed.success ? <TrialPlan protocol={parsed.data} plan={plan} /> : null}
    </form>
  );
}

/** The value once it has been still for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function Share({ trial }: { readonly trial: Trial }): ReactNode {
  const { say } = useWords();
  const { parties, tell } = useDesk();
  const share = useSend('shareTrial');
  const [chosen, setChosen] = useState<readonly string[]>(trial.sharedWith);
  const known = [...parties.values()].filter(({ id }) => id !== trial.party);
  // A party that the own one does not see may still be named by its id.
  const unknown = chosen.filter((id) => !parties.has(id));
  return (
    <Panel title={say('trials.share')} note={say('trials.shareNote')}>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          share.mutate(
            { params: { id: trial.id }, body: { parties: [...chosen] }, ifMatch: trial.version },
            { onSuccess: () => tell(say('trials.shared')) },
          );
        }}
      >
        <MultiSelect
          className="grow"
          size="xs"
          searchable
          label={say('trials.shareWith')}
          value={[...chosen]}
          onChange={setChosen}
          data={[
            ...known.map(({ id, name }) => ({ value: id, label: name })),
            ...unknown.map((id) => ({ value: id, label: id })),
          ]}
        />
        <Button size="xs" type="submit" variant="default" loading={share.isPending}>
          {say('desk.save')}
        </Button>
      </form>
      <Refused error={share.error} />
    </Panel>
  );
}
