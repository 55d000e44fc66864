import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type ItemOf, useAll, useAsk, useSend } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { VisibleTo, When } from '../../desk/marks.tsx';
import { Refused } from '../../desk/refused.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { sayOr, useWords } from '../../words/words.tsx';
import type { Case } from './case.tsx';
import type { Evidence } from './case-evidence.tsx';
import { FindingForm } from './finding-form.tsx';
import { SignForm } from './sign-form.tsx';

export type Finding = ItemOf<'listFindings'>;
type Opinion = ItemOf<'listOpinions'>;
const openStates = ['collecting', 'drafting', 'reply', 'deliberation'];

/** Findings with their basis, what each authority said of them, and where to sign. */
export function CaseFindings({ held }: { readonly held: Case }): ReactNode {
  const { say } = useWords();
  const { can, session } = useDesk();
  const params = { id: held.id };
  const findings = useAll('listFindings', { params });
  const evidence = useAll('listEvidence', { params });
  const opinions = useAll('listOpinions', { params });
  const standing = useAsk('getStanding', { params });
  const [adding, setAdding] = useState(false);
  const acts = can('analyst', 'signatory') && openStates.includes(held.state);
  return (
    <Panel
      title={say('finding.title')}
      note={say('finding.note')}
      tools={
        acts ? (
          <Button size="xs" onClick={() => setAdding(true)}>
            {say('finding.add')}
          </Button>
        ) : null
      }
    >
      {adding ? <FindingForm held={held} evidence={evidence.data ?? []} done={() => setAdding(false)} /> : null}
      <Answered query={findings}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{say('finding.none')}</p>
          ) : (
            <ul className="objects" aria-label={say('finding.title')}>
              {items.map((one) => (
                <OneFinding
                  key={one.id}
                  one={one}
                  held={held}
                  evidence={evidence.data}
                  opinions={opinions.data?.filter(({ finding }) => finding === one.id)}
                  silent={standing.data?.items.find(({ finding }) => finding === one.id)?.silent ?? []}
                  mine={acts && one.party === session.party.id}
                />
              ))}
            </ul>
          )
        }
      </Answered>
    </Panel>
  );
}

function OneFinding({
  one,
  held,
  evidence,
  opinions,
  silent,
  mine,
}: {
  readonly one: Finding;
  readonly held: Case;
  /** Undefined as long as they are not known: what is not yet known is not told as missing. */
  readonly evidence: readonly Evidence[] | undefined;
  readonly opinions: readonly Opinion[] | undefined;
  readonly silent: readonly string[];
  readonly mine: boolean;
}): ReactNode {
  const { say } = useWords();
  const { can, session, tell } = useDesk();
  const [mode, setMode] = useState<'edit' | 'sign' | null>(null);
  const share = useSend('shareFinding');
  if (mode === 'edit') {
    return (
      <li className="object" id={one.id}>
        <FindingForm held={held} evidence={evidence ?? []} before={one} done={() => setMode(null)} />
      </li>
    );
  }
  const current = (opinions ?? []).filter(({ state }) => state !== 'superseded');
  const own = current.find(({ party }) => party === session.party.id);
  const signs = opinions !== undefined && can('signatory') && held.state === 'deliberation' && one.sharedAt !== null;
  const must = signs && (own === undefined || own.state === 'broken');
  return (
    <li className="object" id={one.id}>
      <div className="object-head">
        <span className={`severity ${one.severity}`}>
          {sayOr(say, `findingSeverity.${one.severity}`, one.severity)}
        </span>
        <VisibleTo parties={one.sharedAt === null ? [one.party] : held.authorities} />
        <span className="quiet">
          {one.party} · <When at={one.createdAt} />
        </span>
        <span className="object-tools">
          {mine ? (
            <button type="button" className="why" onClick={() => setMode('edit')}>
              {say('desk.edit')}
              <span className="hidden"> {one.statement.slice(0, 60)}</span>
            </button>
          ) : null}
          {mine && one.sharedAt === null ? (
            <button
              type="button"
              className="why"
              onClick={() =>
                share.mutate(
                  { params: { id: one.id }, ifMatch: one.version },
                  { onSuccess: () => tell(say('finding.sharedTold')) },
                )
              }
            >
              {say('finding.share')}
            </button>
          ) : null}
        </span>
      </div>
      <p className="statement">{one.statement}</p>
      <Refused error={share.error} />
      <details>
        <summary>{say('finding.basis', { n: one.evidence.length })}</summary>
        <ul className="plain-list">
          {one.evidence.map((id) => {
            if (evidence === undefined) return null;
            const found = evidence.find((piece) => piece.id === id);
            return (
              <li key={id}>
                {found === undefined ? <span className="unobserved">{say('finding.hidden')}</span> : found.statement}
              </li>
            );
          })}
        </ul>
      </details>
      {current.length === 0 && silent.length === 0 ? null : (
        <ul className="opinions" aria-label={say('opinion.title')}>
          {current.map((opinion) => (
            <li key={opinion.id} data-state={opinion.state}>
              <strong>{opinion.party}</strong> {sayOr(say, `position.${opinion.position}`, opinion.position)}
              <span className={`signature ${opinion.state}`} title={opinion.publicKey}>
                {say(`signature.${opinion.state}`)}
              </span>
              <span className="quiet">
                <When at={opinion.signedAt} />
              </span>
              <p>{opinion.reasons}</p>
            </li>
          ))}
          {silent.length === 0 ? null : (
            <li className="quiet">{say('opinion.silent', { parties: silent.join(', ') })}</li>
          )}
        </ul>
      )}
      {signs && mode !== 'sign' ? (
        <Button size="xs" variant={must ? 'filled' : 'default'} onClick={() => setMode('sign')}>
          {say(own === undefined ? 'opinion.sign' : 'opinion.signAgain')}
          <span className="hidden"> {one.statement.slice(0, 60)}</span>
        </Button>
      ) : null}
      {mode === 'sign' ? <SignForm finding={one} done={() => setMode(null)} /> : null}
    </li>
  );
}
