import { Button, MultiSelect } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useAll, useSend } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { Refused } from '../../desk/refused.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Fact } from '../../parts/fact.tsx';
import { useWords } from '../../words/words.tsx';
import { FileText } from './file-text.tsx';
import type { KeptProgramme } from './kept-programme.tsx';

/** On what terms the programme runs: its file, the directions that it serves, who sees it. */
export function ProgrammeTerms({ programme }: { readonly programme: KeptProgramme }): ReactNode {
  const { session, can } = useDesk();
  const mayChange = programme.party === session.party.id && can('analyst');
  return (
    <>
      <ProgrammeFile programme={programme} mayChange={mayChange} />
      <Serves programme={programme} mayChange={mayChange} />
      <Share programme={programme} mayChange={mayChange} />
    </>
  );
}

interface Section {
  readonly programme: KeptProgramme;
  readonly mayChange: boolean;
}

function ProgrammeFile({ programme, mayChange }: Section): ReactNode {
  const { say, format } = useWords();
  const { tell } = useDesk();
  const change = useSend('changeProgramme');
  const [text, setText] = useState<string | null>(null);
  const { file } = programme;
  const address = useMemo(
    () => URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' })),
    [file],
  );
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  const facts: (readonly [string, string])[] = [
    [say('kept.subject'), file.subject === undefined ? '–' : (file.subject.label ?? file.subject.expression)],
    [say('kept.ownWorkloads'), format.number(file.workloads.length)],
    [say('kept.period'), say('kept.monthsFrom', { months: file.months, date: format.date(file.start) })],
    [say('kept.candidates'), file.candidates.map(({ name }) => name).join(', ')],
    [say('kept.trials'), file.trials.map(({ title, verdict }) => `${title}: ${verdict}`).join('; ') || '–'],
    [say('kept.basis'), [...file.basis.findings, ...file.basis.decisions].join(', ') || '–'],
  ];
  return (
    <Panel
      title={say('kept.file')}
      note={say('kept.fileNote')}
      tools={
        <a href={address} download={`${file.id}.json`}>
          {say('kept.fileDownload')}
        </a>
      }
    >
      <dl className="facts">
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      {mayChange ? (
        <form
          className="row tools"
          aria-label={say('kept.fileChange')}
          onSubmit={(event) => {
            event.preventDefault();
            if (text === null) return;
            change.mutate(
              { params: { id: programme.id }, body: { text }, ifMatch: programme.version },
              { onSuccess: () => tell(say('kept.fileChanged')) },
            );
          }}
        >
          <FileText label={say('kept.fileChange')} onText={setText} />
          <Button size="xs" variant="default" type="submit" loading={change.isPending} disabled={text === null}>
            {say('desk.save')}
          </Button>
        </form>
      ) : null}
      <Refused error={change.error} />
    </Panel>
  );
}

function Serves({ programme, mayChange }: Section): ReactNode {
  const { say } = useWords();
  const { tell } = useDesk();
  const serve = useSend('serveMeasures');
  const measures = useAll('listMeasures', { query: { kind: 'direction' } });
  const [chosen, setChosen] = useState<readonly string[]>(programme.measures);
  const directions = measures.data ?? [];
  const titles = directions.filter(({ id }) => programme.measures.includes(id)).map(({ title }) => title);
  return (
    <Panel title={say('kept.directions')} note={say('kept.directionsNote')}>
      {mayChange ? (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            serve.mutate(
              { params: { id: programme.id }, body: { measures: [...chosen] }, ifMatch: programme.version },
              { onSuccess: () => tell(say('kept.served')) },
            );
          }}
        >
          <MultiSelect
            className="grow"
            size="xs"
            searchable
            label={say('kept.directions')}
            value={[...chosen]}
            onChange={setChosen}
            data={directions.map(({ id, title }) => ({ value: id, label: title }))}
          />
          <Button size="xs" type="submit" variant="default" loading={serve.isPending}>
            {say('desk.save')}
          </Button>
        </form>
      ) : (
        <p>{titles.join('; ') || say('kept.servesNone')}</p>
      )}
      <Refused error={serve.error} />
    </Panel>
  );
}

function Share({ programme, mayChange }: Section): ReactNode {
  const { say } = useWords();
  const { parties, tell, nameOf } = useDesk();
  const share = useSend('shareProgramme');
  const [chosen, setChosen] = useState<readonly string[]>(programme.sharedWith);
  const authorities = [...parties.values()].filter(({ id, kind }) => kind === 'authority' && id !== programme.party);
  return (
    <Panel title={say('kept.share')} note={say('kept.shareNote')}>
      {mayChange ? (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            share.mutate(
              { params: { id: programme.id }, body: { parties: [...chosen] }, ifMatch: programme.version },
              { onSuccess: () => tell(say('kept.shared')) },
            );
          }}
        >
          <MultiSelect
            className="grow"
            size="xs"
            searchable
            label={say('kept.shareWith')}
            value={[...chosen]}
            onChange={setChosen}
            data={authorities.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button size="xs" type="submit" variant="default" loading={share.isPending}>
            {say('desk.save')}
          </Button>
        </form>
      ) : (
        <p>{programme.sharedWith.map(nameOf).join(', ') || '–'}</p>
      )}
      <Refused error={share.error} />
    </Panel>
  );
}
