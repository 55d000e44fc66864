import { Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/words.tsx';
import type { Plan } from './plan.ts';
import { StepChart } from './step-chart.tsx';

/** What is in use of one resource against what is there: budget and supply add up, crews and sites do not. */
export function ResourceLoad({ plan }: { readonly plan: Plan }): ReactNode {
  const { say, format } = useWords();
  const budget = plan.curves.find(({ id }) => id === 'budget');
  const [chosen, setChosen] = useState<string | null>(null);
  const curve = plan.curves.find(({ id }) => id === chosen) ?? budget ?? plan.curves[0];
  if (curve === undefined) return null;
  const end = plan.replacements.reduce((last, { end: one }) => (one > last ? one : last), plan.statusOn);
  const line = (of: 'used' | 'available') => curve.points.map((point) => ({ on: point.on, value: point[of] }));
  const busiest = curve.points.reduce(
    (most, point) => Math.max(most, point.available === 0 ? 0 : point.used / point.available),
    0,
  );
  return (
    <Panel
      title={say('programme.load')}
      note={say(curve.kind === 'cumulative' ? 'programme.loadCumulative' : 'programme.loadRenewable', {
        unit: curve.unit,
      })}
      tools={
        <Select
          size="xs"
          aria-label={say('programme.resource')}
          value={curve.id}
          allowDeselect={false}
          searchable
          onChange={setChosen}
          data={plan.curves.map(({ id, name }) => ({ value: id, label: name }))}
        />
      }
    >
      <StepChart
        label={`${curve.name}: ${say('programme.used')}, ${say('programme.available')}`}
        from={plan.start}
        to={end}
        number={format.compact}
        lines={[
          { name: 'used', className: 'least', area: true, points: line('used') },
          { name: 'available', className: 'capacity', points: line('available') },
        ]}
      />
      <details className="as-table">
        <summary>{say('programme.asTable')}</summary>
        <ScrollTable label={curve.name} height="short">
          <thead>
            <tr>
              <th scope="col">{say('programme.from')}</th>
              <th scope="col" className="number">
                {say('programme.used')}
              </th>
              <th scope="col" className="number">
                {say('programme.available')}
              </th>
            </tr>
          </thead>
          <tbody>
            {curve.points
              .filter(({ on }) => on <= end)
              .slice(0, 500)
              .map((point) => (
                <tr key={point.on}>
                  <th scope="row">{format.date(point.on)}</th>
                  <td className="number">{format.number(point.used)}</td>
                  <td className="number">{format.number(point.available)}</td>
                </tr>
              ))}
          </tbody>
        </ScrollTable>
      </details>
      <p className="quiet">{say('programme.busiest', { share: format.share(busiest) })}</p>
    </Panel>
  );
}
