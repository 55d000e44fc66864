import { Button, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { Refusal } from '../../api/ask.ts';
import { send, uploadFile, useSend } from '../../api/send.ts';
import { inReport, wouldSee } from '../../desk/audience.ts';
import { credibilities, markings, reliabilities, sourceKinds } from '../../desk/choices.ts';
import { Conflict } from '../../desk/conflict.tsx';
import { useDesk } from '../../desk/desk.tsx';
import { DraftNote } from '../../desk/draft-note.tsx';
import { VisibleTo } from '../../desk/marks.tsx';
import { Refused } from '../../desk/refused.tsx';
import { useDraft } from '../../desk/use-draft.ts';
import { sayOr, useWords } from '../../words/words.tsx';
import type { Case } from './case.tsx';
import type { Evidence } from './case-evidence.tsx';

interface Values {
  readonly statement: string;
  readonly name: string;
  readonly kind: Evidence['source']['kind'];
  readonly publishedOn: string;
  readonly citation: string;
  readonly attributedTo: string;
  readonly reliability: Evidence['reliability'];
  readonly credibility: number;
  readonly independentSources: string;
  readonly marking: Evidence['marking'];
  readonly releasableTo: readonly string[];
}

const blank: Values = {
  statement: '',
  name: '',
  kind: 'official document',
  publishedOn: '',
  citation: '',
  attributedTo: '',
  reliability: 'F',
  credibility: 6,
  independentSources: '',
  marking: 'AMBER',
  releasableTo: [],
};

const valuesOf = (one: Evidence): Values => ({
  statement: one.statement,
  name: one.source.name,
  kind: one.source.kind,
  publishedOn: one.source.publishedOn,
  citation: one.source.citation,
  attributedTo: one.attributedTo ?? '',
  reliability: one.reliability,
  credibility: one.credibility,
  independentSources: one.independentSources === null ? '' : String(one.independentSources),
  marking: one.marking,
  releasableTo: one.releasableTo,
});

const bodyOf = (value: Values) => ({
  statement: value.statement,
  source: { name: value.name, kind: value.kind, publishedOn: value.publishedOn, citation: value.citation },
  attributedTo: value.attributedTo === '' ? null : value.attributedTo,
  reliability: value.reliability,
  credibility: value.credibility,
  independentSources: value.independentSources === '' ? null : Number(value.independentSources),
  marking: value.marking,
  releasableTo: [...value.releasableTo],
});

/** Adds evidence, with its file, or changes it. */
export function EvidenceForm({
  held,
  before: given,
  done,
}: {
  readonly held: Case;
  readonly before?: Evidence;
  readonly done: () => void;
}): ReactNode {
  const { say } = useWords();
  // As it was when the form was opened: what others change meanwhile must be a conflict, not a loss.
  const [before] = useState(given);
  const { tell, parties, session } = useDesk();
  const queries = useQueryClient();
  const draft = useDraft<Values>(
    before === undefined ? `evidence.${held.id}` : `evidence.${before.id}.${before.version}`,
    before === undefined ? blank : valuesOf(before),
  );
  const { value, set } = draft;
  const put = (changes: Partial<Values>): void => set((old) => ({ ...old, ...changes }));
  const add = useSend('addEvidence');
  const change = useSend('changeEvidence');
  const [file, setFile] = useState<File | null>(null);
  const [over, setOver] = useState(false);
  const [share, setShare] = useState(0);
  const [problem, setProblem] = useState<Error | null>(null);
  const [uploading, setUploading] = useState<AbortController | null>(null);
  const [theirs, setTheirs] = useState<Evidence | null>(null);
  const added = useRef<string | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const upload = async (evidence: string, chosen: File): Promise<void> => {
    const stop = new AbortController();
    setUploading(stop);
    try {
      await uploadFile(evidence, chosen, setShare, stop.signal);
    } finally {
      setUploading(null);
      void queries.invalidateQueries({ queryKey: ['review'] });
    }
  };
  const save = async (version: number | undefined): Promise<void> => {
    setProblem(null);
    try {
      if (before === undefined) {
        // A file that failed to go up is tried again on the same evidence, not on a second one.
        added.current ??= (await add.mutateAsync({ params: { id: held.id }, body: bodyOf(value) })).id;
        if (file !== null) await upload(added.current, file);
        tell(say('evidence.added'));
      } else {
        const old = bodyOf(valuesOf(before));
        const after = await change.mutateAsync({
          params: { id: before.id },
          body: bodyOf(value),
          ifMatch: version ?? before.version,
        });
        if (file !== null) await upload(before.id, file);
        tell(say('evidence.changed'), () =>
          change.mutateAsync({ params: { id: before.id }, body: old, ifMatch: after.version }),
        );
      }
      draft.discard();
      done();
    } catch (error) {
      if (error instanceof Refusal && error.status === 412 && before !== undefined) {
        setTheirs(await send('getEvidence', { params: { id: before.id } }));
      } else setProblem(error as Error);
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    setFile(event.dataTransfer.files[0] ?? null);
  };
  const would = wouldSee({ ...value, party: before?.party ?? session.party.id }, held.authorities);
  const group = inReport({ ...value, party: session.party.id }, held.workingGroup);
  const hasFile = before !== undefined && before.kind !== 'statement';
  return (
    <form
      className="fields form"
      aria-label={say(before === undefined ? 'evidence.add' : 'evidence.edit')}
      onSubmit={(event) => {
        event.preventDefault();
        void save(undefined);
      }}
    >
      <DraftNote from={draft.foundFrom} discard={draft.discard} />
      {theirs === null || before === undefined ? null : (
        <Conflict
          fields={differencesOf(valuesOf(theirs), value, say)}
          keepMine={() => {
            setTheirs(null);
            void save(theirs.version);
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
        label={say('evidence.statement')}
        description={say('evidence.statementHint')}
        required
        value={value.statement}
        onChange={(event) => put({ statement: event.currentTarget.value })}
      />
      <div className="row">
        <TextInput
          className="grow"
          size="xs"
          label={say('evidence.sourceName')}
          required
          value={value.name}
          onChange={(event) => put({ name: event.currentTarget.value })}
        />
        <Select
          size="xs"
          label={say('evidence.sourceKind')}
          allowDeselect={false}
          value={value.kind}
          onChange={(kind) => put({ kind: kind ?? 'other' })}
          data={sourceKinds.map((one) => ({ value: one, label: sayOr(say, `sourceKind.${one}`, one) }))}
        />
        <TextInput
          size="xs"
          label={say('evidence.published')}
          placeholder="2014-05"
          pattern="\d{4}(-\d{2}(-\d{2})?)?"
          required
          value={value.publishedOn}
          onChange={(event) => put({ publishedOn: event.currentTarget.value })}
        />
      </div>
      <div className="row">
        <TextInput
          className="grow"
          size="xs"
          label={say('evidence.citation')}
          required
          value={value.citation}
          onChange={(event) => put({ citation: event.currentTarget.value })}
        />
        <TextInput
          className="grow"
          size="xs"
          label={say('evidence.attributedTo')}
          value={value.attributedTo}
          onChange={(event) => put({ attributedTo: event.currentTarget.value })}
        />
      </div>
      <div className="row">
        <Select
          size="xs"
          className="grow"
          label={say('evidence.reliability')}
          allowDeselect={false}
          value={value.reliability}
          onChange={(one) => put({ reliability: one ?? 'F' })}
          data={reliabilities.map((one) => ({ value: one, label: `${one} · ${say(`reliability.${one}`)}` }))}
        />
        <Select
          size="xs"
          className="grow"
          label={say('evidence.credibility')}
          allowDeselect={false}
          value={String(value.credibility)}
          onChange={(one) => put({ credibility: Number(one ?? 6) })}
          data={credibilities.map((one) => ({ value: String(one), label: `${one} · ${say(`credibility.${one}`)}` }))}
        />
        <NumberInput
          size="xs"
          label={say('evidence.independent')}
          description={say('evidence.independentHint')}
          min={0}
          allowDecimal={false}
          value={value.independentSources}
          onChange={(n) => put({ independentSources: String(n) })}
        />
      </div>
      <div className="row">
        <Select
          size="xs"
          label={say('desk.marking')}
          allowDeselect={false}
          value={value.marking}
          onChange={(marking) => put({ marking: marking ?? 'AMBER' })}
          data={markings.map((one) => ({ value: one, label: `TLP:${one}` }))}
        />
        <MultiSelect
          searchable
          size="xs"
          className="grow"
          label={say('evidence.releasable')}
          description={say('evidence.releasableHint')}
          value={[...value.releasableTo]}
          onChange={(releasableTo) => put({ releasableTo })}
          data={[...parties.values()]
            .filter(({ kind }) => kind !== 'operator' && kind !== 'auditor')
            .map(({ id, name }) => ({ value: id, label: `${id} · ${name}` }))}
        />
      </div>
      <p className="quiet">
        {say('evidence.would')} <VisibleTo parties={would} /> {say(group ? 'evidence.inReport' : 'evidence.hashOnly')}
      </p>
      {hasFile ? null : (
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
          <Button size="xs" variant="default" onClick={() => input.current?.click()}>
            {say('evidence.chooseFile')}
          </Button>
          <span className="quiet">{file === null ? say('evidence.drop') : file.name}</span>
          {file === null ? null : (
            <button type="button" className="why" onClick={() => setFile(null)}>
              {say('evidence.noFile')}
            </button>
          )}
          <input
            ref={input}
            type="file"
            className="hidden"
            tabIndex={-1}
            aria-label={say('evidence.chooseFile')}
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
        </div>
      )}
      {uploading === null ? null : (
        <p className="job" role="status">
          {say('evidence.uploading')}
          <progress aria-label={say('evidence.uploading')} value={share} max={1} />
          <button type="button" className="why" onClick={() => uploading.abort()}>
            {say('jobs.cancel')}
          </button>
        </p>
      )}
      <Refused error={problem} />
      <div className="row">
        <Button size="xs" type="submit" loading={add.isPending || change.isPending || uploading !== null}>
          {say(before === undefined ? 'evidence.save' : 'desk.save')}
        </Button>
        <Button size="xs" variant="default" onClick={done}>
          {say('desk.cancel')}
        </Button>
        <span className="quiet">
          {say((before?.sharedAt ?? null) === null ? 'evidence.onlyYours' : 'evidence.breaks')}
        </span>
      </div>
    </form>
  );
}

function differencesOf(theirs: Values, mine: Values, say: ReturnType<typeof useWords>['say']) {
  const labels = {
    statement: 'evidence.statement',
    name: 'evidence.sourceName',
    kind: 'evidence.sourceKind',
    publishedOn: 'evidence.published',
    citation: 'evidence.citation',
    attributedTo: 'evidence.attributedTo',
    reliability: 'evidence.reliability',
    credibility: 'evidence.credibility',
    independentSources: 'evidence.independent',
    marking: 'desk.marking',
    releasableTo: 'evidence.releasable',
  } as const;
  return Object.entries(labels).map(([field, label]) => ({
    label: say(label),
    theirs: String(theirs[field as keyof Values]),
    mine: String(mine[field as keyof Values]),
  }));
}
