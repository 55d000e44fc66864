import type { ReactNode } from 'react';
import type { Given, ItemOf } from '../../api/send.ts';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { useWords } from '../../words/words.tsx';

type Task = Given<'getProgrammePart'>['tasks'][number];
type Report = ItemOf<'listProgressReports'>;
const finished = ['replaced', 'removed', 'disposed'];

/** The tasks with their dates and how each stands by its last report; chosen ones are reported on together. */
export function PartTasks({
  tasks,
  reports,
  chosen,
  onChoose,
}: {
  readonly tasks: readonly Task[];
  readonly reports: readonly Report[];
  readonly chosen?: ReadonlySet<string>;
  readonly onChoose?: (chosen: ReadonlySet<string>) => void;
}): ReactNode {
  const { say, format } = useWords();
  const today = new Date().toISOString().slice(0, 10);
  const last = new Map<string, Report>();
  for (const one of reports) {
    const known = last.get(one.replacement);
    if (known === undefined || one.on > known.on || (one.on === known.on && one.createdAt > known.createdAt))
      last.set(one.replacement, one);
  }
  const choose = (id: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChoose?.(next);
  };
  return (
    <Panel title={say('kept.tasks')} note={say(onChoose === undefined ? 'kept.tasksNote' : 'kept.tasksChoose')}>
      <ScrollTable label={say('kept.tasks')} height="tall" className="says">
        <thead>
          <tr>
            {onChoose === undefined ? null : (
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label={say('kept.chooseAll')}
                  checked={tasks.length > 0 && tasks.every(({ id }) => chosen?.has(id))}
                  onChange={({ currentTarget: { checked } }) =>
                    onChoose(new Set(checked ? tasks.map(({ id }) => id) : []))
                  }
                />
              </th>
            )}
            <th scope="col">{say('programme.replacement')}</th>
            <th scope="col">{say('programme.from')}</th>
            <th scope="col">{say('programme.to')}</th>
            <th scope="col">{say('programme.dueBy')}</th>
            <th scope="col">{say('kept.takesOver')}</th>
            <th scope="col">{say('kept.lastReported')}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => {
            const report = last.get(task.id);
            const overdue = task.end < today && !finished.includes(report?.state ?? '');
            return (
              <tr key={task.id}>
                {onChoose === undefined ? null : (
                  <td>
                    <input
                      type="checkbox"
                      aria-label={say('kept.choose', { name: task.name })}
                      checked={chosen?.has(task.id) ?? false}
                      onChange={({ currentTarget: { checked } }) => choose(task.id, checked)}
                    />
                  </td>
                )}
                <th scope="row">
                  {task.name}
                  {task.rollback === null ? null : (
                    <span className="quiet block">
                      {say('programme.rollback')}: {task.rollback}
                    </span>
                  )}
                </th>
                <td>{format.date(task.start)}</td>
                <td>{format.date(task.end)}</td>
                <td>{task.deadline === null ? '–' : format.date(task.deadline)}</td>
                <td>{`${task.servers} × ${task.server?.name ?? task.candidate}`}</td>
                <td>
                  {report === undefined ? (
                    <span className="unobserved">{say('kept.neverReported')}</span>
                  ) : (
                    `${say(`programme.state.${report.state}`)}, ${format.date(report.on)}`
                  )}
                  {overdue ? <span className="problem-text block">{say('kept.isOverdue')}</span> : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
    </Panel>
  );
}
