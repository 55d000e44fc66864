import { Button, Modal, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useAll, useAsk, useSend } from '../../api/send.ts';
import { DeskPage, useDesk } from '../../desk/desk.tsx';
import { DraftNote } from '../../desk/draft-note.tsx';
import { Clock, Marking, StateTag } from '../../desk/marks.tsx';
import { Refused } from '../../desk/refused.tsx';
import { useDraft } from '../../desk/use-draft.ts';
import { WaitingList } from '../../desk/waiting-list.tsx';
import { AnsweredList } from '../../parts/answered-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { sayOr, useWords } from '../../words/words.tsx';
import { markings } from '../../desk/choices.ts';

const states = ['draft', 'open', 'collecting', 'drafting', 'reply', 'deliberation', 'submitted', 'decided', 'closed'];

export function CasesPage(): ReactNode {
  return (
    <DeskPage>
      <Cases />
    </DeskPage>
  );
}

function Cases(): ReactNode {
  const { say } = useWords();
  const { can, session } = useDesk();
  const navigate = useNavigate({ from: '/cases' });
  const { state, begin, subject } = useSearch({ from: '/cases' });
  const cases = useAll('listCases', {
    query: { sort: '-stateSince', ...(state === undefined ? {} : { state: state as 'open' }) },
  });
  const waiting = useAsk('listWaiting', {});
  const inside = session.party.kind === 'authority' || session.party.kind === 'working group';
  if (!inside) return <NoCases />;
  const close = (): void => void navigate({ search: (before) => (before.state ? { state: before.state } : {}) });
  return (
    <>
      <div className="page-head">
        <h1>{say('cases.title')}</h1>
        {can('analyst', 'signatory') ? (
          <Button size="xs" onClick={() => void navigate({ search: (before) => ({ ...before, begin: 'yes' }) })}>
            {say('cases.begin')}
          </Button>
        ) : null}
      </div>
      <WaitingList query={waiting} />
      <Panel
        title={say('cases.all')}
        note={say(session.party.kind === 'authority' ? 'cases.noteAuthority' : 'cases.noteGroup')}
        tools={
          <Select
            size="xs"
            aria-label={say('cases.state')}
            placeholder={say('cases.anyState')}
            clearable
            value={state ?? null}
            onChange={(value) => void navigate({ search: value === null ? {} : { state: value } })}
            data={states.map((value) => ({ value, label: sayOr(say, `state.${value}`, value) }))}
          />
        }
      >
        <AnsweredList
          query={cases}
          label={say('cases.all')}
          none={say('cases.none')}
          columns={[
            {
              kind: 'name',
              head: say('cases.case'),
              cell: (one) => (
                <Link to="/cases/$id" params={{ id: one.id }}>
                  {one.title}
                </Link>
              ),
            },
            { head: say('cases.state'), cell: ({ state: at }) => <StateTag state={at} /> },
            { head: say('cases.clock'), cell: ({ dueAt }) => <Clock dueAt={dueAt} /> },
            { head: say('cases.lead'), cell: ({ lead }) => lead },
            { head: say('cases.takePart'), cell: ({ authorities }) => authorities.join(', ') },
            { head: say('desk.marking'), cell: ({ marking }) => <Marking value={marking} /> },
            {
              kind: 'number',
              head: say('cases.waits'),
              cell: ({ id }) =>
                (waiting.data?.items ?? [])
                  .filter(({ caseId }) => caseId === id)
                  .reduce((sum, { count }) => sum + count, 0) || '',
            },
          ]}
        />
      </Panel>
      <Modal
        opened={begin === 'yes' && can('analyst', 'signatory')}
        onClose={close}
        title={say('cases.begin')}
        size="lg"
        lockScroll={false}
        transitionProps={{ duration: 0 }}
        closeButtonProps={{ 'aria-label': say('app.close') }}
      >
        <NewCase subject={subject ?? ''} />
      </Modal>
    </>
  );
}

function NoCases(): ReactNode {
  const { say } = useWords();
  return (
    <>
      <h1>{say('cases.title')}</h1>
      <p className="note">{say('cases.notForYou')}</p>
    </>
  );
}

function NewCase({ subject }: { readonly subject: string }): ReactNode {
  const { say } = useWords();
  const { parties, session } = useDesk();
  const navigate = useNavigate();
  const add = useSend('addCase');
  const all = [...parties.values()];
  const groups = all.filter(({ kind }) => kind === 'working group');
  const draft = useDraft('new-case', {
    title: '',
    question: '',
    expression: subject,
    label: '',
    marking: 'AMBER',
    authorities: [] as string[],
    workingGroup: '',
    quorum: 2,
  });
  const { value, set } = draft;
  // The parties may come after the form.
  const workingGroup = value.workingGroup === '' ? (groups[0]?.id ?? '') : value.workingGroup;
  const [touched, setTouched] = useState(false);
  return (
    <form
      className="fields"
      aria-label={say('cases.begin')}
      onSubmit={(event) => {
        event.preventDefault();
        setTouched(true);
        if (workingGroup === '') return;
        const { expression, label, marking, ...rest } = value;
        const wanted = expression.trim() === '' ? null : { expression, ...(label.trim() === '' ? {} : { label }) };
        add.mutate(
          {
            body: {
              ...rest,
              workingGroup,
              authorities: [...new Set([session.party.id, ...rest.authorities])],
              marking: marking as 'AMBER',
              subject: wanted,
            },
          },
          {
            onSuccess: (made) => {
              draft.discard();
              void navigate({ to: '/cases/$id', params: { id: made.id } });
            },
          },
        );
      }}
    >
      <DraftNote from={draft.foundFrom} discard={draft.discard} />
      <TextInput
        size="xs"
        data-autofocus
        label={say('case.title')}
        required
        value={value.title}
        onChange={({ currentTarget: { value: title } }) => set((before) => ({ ...before, title }))}
      />
      <Textarea
        size="xs"
        autosize
        minRows={2}
        label={say('case.question')}
        required
        value={value.question}
        onChange={({ currentTarget: { value: question } }) => set((before) => ({ ...before, question }))}
      />
      <div className="row">
        <TextInput
          className="grow"
          size="xs"
          label={say('case.subject')}
          description={say('case.subjectHint')}
          value={value.expression}
          onChange={({ currentTarget: { value: expression } }) => set((before) => ({ ...before, expression }))}
        />
        <TextInput
          className="grow"
          size="xs"
          label={say('case.subjectLabel')}
          description={say('case.subjectLabelHint')}
          value={value.label}
          onChange={({ currentTarget: { value: label } }) => set((before) => ({ ...before, label }))}
        />
      </div>
      <MultiSelect
        searchable
        size="xs"
        label={say('case.authorities')}
        value={value.authorities}
        onChange={(authorities) => set((before) => ({ ...before, authorities }))}
        data={all
          .filter(({ kind, id }) => kind === 'authority' && id !== session.party.id)
          .map(({ id, name }) => ({ value: id, label: `${id} · ${name}` }))}
      />
      <div className="row">
        <Select
          className="grow"
          size="xs"
          label={say('case.workingGroup')}
          required
          error={touched && workingGroup === '' ? say('desk.required') : null}
          value={workingGroup === '' ? null : workingGroup}
          onChange={(chosen) => set((before) => ({ ...before, workingGroup: chosen ?? '' }))}
          data={groups.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <NumberInput
          size="xs"
          label={say('case.quorum')}
          min={1}
          max={50}
          value={value.quorum}
          onChange={(quorum) => set((before) => ({ ...before, quorum: Number(quorum) || 1 }))}
        />
        <Select
          size="xs"
          label={say('desk.marking')}
          allowDeselect={false}
          value={value.marking}
          onChange={(marking) => set((before) => ({ ...before, marking: marking ?? 'AMBER' }))}
          data={markings.map((one) => ({ value: one, label: `TLP:${one}` }))}
        />
      </div>
      <Refused error={add.error} />
      <Button size="xs" type="submit" loading={add.isPending}>
        {say('cases.beginDraft')}
      </Button>
    </form>
  );
}
