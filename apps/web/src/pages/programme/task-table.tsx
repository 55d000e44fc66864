import type { ReactNode } from 'react';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { useWords } from '../../words/words.tsx';
import type { Plan } from './plan.ts';

const most = 500;

/** The bars as a table, with what each stands on: its gate, what it must be done by, and why it comes first. */
export function TaskTable({ plan, rows }: { readonly plan: Plan; readonly rows: Plan['replacements'] }): ReactNode {
  const { say, format } = useWords();
  const gates = new Map(plan.gates.map((gate) => [gate.wave, gate]));
  return (
    <details className="as-table">
      <summary>{say('programme.asTable')}</summary>
      <ScrollTable label={say('programme.tasks')} height="tall">
        <thead>
          <tr>
            <th scope="col">{say('programme.replacement')}</th>
            <th scope="col">{say('programme.wave')}</th>
            <th scope="col">{say('programme.from')}</th>
            <th scope="col">{say('programme.to')}</th>
            <th scope="col">{say('programme.gateOpens')}</th>
            <th scope="col">{say('programme.dueBy')}</th>
            <th scope="col" className="number">
              {say('programme.lost')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((row) => {
            const gate = gates.get(row.wave);
            return (
              <tr key={row.id}>
                <th scope="row">{row.name}</th>
                <td>{gate?.name ?? row.wave}</td>
                <td>{format.date(row.start)}</td>
                <td>{format.date(row.end)}</td>
                <td>{gate === undefined || gate.opens === null ? '–' : format.date(gate.opens)}</td>
                <td>{row.deadline === null ? '–' : format.date(row.deadline)}</td>
                <td className="number">{format.number(row.criticalFunctions)}</td>
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
      {rows.length > most ? <p className="quiet">{say('programme.firstOf', { n: most, of: rows.length })}</p> : null}
    </details>
  );
}
