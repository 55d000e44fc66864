import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useAsk } from '../../api/send.ts';
import { DeskPage, useDesk } from '../../desk/desk.tsx';
import { VisibleTo } from '../../desk/marks.tsx';
import { Answered } from '../../parts/answered.tsx';
import { useWords } from '../../words/words.tsx';
import { type Trial, TrialState, VerdictMark } from './trial-marks.tsx';

const sections = {
  verdict: lazy(async () => ({ default: (await import('./trial-verdict.tsx')).TrialVerdict })),
  monitoring: lazy(async () => ({ default: (await import('./trial-monitoring.tsx')).TrialMonitoring })),
  data: lazy(async () => ({ default: (await import('./trial-data.tsx')).TrialData })),
  protocol: lazy(async () => ({ default: (await import('./trial-protocol.tsx')).TrialProtocolSection })),
  coverage: lazy(async () => ({ default: (await import('./trial-coverage.tsx')).TrialCoverage })),
  pool: lazy(async () => ({ default: (await import('./trial-pool.tsx')).TrialPool })),
} as const;
const tabs = ['protocol', 'data', 'monitoring', 'verdict', 'coverage', 'pool'] as const;

export function TrialPage(): ReactNode {
  const { id } = useParams({ from: '/trials/$id' });
  return (
    <DeskPage key={id}>
      <OneTrial id={id} />
    </DeskPage>
  );
}

function OneTrial({ id }: { readonly id: string }): ReactNode {
  const { say } = useWords();
  const trial = useAsk('getTrial', { params: { id } }, { keep: true });
  const { tab: asked } = useSearch({ from: '/trials/$id' });
  const title = trial.data?.title;
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · ${say('app.name')}`;
  }, [title, say]);
  return (
    <Answered query={trial}>
      {(one) => {
        const tab = tabs.find((name) => name === asked) ?? firstTab(one);
        const Section = sections[tab];
        return (
          <>
            <p className="crumbs">
              <Link to="/trials">{say('trials.title')}</Link>
            </p>
            <div className="page-head">
              <h1>{one.title}</h1>
              {one.assessment === null ? null : <VerdictMark verdict={one.assessment.verdict} />}
            </div>
            <Facts trial={one} />
            {one.harmOn === null ? null : <Harm on={one.harmOn} />}
            <nav aria-label={say('trials.sections')}>
              <ul className="tabs underlined">
                {tabs.map((name) => (
                  <li key={name}>
                    <Link
                      to="/trials/$id"
                      params={{ id }}
                      search={{ tab: name }}
                      aria-current={name === tab ? 'page' : undefined}
                      activeProps={{}}
                    >
                      {say(`trials.tab.${name}`)}
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
            <Suspense fallback={<p className="quiet computing">{say('app.loading')}</p>}>
              <Section trial={one} />
            </Suspense>
          </>
        );
      }}
    </Answered>
  );
}

function firstTab({ assessment, monitoring }: Trial): (typeof tabs)[number] {
  return assessment !== null ? 'verdict' : monitoring !== null ? 'monitoring' : 'protocol';
}

function Facts({ trial }: { readonly trial: Trial }): ReactNode {
  const { say, format } = useWords();
  const { nameOf, session } = useDesk();
  const { candidate, incumbent, period } = trial.protocol;
  // Whoever sees a request for trial sees the way to it, and from there to the case that it rests on.
  const measure = useAsk('getMeasure', trial.measure === null ? null : { params: { id: trial.measure } });
  return (
    <p className="case-facts">
      <TrialState trial={trial} />
      <span>{say('trials.against', { candidate: candidate.name, incumbent: incumbent.name })}</span>
      <span className="quiet">
        {format.date(period.from)} – {format.date(period.to)}
      </span>
      <span className="quiet">{say('trials.runByWhom', { party: nameOf(trial.party) })}</span>
      <VisibleTo parties={[...new Set([trial.party, session.party.id, ...trial.sharedWith])]} />
      {measure.data === undefined ? null : (
        <>
          <Link to="/directions/$id" params={{ id: measure.data.id }}>
            {say('trials.askedBy', { title: measure.data.title })}
          </Link>
          {measure.data.caseId === null ? null : (
            <Link to="/cases/$id" params={{ id: measure.data.caseId }} search={{ tab: 'report' }}>
              {say('trials.case')}
            </Link>
          )}
        </>
      )}
    </p>
  );
}

function Harm({ on }: { readonly on: string }): ReactNode {
  const { say, format } = useWords();
  return (
    <p className="note problem" role="alert">
      <strong>{say('trials.harm', { date: format.date(on) })}</strong> {say('trials.harmTeach')}
    </p>
  );
}
