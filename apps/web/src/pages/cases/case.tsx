import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { type Given, useAsk } from '../../api/send.ts';
import { DeskPage, useDesk } from '../../desk/desk.tsx';
import { Clock, Marking, VisibleTo } from '../../desk/marks.tsx';
import { Answered } from '../../parts/answered.tsx';
import { sayOr, useWords } from '../../words/words.tsx';
import { CaseSummary } from './case-summary.tsx';
import { MoveCase } from './move-case.tsx';

const sections = {
  evidence: lazy(async () => ({ default: (await import('./case-evidence.tsx')).CaseEvidence })),
  findings: lazy(async () => ({ default: (await import('./case-findings.tsx')).CaseFindings })),
  replies: lazy(async () => ({ default: (await import('./case-replies.tsx')).CaseReplies })),
  timeline: lazy(async () => ({ default: (await import('./case-timeline.tsx')).CaseTimeline })),
  report: lazy(async () => ({ default: (await import('./case-report.tsx')).CaseReport })),
} as const;
export type Case = Given<'getCase'>;

const order = [
  'draft',
  'open',
  'collecting',
  'drafting',
  'reply',
  'deliberation',
  'submitted',
  'decided',
  'closed',
] as const;

export function CasePage(): ReactNode {
  const { id } = useParams({ from: '/cases/$id' });
  return (
    <DeskPage key={id}>
      <OneCase id={id} />
    </DeskPage>
  );
}

function OneCase({ id }: { readonly id: string }): ReactNode {
  const { say } = useWords();
  const { session } = useDesk();
  const held = useAsk('getCase', { params: { id } }, { keep: true });
  const { tab: asked } = useSearch({ from: '/cases/$id' });
  const title = held.data?.title;
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · ${say('app.name')}`;
  }, [title, say]);
  const tabs =
    session.party.kind === 'authority'
      ? (['summary', 'evidence', 'findings', 'replies', 'timeline', 'report'] as const)
      : (['report', 'timeline'] as const);
  const tab = tabs.find((one) => one === asked) ?? tabs[0];
  return (
    <Answered query={held}>
      {(one) => {
        const Section = tab === 'summary' ? CaseSummary : sections[tab];
        return (
          <>
            <p className="crumbs">
              <Link to="/cases">{say('cases.title')}</Link>
            </p>
            <div className="page-head">
              <h1>{one.title}</h1>
              <MoveCase held={one} />
            </div>
            <p className="case-facts">
              <Marking value={one.marking} />
              <VisibleTo parties={audienceOfCase(one)} />
              <Clock dueAt={one.dueAt} />
            </p>
            <ol className="states" aria-label={say('case.states')} tabIndex={0}>
              {order.map((state, at) => (
                <li
                  key={state}
                  data-past={at < order.indexOf(one.state)}
                  aria-current={state === one.state ? 'step' : undefined}
                >
                  {sayOr(say, `state.${state}`, state)}
                </li>
              ))}
            </ol>
            <nav aria-label={say('case.sections')}>
              <ul className="tabs underlined">
                {tabs.map((name) => (
                  <li key={name}>
                    <Link
                      to="/cases/$id"
                      params={{ id }}
                      search={{ tab: name }}
                      aria-current={name === tab ? 'page' : undefined}
                      activeProps={{}}
                    >
                      {say(`case.tab.${name}`)}
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
            <Suspense fallback={<p className="quiet computing">{say('app.loading')}</p>}>
              <Section held={one} />
            </Suspense>
          </>
        );
      }}
    </Answered>
  );
}

/** Who finds the case in their list: its lead alone while it is a draft, then those who take part, then the working group. */
function audienceOfCase(held: Case): readonly string[] {
  if (held.state === 'draft') return [held.lead];
  const submitted = order.indexOf(held.state) >= order.indexOf('submitted');
  return submitted ? [...held.authorities, held.workingGroup] : held.authorities;
}
