import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { useSend } from '../../api/send.ts';
import { markings } from '../../desk/choices.ts';
import { useDesk } from '../../desk/desk.tsx';
import { DraftNote } from '../../desk/draft-note.tsx';
import { ExtractView } from '../../desk/extract-view.tsx';
import { addRedaction, inCharacters, placesOf, redacted, type Redaction } from '../../desk/redact.ts';
import { Refused } from '../../desk/refused.tsx';
import { useDraft } from '../../desk/use-draft.ts';
import { useWords } from '../../words/words.tsx';
import type { Case } from './case.tsx';
import type { Finding } from './case-findings.tsx';

interface Values {
  readonly finding: string;
  readonly recipient: string;
  readonly introduction: string;
  readonly marking: (typeof markings)[number];
  readonly redactions: readonly Redaction[];
}

/** Makes an extract of a finding: hides what the recipient must not read, and shows beside it exactly what they will read. */
export function ExtractForm({
  held,
  findings,
  done,
}: {
  readonly held: Case;
  readonly findings: readonly Finding[];
  readonly done: () => void;
}): ReactNode {
  const { say } = useWords();
  const { parties, tell } = useDesk();
  const add = useSend('addExtract');
  const draft = useDraft<Values>(`extract.${held.id}`, {
    finding: '',
    recipient: '',
    introduction: '',
    marking: 'AMBER',
    redactions: [],
  });
  const { value, set } = draft;
  const put = (changes: Partial<Values>): void => set((before) => ({ ...before, ...changes }));
  const chosen = findings.find(({ id }) => id === value.finding);
  const statement = chosen?.statement ?? '';
  const [reason, setReason] = useState('');
  const [words, setWords] = useState('');
  const [told, setTold] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const hide = (places: readonly { readonly from: number; readonly to: number }[]): void => {
    const usable = places.filter(({ from, to }) => to > from);
    if (usable.length === 0) {
      setTold(say('extract.nothingChosen'));
      return;
    }
    setTold(say('extract.hidNow', { n: usable.length }));
    const because = reason.trim() === '' ? say('extract.defaultReason') : reason.trim();
    put({
      redactions: usable.reduce<readonly Redaction[]>(
        (all, place) => addRedaction(all, { ...place, reason: because }),
        value.redactions,
      ),
    });
  };
  const letters = Array.from(statement);
  return (
    <form
      className="fields form"
      aria-label={say('extract.add')}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(
          { params: { id: held.id }, body: { ...value, redactions: [...value.redactions] } },
          {
            onSuccess: () => {
              draft.discard();
              tell(say('extract.added'));
              done();
            },
          },
        );
      }}
    >
      <DraftNote from={draft.foundFrom} discard={draft.discard} />
      <div className="row">
        <Select
          className="grow"
          size="xs"
          label={say('finding.one')}
          required
          value={value.finding === '' ? null : value.finding}
          onChange={(finding) => put({ finding: finding ?? '', redactions: [] })}
          data={findings.map(({ id, statement: text }) => ({ value: id, label: text.slice(0, 110) }))}
        />
        <Select
          size="xs"
          label={say('extract.recipient')}
          required
          searchable
          value={value.recipient === '' ? null : value.recipient}
          onChange={(recipient) => put({ recipient: recipient ?? '' })}
          data={[...parties.values()]
            .filter(({ kind }) => kind === 'institution' || kind === 'provider')
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          size="xs"
          label={say('desk.marking')}
          allowDeselect={false}
          value={value.marking}
          onChange={(marking) => put({ marking: marking ?? 'AMBER' })}
          data={markings.map((one) => ({ value: one, label: `TLP:${one}` }))}
        />
      </div>
      <Textarea
        size="xs"
        autosize
        minRows={2}
        label={say('extract.introduction')}
        required
        value={value.introduction}
        onChange={(event) => put({ introduction: event.currentTarget.value })}
      />
      {chosen === undefined ? null : (
        <div className="columns">
          <fieldset className="redact">
            <legend>{say('extract.redact')}</legend>
            <label className="quiet" htmlFor="redact-statement">
              {say('extract.redactTeach')}
            </label>
            <textarea id="redact-statement" ref={field} aria-readonly rows={5} value={statement} onChange={() => {}} />
            <div className="row">
              <TextInput
                className="grow"
                size="xs"
                label={say('extract.reason')}
                placeholder={say('extract.defaultReason')}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
                  hide([inCharacters(statement, selectionStart, selectionEnd)]);
                }}
              >
                {say('extract.hideSelection')}
              </Button>
            </div>
            <div className="row">
              <TextInput
                className="grow"
                size="xs"
                label={say('extract.words')}
                value={words}
                onChange={(event) => setWords(event.currentTarget.value)}
              />
              <Button size="xs" variant="default" onClick={() => hide(placesOf(statement, words))}>
                {say('extract.hideWords')}
              </Button>
            </div>
            <p className="quiet" role="status">
              {told}
            </p>
            {value.redactions.length === 0 ? null : (
              <ul className="lines">
                {value.redactions.map((one) => (
                  <li key={one.from}>
                    <span>“{letters.slice(one.from, one.to).join('')}”</span>
                    <span className="quiet">{one.reason}</span>
                    <button
                      type="button"
                      className="why"
                      onClick={() => put({ redactions: value.redactions.filter((other) => other !== one) })}
                    >
                      {say('extract.showAgain')}
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </fieldset>
          <section aria-label={say('extract.preview')}>
            <h3>{say('extract.preview')}</h3>
            <p className="quiet">
              {say('extract.previewTeach', { recipient: parties.get(value.recipient)?.name ?? '…' })}
            </p>
            <ExtractView
              introduction={value.introduction}
              text={redacted(statement, value.redactions)}
              hidden={value.redactions.map((one) => one.reason)}
              marking={value.marking}
              replyBy={null}
            />
          </section>
        </div>
      )}
      <Refused error={add.error} />
      <div className="row">
        <Button
          size="xs"
          type="submit"
          loading={add.isPending}
          disabled={value.finding === '' || value.recipient === ''}
        >
          {say('extract.save')}
        </Button>
        <Button size="xs" variant="default" onClick={done}>
          {say('desk.cancel')}
        </Button>
        <span className="quiet">{say('extract.saveTeach')}</span>
      </div>
    </form>
  );
}
