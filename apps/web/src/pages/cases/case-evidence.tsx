import { Button, Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type ItemOf, reviewAddress, useAll, useSend } from '../../api/send.ts';
import { seenBy, wouldSee } from '../../desk/audience.ts';
import { useDesk } from '../../desk/desk.tsx';
import { Grade, Marking, VisibleTo, When } from '../../desk/marks.tsx';
import { Refused } from '../../desk/refused.tsx';
import { Answered } from '../../parts/answered.tsx';
import { useFigureText } from '../../parts/figure-text.ts';
import { Panel } from '../../parts/panel.tsx';
import { sayOr, useWords } from '../../words/words.tsx';
import type { Case } from './case.tsx';
import { EvidenceForm } from './evidence-form.tsx';
import { FreezeFigures } from './freeze-figures.tsx';

export type Evidence = ItemOf<'listEvidence'>;
const openStates = ['draft', 'open', 'collecting', 'drafting', 'reply', 'deliberation'];

/** All evidence that the party may see, each with grade, marking and who sees it. */
export function CaseEvidence({ held }: { readonly held: Case }): ReactNode {
  const { say } = useWords();
  const { can, session } = useDesk();
  const evidence = useAll('listEvidence', { params: { id: held.id } });
  const [kind, setKind] = useState<string | null>(null);
  const [adding, setAdding] = useState<'evidence' | 'figures' | null>(null);
  const acts = can('analyst', 'signatory') && openStates.includes(held.state);
  return (
    <Panel
      title={say('evidence.title')}
      note={say('evidence.note')}
      tools={
        <div className="row">
          <Select
            size="xs"
            aria-label={say('evidence.kind')}
            placeholder={say('evidence.anyKind')}
            clearable
            value={kind}
            onChange={setKind}
            data={['statement', 'file', 'figure'].map((value) => ({
              value,
              label: sayOr(say, `evidenceKind.${value}`, value),
            }))}
          />
          {acts ? (
            <>
              <Button size="xs" onClick={() => setAdding('evidence')}>
                {say('evidence.add')}
              </Button>
              <Button size="xs" variant="default" onClick={() => setAdding('figures')}>
                {say('figures.freeze')}
              </Button>
            </>
          ) : null}
        </div>
      }
    >
      {adding === 'evidence' ? <EvidenceForm held={held} done={() => setAdding(null)} /> : null}
      {adding === 'figures' ? <FreezeFigures caseId={held.id} done={() => setAdding(null)} /> : null}
      <Answered query={evidence}>
        {(items) => {
          const shown = items.filter((one) => kind === null || one.kind === kind);
          if (shown.length === 0) return <p className="quiet">{say('evidence.none')}</p>;
          return (
            <ul className="objects" aria-label={say('evidence.title')}>
              {shown.map((one) => (
                <OneEvidence key={one.id} one={one} held={held} mine={acts && one.party === session.party.id} />
              ))}
            </ul>
          );
        }}
      </Answered>
    </Panel>
  );
}

function OneEvidence({
  one,
  held,
  mine,
}: {
  readonly one: Evidence;
  readonly held: Case;
  readonly mine: boolean;
}): ReactNode {
  const { say, format } = useWords();
  const { tell } = useDesk();
  const [editing, setEditing] = useState(false);
  const [sharing, setSharing] = useState(false);
  const share = useSend('shareEvidence');
  const figure = useFigureText();
  if (editing) {
    return (
      <li className="object" id={one.id}>
        <EvidenceForm held={held} before={one} done={() => setEditing(false)} />
      </li>
    );
  }
  const value = one.figure?.value;
  return (
    <li className="object" id={one.id}>
      <div className="object-head">
        <Grade reliability={one.reliability} credibility={one.credibility} />
        <Marking value={one.marking} />
        <VisibleTo parties={seenBy(one, held.authorities)} />
        <span className="tag">{sayOr(say, `evidenceKind.${one.kind}`, one.kind)}</span>
        <span className="quiet">
          {one.party} · <When at={one.createdAt} />
        </span>
        {mine ? (
          <span className="object-tools">
            <button type="button" className="why" onClick={() => setEditing(true)}>
              {say('desk.edit')}
              <span className="hidden"> {one.statement.slice(0, 60)}</span>
            </button>
            {one.sharedAt === null ? (
              <button type="button" className="why" onClick={() => setSharing(true)}>
                {say('evidence.share')}
                <span className="hidden"> {one.statement.slice(0, 60)}</span>
              </button>
            ) : null}
          </span>
        ) : null}
      </div>
      <p className="statement">{one.statement}</p>
      {value === undefined ? null : (
        <p className="frozen">
          <strong>{figure.value(value)}</strong>
          <span className="quiet">
            {' '}
            {say('figures.computed', {
              date: format.date(one.figure?.asOf ?? ''),
              n: one.figure?.submissions.length ?? 0,
              unobserved: value.unobserved,
            })}
          </span>
        </p>
      )}
      <p className="quiet">
        {one.source.name}, {sayOr(say, `sourceKind.${one.source.kind}`, one.source.kind)}, {one.source.publishedOn}:{' '}
        {one.source.citation}
        {one.attributedTo === null ? '' : ` · ${say('evidence.attributed', { to: one.attributedTo })}`}
        {' · '}
        {one.independentSources === null
          ? say('evidence.sourcesUnknown')
          : say('evidence.sources', { n: one.independentSources })}
      </p>
      {one.fileName === null ? null : (
        <p>
          <a href={reviewAddress('getEvidenceFile', { params: { id: one.id } })} download={one.fileName}>
            {one.fileName}
          </a>{' '}
          <span className="quiet">
            {one.mediaType}, {format.compact(one.bytes ?? 0)} B · SHA-256 {one.sha256?.slice(0, 16)}…
          </span>
        </p>
      )}
      {sharing ? (
        <div className="note" role="group" aria-label={say('evidence.shareTitle')}>
          <p>{say('evidence.shareTeach', { parties: wouldSee(one, held.authorities).join(', ') })}</p>
          <div className="row">
            <Button
              size="xs"
              loading={share.isPending}
              onClick={() =>
                share.mutate(
                  { params: { id: one.id }, ifMatch: one.version },
                  { onSuccess: () => tell(say('evidence.sharedTold')) },
                )
              }
            >
              {say('evidence.shareNow')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setSharing(false)}>
              {say('desk.cancel')}
            </Button>
          </div>
          <Refused error={share.error} />
        </div>
      ) : null}
    </li>
  );
}
