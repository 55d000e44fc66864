import type { ReactNode } from 'react';
import { useWords } from '../../words/words.tsx';
import { BurnDown } from './burn-down.tsx';
import { Gantt } from './gantt.tsx';
import type { Plan, Progress } from './plan.ts';
import { PlanTables } from './plan-tables.tsx';
import { ResourceLoad } from './resource-load.tsx';
import { Fact } from '../../parts/fact.tsx';

/** One plan: its figures, pictures and tables. */
export function PlanView({ plan, progress }: { readonly plan: Plan; readonly progress: Progress | null }): ReactNode {
  const { say, format } = useWords();
  const { figures } = plan;
  return (
    <>
      {plan.notice === null ? null : <p className="note">{plan.notice}</p>}
      <dl className="plan-figures">
        <Fact name={say('programme.fact.status')} value={say(`programme.status.${plan.status}`)} />
        <Fact
          name={say('programme.fact.replaced')}
          value={
            progress === null
              ? '–'
              : `${format.number(progress.done)} / ${format.number(progress.total)} (${format.share(progress.ratio)})`
          }
        />
        {figures === null ? null : (
          <>
            <Fact name={say('programme.fact.end')} value={format.date(figures.end)} />
            <Fact name={say('programme.fact.cost')} value={format.money(Number(figures.cost), plan.currency)} />
            <Fact name={say('programme.fact.reliance')} value={format.number(Math.round(figures.relianceDays))} />
            <Fact
              name={say('programme.fact.gap')}
              value={figures.gap === null ? say('unit.unobserved') : format.share(figures.gap)}
            />
            <Fact name={say('programme.fact.late')} value={format.number(figures.lateDays)} />
          </>
        )}
        <Fact name={say('programme.fact.held')} value={format.number(plan.heldBack.length)} />
        <Fact
          name={say('programme.fact.checked')}
          value={
            plan.checked === null
              ? '–'
              : plan.checked.ok
                ? say('programme.checked.ok')
                : say('programme.checked.broken', { n: plan.checked.violations.length })
          }
        />
      </dl>
      {plan.reason === null || plan.conflict !== null ? null : (
        <div className="note problem" role="alert">
          <strong>{say('programme.noPlan')}</strong>
          <p>{plan.reason}</p>
        </div>
      )}
      {plan.checked?.ok === true && plan.replacements.length > 0 ? (
        <>
          <Gantt plan={plan} />
          <div className="columns">
            <BurnDown plan={plan} />
            <ResourceLoad plan={plan} />
          </div>
        </>
      ) : null}
      <PlanTables plan={plan} progress={progress} />
    </>
  );
}
