import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { Verification } from '@underpin/ledger';
import type { PublicKeyRecord } from '@underpin/model';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { reviewAddress, send } from '../api/send.ts';
import { ProblemNote } from '../parts/answered.tsx';
import { Panel } from '../parts/panel.tsx';
import { useWords } from '../words/words.tsx';
import { readKey, verifyFile } from './verify-file.ts';

/** Verifies a sealed report in the browser: the file is not sent anywhere. */
export function VerifyBundle(): ReactNode {
  const { say } = useWords();
  const { verify: caseId } = useSearch({ from: '/ledger' });
  const input = useRef<HTMLInputElement>(null);
  const keyInput = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [key, setKey] = useState<{ readonly name: string; readonly record: PublicKeyRecord } | 'bad' | null>(null);
  const check = useMutation({
    mutationFn: async (file: File) => {
      const trusted = key === null ? await send('getKeeper', {}) : key === 'bad' ? null : key.record;
      return { name: file.name, own: key === null, said: await verifyFile(file, trusted) };
    },
  });
  const fetchOwn = useMutation({
    mutationFn: async (id: string) => {
      const answer = await fetch(reviewAddress('getBundle', { params: { id } }));
      if (!answer.ok) throw new Error(((await answer.json()) as { detail: string }).detail);
      const file = new File([await answer.blob()], `${id}.bundle.zip`);
      return check.mutateAsync(file);
    },
  });
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) check.mutate(file);
  };
  return (
    <Panel title={say('verify.title')} note={say('verify.note')}>
      <div
        className="drop small"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {caseId === undefined ? null : (
          <Button size="xs" loading={fetchOwn.isPending} onClick={() => fetchOwn.mutate(caseId)}>
            {say('verify.thisCase')}
          </Button>
        )}
        <Button
          size="xs"
          variant={caseId === undefined ? 'filled' : 'default'}
          loading={check.isPending}
          onClick={() => input.current?.click()}
        >
          {say('verify.choose')}
        </Button>
        <span className="quiet">{say('verify.drop')}</span>
        <button type="button" className="why" onClick={() => keyInput.current?.click()}>
          {key === null || key === 'bad' ? say('verify.chooseKey') : say('verify.key', { name: key.name })}
        </button>
        <input
          ref={input}
          type="file"
          className="hidden"
          tabIndex={-1}
          accept=".zip"
          aria-label={say('verify.choose')}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) check.mutate(file);
            event.currentTarget.value = '';
          }}
        />
        <input
          ref={keyInput}
          type="file"
          className="hidden"
          tabIndex={-1}
          accept=".json"
          aria-label={say('verify.chooseKey')}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file === undefined) return;
            void file.text().then((text) => {
              const record = readKey(text);
              setKey(record === null ? 'bad' : { name: file.name, record });
            });
          }}
        />
      </div>
      {key === 'bad' ? (
        <p role="alert" className="note problem">
          {say('verify.badKey')}
        </p>
      ) : null}
      {fetchOwn.error === null ? null : (
        <p role="alert" className="note problem">
          {fetchOwn.error.message}
        </p>
      )}
      {check.error === null ? null : <ProblemNote error={check.error} />}
      {check.data === undefined ? null : <Verdict {...check.data} />}
    </Panel>
  );
}

function Verdict({
  name,
  own,
  said,
}: {
  readonly name: string;
  readonly own: boolean;
  readonly said: Verification;
}): ReactNode {
  const { say, format } = useWords();
  if (said.verdict === 'tampered') {
    const { link, check, expected, found, detail } = said.broken;
    return (
      <div className="note problem" role="alert">
        <strong>{say('verify.tampered', { name })}</strong>
        <p>{say('verify.firstBroken', { link, check })}</p>
        <p className="quiet">{say('verify.expectedFound', { expected, found })}</p>
        {detail === undefined ? null : <p className="quiet">{detail}</p>}
      </div>
    );
  }
  const { proof } = said;
  return (
    <div className="note good" role="status">
      <strong>{say('verify.good', { name })}</strong>
      <p>
        {say('verify.proof', {
          entries: proof.entries,
          evidence: proof.evidence,
          objects: proof.objects,
          given: proof.opinions.given,
          signed: proof.opinions.signed,
          time: format.moment(proof.time),
        })}
      </p>
      <p className="quiet">
        {say(own ? 'verify.trustedHere' : 'verify.trustedKey', {
          signer: proof.signers.map(({ owner, id }) => `${owner} ${id.slice(0, 16)}…`).join(', '),
        })}
      </p>
    </div>
  );
}
