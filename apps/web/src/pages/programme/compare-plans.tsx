import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { useWords } from '../../words/words.tsx';
import type { Plan } from './plan.ts';

/** A plan that was made, with what was asked or how it stands. */
export interface Compared {
  readonly id: string;
  readonly asked: string;
  readonly plan: Plan;
}

/** Plans side by side: dates, costs, reliance and how concentrated what stands afterwards is. */
export function ComparePlans({
  plans,
  shown,
  onShow,
  note,
}: {
  readonly plans: readonly Compared[];
  readonly shown: string;
  readonly onShow: (id: string) => void;
  readonly note: string;
}): ReactNode {
  const { say, format } = useWords();
  if (plans.length < 2) return null;
  const several = new Set(plans.map(({ plan }) => plan.title)).size > 1;
  return (
    <Panel title={say('programme.compare')} note={note}>
      <ScrollTable label={say('programme.compare')} className="says">
        <thead>
          <tr>
            <th scope="col">{say('programme.askedFor')}</th>
            <th scope="col">{say('programme.fact.status')}</th>
            <th scope="col">{say('programme.fact.end')}</th>
            <th scope="col" className="number">
              {say('programme.fact.cost')}
            </th>
            <th scope="col" className="number">
              {say('programme.fact.reliance')}
            </th>
            <th scope="col" className="number">
              {say('programme.fact.late')}
            </th>
            <th scope="col">{say('programme.largest')}</th>
            <th scope="col" className="number">
              {say('programme.hhi')}
            </th>
            <th scope="col">{say('programme.milestones')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {plans.map(({ id, asked, plan }) => {
            const makers =
              plan.options?.shares.filter(({ by, weight }) => by === 'maker' && weight === 'demands') ?? [];
            const [largest] = makers.toSorted((a, b) => b.share - a.share);
            const kept = plan.milestones.filter(({ verdict }) => verdict.startsWith('kept')).length;
            return (
              <tr key={id} aria-current={id === shown}>
                <th scope="row">{several ? `${plan.title}: ${asked}` : asked}</th>
                <td>{say(`programme.status.${plan.status}`)}</td>
                <td>{plan.figures === null ? '–' : format.date(plan.figures.end)}</td>
                <td className="number">
                  {plan.figures === null ? '–' : format.money(Number(plan.figures.cost), plan.currency)}
                </td>
                <td className="number">
                  {plan.figures === null ? '–' : format.number(Math.round(plan.figures.relianceDays))}
                </td>
                <td className="number">{plan.figures === null ? '–' : format.number(plan.figures.lateDays)}</td>
                <td>{largest === undefined ? '–' : `${largest.id} ${format.share(largest.share)}`}</td>
                <td className="number">
                  {plan.options === null ? '–' : format.number(Math.round(plan.options.makerHhi))}
                </td>
                <td>{`${kept} / ${plan.milestones.length}`}</td>
                <td>
                  <Button size="compact-xs" variant="default" disabled={id === shown} onClick={() => onShow(id)}>
                    {say('programme.show')}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
    </Panel>
  );
}
