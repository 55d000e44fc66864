import { Button, Modal, NativeSelect } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useAll, useSend } from '../../api/send.ts';
import { DeskPage, useDesk } from '../../desk/desk.tsx';
import { VisibleTo } from '../../desk/marks.tsx';
import { Refused } from '../../desk/refused.tsx';
import { FindingMessage } from '../../parts/finding-message.tsx';
import { AnsweredList } from '../../parts/answered-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { sayOr, useWords } from '../../words/words.tsx';
import { type ProtocolFile, readProtocolFile } from './read-trial-files.ts';
import { TrialState } from './trial-marks.tsx';

const states = ['draft', 'sealed', 'stopped', 'assessed'] as const;

export function TrialsPage(): ReactNode {
  return (
    <DeskPage>
      <Trials />
    </DeskPage>
  );
}

/** Trials that the party runs, asked for or was shown. */
function Trials(): ReactNode {
  const { say, format } = useWords();
  const { can, nameOf, session } = useDesk();
  const navigate = useNavigate({ from: '/trials' });
  const { state, begin, measure } = useSearch({ from: '/trials' });
  const trials = useAll('listTrials', {
    query: { sort: '-createdAt', ...(state === undefined ? {} : { state: state as 'draft' }) },
  });
  const runner = can('analyst', 'reporter');
  return (
    <>
      <div className="page-head">
        <h1>{say('trials.title')}</h1>
        {runner ? (
          <Button size="xs" onClick={() => void navigate({ search: (before) => ({ ...before, begin: 'yes' }) })}>
            {say('trials.begin')}
          </Button>
        ) : null}
      </div>
      <p className="quiet lead">{say('trials.lead')}</p>
      <Panel
        title={say('trials.all')}
        tools={
          <NativeSelect
            size="xs"
            aria-label={say('trials.state')}
            value={state ?? ''}
            onChange={({ currentTarget: { value } }) => void navigate({ search: value === '' ? {} : { state: value } })}
            data={[
              { value: '', label: say('trials.anyState') },
              ...states.map((value) => ({ value, label: say(`trials.state.${value}`) })),
            ]}
          />
        }
      >
        <AnsweredList
          query={trials}
          label={say('trials.all')}
          none={say('trials.none')}
          columns={[
            {
              kind: 'name',
              head: say('trials.trial'),
              cell: (one) => (
                <Link to="/trials/$id" params={{ id: one.id }}>
                  {one.title}
                </Link>
              ),
            },
            { head: say('trials.state'), cell: (one) => <TrialState trial={one} /> },
            { kind: 'wrap', head: say('form.field.candidate'), cell: ({ protocol }) => protocol.candidate.name },
            { kind: 'wrap', head: say('form.field.incumbent'), cell: ({ protocol }) => protocol.incumbent.name },
            {
              head: say('form.field.period'),
              cell: ({ protocol: { period } }) => `${format.date(period.from)} – ${format.date(period.to)}`,
            },
            { kind: 'wrap', head: say('trials.runBy'), cell: ({ party }) => nameOf(party) },
            {
              head: say('desk.visibleTo'),
              cell: ({ party, sharedWith }) => (
                <VisibleTo parties={[...new Set([party, session.party.id, ...sharedWith])]} />
              ),
            },
          ]}
        />
      </Panel>
      <Modal
        opened={begin === 'yes' && runner}
        onClose={() => void navigate({ search: {} })}
        title={say('trials.begin')}
        size="lg"
        lockScroll={false}
        transitionProps={{ duration: 0 }}
        closeButtonProps={{ 'aria-label': say('app.close') }}
      >
        <Begin measure={measure ?? ''} />
      </Modal>
    </>
  );
}

/** A trial begins with a file of its protocol, or with an outline that the page then fills in. */
function Begin({ measure: asked }: { readonly measure: string }): ReactNode {
  const { say, language } = useWords();
  const navigate = useNavigate();
  const create = useSend('createTrial');
  const requests = useAll('listMeasures', {});
  const [measure, setMeasure] = useState(asked);
  const [file, setFile] = useState<ProtocolFile | null>(null);
  const trialRequests = (requests.data ?? []).filter(({ kind }) => kind === 'trial request');
  const chosen = trialRequests.find(({ id }) => id === measure);
  const begin = async (): Promise<void> => {
    const { outline } = await import('./protocol-outline.ts');
    const terms = chosen?.terms.kind === 'trial request' ? chosen.terms : null;
    const protocol =
      file?.protocol ??
      outline({ language, today: new Date(), candidate: terms?.candidate, incumbent: terms?.incumbent });
    create.mutate(
      { body: { protocol, measure: measure === '' ? null : measure } },
      {
        onSuccess: (made) => void navigate({ to: '/trials/$id', params: { id: made.id }, search: { tab: 'protocol' } }),
      },
    );
  };
  return (
    <form
      className="fields"
      aria-label={say('trials.begin')}
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <p>{say('trials.beginTeach')}</p>
      {trialRequests.length === 0 ? null : (
        <NativeSelect
          size="xs"
          label={say('trials.answers')}
          description={say('trials.answersTeach')}
          value={measure}
          onChange={({ currentTarget: { value } }) => setMeasure(value)}
          data={[{ value: '', label: '–' }, ...trialRequests.map(({ id, title }) => ({ value: id, label: title }))]}
        />
      )}
      <label className="file-choice">
        <span>{say('trials.protocolFile')}</span>
        <input
          type="file"
          accept=".yaml,.yml,.json"
          onChange={({ currentTarget: { files } }) => {
            const [one] = files ?? [];
            if (one === undefined) setFile(null);
            else void readProtocolFile(one).then(setFile);
          }}
        />
      </label>
      {file === null || file.findings.length === 0 ? null : (
        <ul className="problem-list" role="alert">
          {file.findings.map((one, at) => (
            <li key={at}>
              <span className={`severity ${one.severity}`}>{sayOr(say, `severity.${one.severity}`, one.severity)}</span>{' '}
              {one.location.line === undefined ? '' : `${say('why.line')} ${one.location.line}: `}
              <FindingMessage rule={one.rule} message={one.message} />
            </li>
          ))}
        </ul>
      )}
      <Refused error={create.error} />
      <Button size="xs" type="submit" loading={create.isPending} disabled={file !== null && file.protocol === null}>
        {say(file?.protocol === undefined || file.protocol === null ? 'trials.beginOutline' : 'trials.beginFile')}
      </Button>
    </form>
  );
}
