import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { type Given, useAsk } from '../../api/send.ts';
import { DeskPage, useDesk } from '../../desk/desk.tsx';
import { VisibleTo } from '../../desk/marks.tsx';
import { Answered } from '../../parts/answered.tsx';
import { useWords } from '../../words/words.tsx';
import { PlanLinks } from './plan-links.tsx';

export type KeptProgramme = Given<'getProgramme'>;

const sections = {
  progress: lazy(async () => ({ default: (await import('./programme-progress.tsx')).ProgrammeProgress })),
  plans: lazy(async () => ({ default: (await import('./programme-plans.tsx')).ProgrammePlans })),
  gates: lazy(async () => ({ default: (await import('./programme-gates.tsx')).ProgrammeGates })),
  terms: lazy(async () => ({ default: (await import('./programme-terms.tsx')).ProgrammeTerms })),
} as const;
const tabs = ['progress', 'plans', 'gates', 'terms'] as const;

export function KeptProgrammePage(): ReactNode {
  const { id } = useParams({ from: '/programmes/$id' });
  return (
    <DeskPage key={id}>
      <OneProgramme id={id} />
    </DeskPage>
  );
}

/** A kept programme: how far it is, its plans, the gates of its waves, and on what terms it runs. */
function OneProgramme({ id }: { readonly id: string }): ReactNode {
  const { say } = useWords();
  const programme = useAsk('getProgramme', { params: { id } }, { keep: true });
  const { tab: asked } = useSearch({ from: '/programmes/$id' });
  const title = programme.data?.title;
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · ${say('app.name')}`;
  }, [title, say]);
  return (
    <Answered query={programme}>
      {(one) => {
        const tab = tabs.find((name) => name === asked) ?? (one.acceptedPlan === null ? 'plans' : 'progress');
        const Section = sections[tab];
        return (
          <>
            <p className="crumbs">
              <Link to="/programmes">{say('kept.title')}</Link>
            </p>
            <div className="page-head">
              <h1>{one.title}</h1>
              {one.acceptedPlan === null ? null : <PlanLinks plan={one.acceptedPlan} programme={id} />}
            </div>
            <Facts programme={one} />
            {one.file.notice === undefined ? null : <p className="note">{one.file.notice}</p>}
            <nav aria-label={say('kept.sections')}>
              <ul className="tabs underlined">
                {tabs.map((name) => (
                  <li key={name}>
                    <Link
                      to="/programmes/$id"
                      params={{ id }}
                      search={{ tab: name }}
                      aria-current={name === tab ? 'page' : undefined}
                      activeProps={{}}
                    >
                      {say(`kept.tab.${name}`)}
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
            <Suspense fallback={<p className="quiet computing">{say('app.loading')}</p>}>
              <Section programme={one} />
            </Suspense>
          </>
        );
      }}
    </Answered>
  );
}

function Facts({ programme }: { readonly programme: KeptProgramme }): ReactNode {
  const { say, format } = useWords();
  const { nameOf, session } = useDesk();
  const { party, sharedWith, createdAt, acceptedPlan, measures } = programme;
  return (
    <p className="case-facts">
      <span className="state">{say(acceptedPlan === null ? 'kept.noAccepted' : 'kept.running')}</span>
      <span className="quiet">{say('kept.runByWhom', { party: nameOf(party), date: format.date(createdAt) })}</span>
      <VisibleTo parties={[...new Set([party, session.party.id, ...sharedWith])]} note={say('kept.institutionsSee')} />
      {measures.map((id) => (
        <Served key={id} id={id} />
      ))}
    </p>
  );
}

function Served({ id }: { readonly id: string }): ReactNode {
  const { say } = useWords();
  const measure = useAsk('getMeasure', { params: { id } });
  return measure.data === undefined ? null : (
    <Link to="/directions/$id" params={{ id }}>
      {say('kept.serves', { title: measure.data.title })}
    </Link>
  );
}
