import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { useWords } from '../../words/words.tsx';
import type { Plan } from './plan.ts';
import { StepChart } from './step-chart.tsx';

/** Reliance as the replacements go on: the review's own measures, computed again on each date. */
export function BurnDown({ plan }: { readonly plan: Plan }): ReactNode {
  const { say, format } = useWords();
  const points = plan.burnDown;
  const last = points.at(-1);
  if (last === undefined) return null;
  const bounds = (
    value: { readonly atLeast: number; readonly atMost: number } | null,
    of: (one: number) => string,
  ): string =>
    value === null
      ? say('unit.unobserved')
      : value.atLeast === value.atMost
        ? of(value.atLeast)
        : `${of(value.atLeast)}–${of(value.atMost)}`;
  const changed = points.filter(
    (point, at) => at === 0 || at === points.length - 1 || point.replaced !== points[at - 1]?.replaced,
  );
  return (
    <Panel title={say('programme.burnDown')} note={say('programme.burnDownNote')}>
      <StepChart
        label={say('programme.burnDown')}
        from={plan.start}
        to={last.on}
        number={format.number}
        lines={[
          {
            name: 'most',
            className: 'most',
            area: true,
            points: points.map(({ on, criticalFunctionsLost }) => ({ on, value: criticalFunctionsLost?.atMost ?? 0 })),
          },
          {
            name: 'least',
            className: 'least',
            area: true,
            points: points.map(({ on, criticalFunctionsLost }) => ({ on, value: criticalFunctionsLost?.atLeast ?? 0 })),
          },
        ]}
      />
      <ScrollTable label={say('programme.burnDown')} height="short">
        <thead>
          <tr>
            <th scope="col">{say('programme.on')}</th>
            <th scope="col" className="number">
              {say('programme.fact.replaced')}
            </th>
            <th scope="col" className="number">
              {say('programme.lost')}
            </th>
            <th scope="col" className="number">
              {say('programme.hit')}
            </th>
            <th scope="col" className="number">
              {say('programme.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {changed.map((point) => (
            <tr key={point.on}>
              <th scope="row">{format.date(point.on)}</th>
              <td className="number">{format.number(point.replaced)}</td>
              <td className="number">{bounds(point.criticalFunctionsLost, format.number)}</td>
              <td className="number">{bounds(point.institutionsHit, format.number)}</td>
              <td className="number">{bounds(point.directShare, format.share)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </Panel>
  );
}
