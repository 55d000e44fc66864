import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';
import { type Given, send, useAll, useAsk, useSend } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { JobProgress } from '../../desk/jobs.tsx';
import { Refused } from '../../desk/refused.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/words.tsx';
import { ComparePlans } from '../programme/compare-plans.tsx';
import { PlanView } from '../programme/plan-view.tsx';
import type { KeptProgramme } from './kept-programme.tsx';
import { PlanLinks } from './plan-links.tsx';
import { ProposePlan } from './propose-plan.tsx';

const mostCompared = 4;

/** Plans that were proposed, accepted and superseded: side by side, then one of them in full. */
export function ProgrammePlans({ programme }: { readonly programme: KeptProgramme }): ReactNode {
  const { say, format } = useWords();
  const { session, can, tell } = useDesk();
  const navigate = useNavigate();
  const { plan: asked, job } = useSearch({ from: '/programmes/$id' });
  const own = programme.party === session.party.id;
  const listed = useAll('listProgrammePlans', { params: { id: programme.id }, query: { sort: '-createdAt' } });
  const items = listed.data ?? [];
  const compared = useQueries({
    queries: items.slice(0, mostCompared).map(({ id, version }) => ({
      queryKey: ['review', 'getProgrammePlan', { params: { id } }, version],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => send('getProgrammePlan', { params: { id } }, signal),
      staleTime: Infinity,
    })),
  });
  const plans = compared.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const show = (plan: string): void =>
    void navigate({ to: '/programmes/$id', params: { id: programme.id }, search: { tab: 'plans', plan } });
  const shown = asked ?? items[0]?.id;
  const search = { tab: 'plans' } as const;
  const propose = (next: string): void =>
    void navigate({ to: '/programmes/$id', params: { id: programme.id }, search: { ...search, job: next } });
  const ended = useCallback(
    ({ state }: { readonly state: string }) => {
      if (state !== 'done') return;
      tell(say('kept.proposed'));
      void navigate({ to: '/programmes/$id', params: { id: programme.id }, search: { tab: 'plans' }, replace: true });
    },
    [navigate, programme.id, say, tell],
  );
  return (
    <>
      {own && can('analyst') ? <ProposePlan programme={programme} onAsked={propose} /> : null}
      {job === undefined ? null : <JobProgress key={job} job={job} ended={ended} />}
      <Answered query={listed}>
        {() =>
          items.length === 0 ? (
            <Panel title={say('kept.plans')}>
              <p>{say('kept.noPlans')}</p>
            </Panel>
          ) : (
            <>
              <ComparePlans
                plans={plans.map((one) => ({
                  id: one.id,
                  asked: `${say(`kept.plan.${one.state}`)}, ${format.date(one.statusOn)}`,
                  plan: one.plan,
                }))}
                shown={shown ?? ''}
                onShow={show}
                note={say('kept.compareNote', { n: mostCompared })}
              />
              {shown === undefined ? null : <OnePlan key={shown} id={shown} own={own} />}
            </>
          )
        }
      </Answered>
    </>
  );
}

function OnePlan({ id, own }: { readonly id: string; readonly own: boolean }): ReactNode {
  const { say, format } = useWords();
  const plan = useAsk('getProgrammePlan', { params: { id } }, { keep: true });
  return (
    <Answered query={plan}>
      {(kept) => (
        <>
          <Panel
            title={say('kept.planOf', { state: say(`kept.plan.${kept.state}`), date: format.date(kept.statusOn) })}
            tools={kept.plan.checked?.ok === true ? <PlanLinks plan={id} programme={null} /> : null}
          >
            <p>
              {kept.acceptedAt === null
                ? say('kept.notAccepted')
                : say('kept.acceptedOn', { date: format.date(kept.acceptedAt) })}{' '}
              {kept.beforePlan === null ? '' : say('kept.leastChange')}
            </p>
            {own ? <Accept kept={kept} /> : null}
          </Panel>
          <PlanView plan={{ ...kept.plan, notice: null }} progress={kept.progress} />
        </>
      )}
    </Answered>
  );
}

function Accept({ kept }: { readonly kept: Given<'getProgrammePlan'> }): ReactNode {
  const { say } = useWords();
  const { can, tell } = useDesk();
  const accept = useSend('acceptProgrammePlan');
  if (kept.state !== 'proposed') return null;
  if (kept.plan.checked?.ok !== true) return <p className="quiet">{say('kept.cannotAccept')}</p>;
  if (!can('signatory')) return <p className="quiet">{say('kept.signatoryAccepts')}</p>;
  return (
    <div className="row">
      <Button
        size="xs"
        loading={accept.isPending}
        onClick={() =>
          accept.mutate(
            { params: { id: kept.id }, ifMatch: kept.version },
            { onSuccess: () => tell(say('kept.accepted')) },
          )
        }
      >
        {say('kept.accept')}
      </Button>
      <span className="quiet">{say('kept.acceptTeach')}</span>
      <Refused error={accept.error} />
    </div>
  );
}
