import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { TextRows } from '../../parts/text-rows.tsx';
import { useWords } from '../../words/words.tsx';
import type { Plan, Progress } from './plan.ts';
import { QuarterTable } from './quarter-table.tsx';
import { SlipTable } from './slip-table.tsx';

/** Milestones, gates, quarters, slips, conflicts, limits and what is held back, as tables. */
export function PlanTables({ plan, progress }: { readonly plan: Plan; readonly progress: Progress | null }): ReactNode {
  const { say, format } = useWords();
  const { conflict, options } = plan;
  const limits = (options?.constraints ?? []).filter(({ costs }) => costs > 0);
  return (
    <>
      {conflict === null ? null : (
        <Panel
          title={say('programme.conflict')}
          note={say(
            conflict.minimal
              ? 'programme.conflictNote'
              : conflict.proved
                ? 'programme.conflictProved'
                : 'programme.conflictMaybe',
          )}
        >
          <p role="alert">
            <strong>{say(plan.figures === null ? 'programme.noPlan' : 'programme.notInTime')}</strong>
          </p>
          <ul>
            {conflict.constraints.map((one) => (
              <li key={`${one.kind}/${one.id}`}>{one.words}</li>
            ))}
          </ul>
          <TextRows
            title={say('programme.relaxations')}
            head={[say('programme.relaxations')]}
            rows={conflict.relaxations.map(({ words, proved }) => [
              proved ? words : `${words} (${say('programme.lessMayDo')})`,
            ])}
          />
        </Panel>
      )}
      <div className="columns">
        <Panel title={say('programme.milestones')}>
          <TextRows
            title={say('programme.milestones')}
            head={[
              say('programme.milestone'),
              say('programme.on'),
              say('programme.asked'),
              say('programme.fact.replaced'),
              say('programme.verdict'),
            ]}
            rows={plan.milestones.map((one) => [
              `${one.id}: ${one.direction}`,
              format.date(one.date),
              format.share(one.share),
              `${one.done} / ${one.total}`,
              say(`programme.verdict.${one.verdict}`),
            ])}
          />
        </Panel>
        <Panel title={say('programme.gates')}>
          <TextRows
            title={say('programme.gates')}
            head={[say('programme.wave'), say('programme.standing'), say('programme.because')]}
            rows={plan.gates.map((one) => [
              one.name,
              say(`programme.standing.${one.standing}`),
              `${one.because.join(' ')}${one.rollback === null ? '' : ` ${say('programme.rollback')}: ${one.rollback}`}`,
            ])}
          />
        </Panel>
      </div>
      {progress === null ? null : <QuarterTable progress={progress} />}
      {progress === null ? null : <SlipTable slips={progress.slips} />}
      {options === null ? null : (
        <Panel
          title={say('programme.options')}
          note={say('programme.optionsNote', { total: format.money(Number(options.total), plan.currency) })}
        >
          <div className="columns">
            <TextRows
              title={say('programme.options')}
              head={[say('programme.by'), say('programme.share')]}
              rows={options.shares
                .filter(({ weight }) => weight === 'demands')
                .map((one) => [one.by === 'country' ? format.country(one.id) : one.id, format.share(one.share)])}
            />
            <TextRows
              title={say('programme.limits')}
              head={[say('programme.limit'), say('programme.costs')]}
              rows={
                limits.length === 0
                  ? [[say('programme.noLimitCosts'), '']]
                  : limits.map((one) => [one.words, format.money(one.costs, plan.currency)])
              }
            />
          </div>
        </Panel>
      )}
      {plan.heldBack.length === 0 ? null : (
        <Panel title={say('programme.held')} note={say('programme.heldNote')}>
          <TextRows
            title={say('programme.held')}
            head={[say('programme.replacement'), say('programme.because')]}
            rows={plan.heldBack.map((one) => [one.name, one.reason])}
          />
        </Panel>
      )}
      {plan.notes.length === 0 ? null : (
        <ul className="quiet">
          {plan.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  );
}
