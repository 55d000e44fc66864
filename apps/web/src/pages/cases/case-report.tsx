import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type Given, reviewAddress, useAll, useAsk, useSend } from '../../api/send.ts';
import { inReport } from '../../desk/audience.ts';
import { useDesk } from '../../desk/desk.tsx';
import { Grade, Marking, VisibleTo, When } from '../../desk/marks.tsx';
import { Refused } from '../../desk/refused.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { sayOr, useWords } from '../../words/words.tsx';
import type { Case } from './case.tsx';
import { DecisionForm } from './decision-form.tsx';
import { StandingTable } from './standing-table.tsx';

/** What the report holds, who must sign before it can be sealed, the sealed report, and the decision on it. */
export function CaseReport({ held }: { readonly held: Case }): ReactNode {
  const submitted = ['submitted', 'decided', 'closed'].includes(held.state);
  return submitted ? <Sealed held={held} /> : <Preview held={held} />;
}

function WhoMustSign({
  held,
  items,
}: {
  readonly held: Case;
  readonly items: Given<'getStanding'>['items'];
}): ReactNode {
  const { say } = useWords();
  const { session, nameOf } = useDesk();
  const parties = [...new Set(items.flatMap(({ broken, silent }) => [...broken, ...silent]))];
  if (parties.length === 0) return <p>{say('report.allSigned')}</p>;
  return (
    <p className="note">
      {say('report.mustSign', { parties: parties.map(nameOf).join(', ') })}{' '}
      {parties.includes(session.party.id) ? (
        <Link to="/cases/$id" params={{ id: held.id }} search={{ tab: 'findings' }}>
          {say('report.goSign')}
        </Link>
      ) : null}
    </p>
  );
}

function Preview({ held }: { readonly held: Case }): ReactNode {
  const { say } = useWords();
  const { can, session, tell, nameOf } = useDesk();
  const params = { id: held.id };
  const findings = useAll('listFindings', { params });
  const evidence = useAll('listEvidence', { params });
  const standing = useAsk('getStanding', { params });
  const submit = useSend('submitReport');
  const leads = session.party.id === held.lead;
  const shared = (findings.data ?? []).filter(({ sharedAt }) => sharedAt !== null);
  const cited = new Set(shared.flatMap((one) => one.evidence));
  return (
    <>
      <Panel title={say('report.submit')} note={say('report.submitNote', { group: nameOf(held.workingGroup) })}>
        {held.state !== 'deliberation' ? (
          <p>{say('report.notYet')}</p>
        ) : (
          <Answered query={standing}>{({ items }) => <WhoMustSign held={held} items={items} />}</Answered>
        )}
        {leads && can('signatory') && held.state === 'deliberation' ? (
          <Button
            size="xs"
            loading={submit.isPending}
            onClick={() =>
              submit.mutate({ params, ifMatch: held.version }, { onSuccess: () => tell(say('report.submitted')) })
            }
          >
            {say('report.sealNow')}
          </Button>
        ) : (
          <p className="quiet">{say('report.whoSubmits', { party: nameOf(held.lead) })}</p>
        )}
        <Refused error={submit.error} />
      </Panel>
      <Panel title={say('report.preview')} note={say('report.previewNote', { group: nameOf(held.workingGroup) })}>
        <Answered query={standing}>
          {({ items }) => <StandingTable items={items} findings={shared} held={held} />}
        </Answered>
        <h3>{say('evidence.title')}</h3>
        <ul className="lines">
          {(evidence.data ?? [])
            .filter(({ id }) => cited.has(id))
            .map((one) => (
              <li key={one.id}>
                <Grade reliability={one.reliability} credibility={one.credibility} />
                <Marking value={one.marking} />
                {inReport(one, held.workingGroup) ? (
                  <span>{one.statement}</span>
                ) : (
                  <span className="unobserved">{say('report.hashOnly')}</span>
                )}
              </li>
            ))}
        </ul>
      </Panel>
    </>
  );
}

interface Content {
  readonly case: Case;
  readonly marking: string;
  readonly findings: readonly {
    readonly id: string;
    readonly statement: string;
    readonly severity: string;
    readonly party: string;
    readonly evidence: readonly string[];
  }[];
  readonly standing: Given<'getStanding'>['items'];
  readonly opinions: readonly {
    readonly id: string;
    readonly finding: string;
    readonly party: string;
    readonly position: string;
    readonly reasons: string;
    readonly state: string;
  }[];
  readonly evidence: readonly {
    readonly id: string;
    readonly statement?: string;
    readonly withheld?: string;
    readonly reliability?: string;
    readonly credibility?: number;
    readonly marking?: string;
  }[];
  readonly replies: readonly {
    readonly id: string;
    readonly party: string;
    readonly text: string;
    readonly receivedAt: string;
  }[];
}

function Sealed({ held }: { readonly held: Case }): ReactNode {
  const { say } = useWords();
  const { nameOf } = useDesk();
  const params = { id: held.id };
  const report = useAsk('getReport', { params });
  return (
    <Answered query={report}>
      {(one) => {
        const content = one.content as unknown as Content;
        return (
          <>
            <Panel
              title={say('report.sealed')}
              note={say('report.sealedNote', { group: nameOf(one.workingGroup) })}
              className="accepted"
            >
              <p className="object-head">
                <Marking value={content.marking} />
                <VisibleTo parties={[...held.authorities, held.workingGroup]} />
                <span className="quiet">
                  {nameOf(one.party)} · <When at={one.submittedAt} />
                </span>
              </p>
              <p className="quiet">
                SHA-256 <code>{one.sha256}</code>
              </p>
              <p className="row">
                <a className="button" href={reviewAddress('getBundle', { params })} download={`${held.id}.bundle.zip`}>
                  {say('report.download')}
                </a>
                <Link className="button" to="/ledger" search={{ verify: held.id }}>
                  {say('report.verify')}
                </Link>
              </p>
            </Panel>
            <Decision held={held} findings={content.findings} />
            <Panel title={say('report.content')}>
              <p className="question">{content.case.question}</p>
              <StandingTable items={content.standing} findings={content.findings} held={held} />
              {content.findings.map((finding) => (
                <section key={finding.id} className="object">
                  <p className="object-head">
                    <span className={`severity ${finding.severity}`}>
                      {sayOr(say, `findingSeverity.${finding.severity}`, finding.severity)}
                    </span>
                    <span className="quiet">{nameOf(finding.party)}</span>
                  </p>
                  <p className="statement">{finding.statement}</p>
                  <ul className="opinions" aria-label={say('opinion.title')}>
                    {content.opinions
                      .filter((opinion) => opinion.finding === finding.id && opinion.state === 'valid')
                      .map((opinion) => (
                        <li key={opinion.id}>
                          <strong>{opinion.party}</strong>{' '}
                          {sayOr(say, `position.${opinion.position}`, opinion.position)}
                          <p>{opinion.reasons}</p>
                        </li>
                      ))}
                  </ul>
                </section>
              ))}
              <h3>{say('evidence.title')}</h3>
              <ul className="lines">
                {content.evidence.map((piece) => (
                  <li key={piece.id}>
                    {piece.statement === undefined ? (
                      <span className="unobserved">{say('report.hashOnly')}</span>
                    ) : (
                      <>
                        <Grade reliability={piece.reliability ?? 'F'} credibility={piece.credibility ?? 6} />
                        <Marking value={piece.marking ?? 'AMBER'} />
                        <span>{piece.statement}</span>
                      </>
                    )}
                  </li>
                ))}
              </ul>
              {content.replies.length === 0 ? null : (
                <>
                  <h3>{say('extract.replies')}</h3>
                  <ul className="opinions">
                    {content.replies.map((reply) => (
                      <li key={reply.id}>
                        <strong>{nameOf(reply.party)}</strong>
                        <p>{reply.text}</p>
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </Panel>
          </>
        );
      }}
    </Answered>
  );
}

function Decision({ held, findings }: { readonly held: Case; readonly findings: Content['findings'] }): ReactNode {
  const { say } = useWords();
  const { can, session, nameOf } = useDesk();
  const decided = held.state !== 'submitted';
  const decision = useAsk('getDecision', decided ? { params: { id: held.id } } : null);
  const measures = useAll('listMeasures', decided ? {} : null);
  const [deciding, setDeciding] = useState(false);
  const decides = can('member') && session.party.id === held.workingGroup;
  if (!decided) {
    return (
      <Panel title={say('decision.title')} note={say('decision.note')}>
        {deciding ? (
          <DecisionForm held={held} findings={findings} done={() => setDeciding(false)} />
        ) : decides ? (
          <Button size="xs" onClick={() => setDeciding(true)}>
            {say('decision.begin')}
          </Button>
        ) : (
          <p className="quiet">{say('decision.waits', { group: nameOf(held.workingGroup) })}</p>
        )}
      </Panel>
    );
  }
  return (
    <Panel title={say('decision.title')}>
      <Answered query={decision}>
        {(one) => (
          <>
            <p className="object-head">
              <strong>{nameOf(one.party)}</strong>
              <span className="quiet">
                <When at={one.decidedAt} />
              </span>
              <span className="signature valid" title={one.publicKey}>
                {say('signature.valid')}
              </span>
            </p>
            <p className="statement">{one.statement}</p>
            <p className="quiet">
              {say('decision.cites', {
                n: one.findings.length,
                sha256: one.reportSha256.slice(0, 16),
              })}
            </p>
          </>
        )}
      </Answered>
      <ul className="lines">
        {(measures.data ?? [])
          .filter(({ caseId }) => caseId === held.id)
          .map((measure) => (
            <li key={measure.id}>
              <span className="tag">{sayOr(say, `measureKind.${measure.kind}`, measure.kind)}</span>
              <Link to="/directions/$id" params={{ id: measure.id }}>
                {measure.title}
              </Link>
            </li>
          ))}
      </ul>
    </Panel>
  );
}
