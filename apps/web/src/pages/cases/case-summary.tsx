import { Button, Select, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useAll, useAsk, useSend } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { Refused } from '../../desk/refused.tsx';
import { StandingTable } from './standing-table.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/words.tsx';
import type { Case } from './case.tsx';

/** What the case is about, who takes part, who must still sign, and the tasks. */
export function CaseSummary({ held }: { readonly held: Case }): ReactNode {
  const { say, format } = useWords();
  const { nameOf } = useDesk();
  const params = { id: held.id };
  const standing = useAsk('getStanding', { params });
  const findings = useAll('listFindings', { params });
  return (
    <>
      <Panel title={say('case.about')}>
        <p className="question">{held.question}</p>
        <dl className="facts">
          <div>
            <dt>{say('case.subject')}</dt>
            <dd>
              {held.subject === null ? (
                <span className="quiet">{say('case.noSubject')}</span>
              ) : (
                <Link to="/reliance" search={{ subject: held.subject.expression }}>
                  {held.subject.label ?? held.subject.expression}
                </Link>
              )}
            </dd>
          </div>
          <div>
            <dt>{say('cases.lead')}</dt>
            <dd>{nameOf(held.lead)}</dd>
          </div>
          <div>
            <dt>{say('case.authorities')}</dt>
            <dd>{held.authorities.map((one) => `${nameOf(one)} (${one})`).join(', ')}</dd>
          </div>
          <div>
            <dt>{say('case.workingGroup')}</dt>
            <dd>{nameOf(held.workingGroup)}</dd>
          </div>
          <div>
            <dt>{say('case.quorum')}</dt>
            <dd>{say('case.quorumOf', { n: held.quorum, all: held.authorities.length })}</dd>
          </div>
          <div>
            <dt>{say('case.since')}</dt>
            <dd>{format.date(held.stateSince)}</dd>
          </div>
        </dl>
      </Panel>
      <Panel title={say('standing.title')} note={say('standing.note', { n: held.quorum })}>
        <Answered query={standing}>
          {({ items }) => <StandingTable items={items} findings={findings.data ?? []} held={held} />}
        </Answered>
      </Panel>
      <Tasks held={held} />
    </>
  );
}

function Tasks({ held }: { readonly held: Case }): ReactNode {
  const { say, format } = useWords();
  const { can, session, tell } = useDesk();
  const tasks = useAll('listTasks', { params: { id: held.id } });
  const add = useSend('addTask');
  const change = useSend('changeTask');
  const [title, setTitle] = useState('');
  const [owner, setOwner] = useState(session.party.id);
  const [dueOn, setDueOn] = useState('');
  const acts = can('analyst', 'signatory') && held.state !== 'closed';
  const mark = (id: string, version: number, done: boolean, name: string): void =>
    change.mutate(
      { params: { id }, body: { done }, ifMatch: version },
      {
        onSuccess: (after) =>
          tell(say(done ? 'tasks.doneTold' : 'tasks.openTold', { name }), () =>
            change.mutateAsync({ params: { id }, body: { done: !done }, ifMatch: after.version }),
          ),
      },
    );
  return (
    <Panel title={say('tasks.title')} note={say('tasks.note')}>
      <Answered query={tasks}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{say('tasks.none')}</p>
          ) : (
            <table className="data">
              <thead>
                <tr>
                  <th scope="col">{say('tasks.done')}</th>
                  <th scope="col">{say('tasks.task')}</th>
                  <th scope="col">{say('tasks.owner')}</th>
                  <th scope="col">{say('tasks.due')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((task) => (
                  <tr key={task.id} className={task.done ? 'over' : ''}>
                    <td>
                      <input
                        type="checkbox"
                        aria-label={say('tasks.markDone', { name: task.title })}
                        checked={task.done}
                        disabled={!acts || change.isPending}
                        onChange={({ currentTarget: { checked } }) => mark(task.id, task.version, checked, task.title)}
                      />
                    </td>
                    <th scope="row" className="wrap">
                      {task.title}
                    </th>
                    <td>{task.owner}</td>
                    <td>{task.dueOn === null ? '–' : format.date(task.dueOn)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answered>
      <Refused error={change.error} />
      {acts ? (
        <form
          className="row tools"
          aria-label={say('tasks.add')}
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate(
              { params: { id: held.id }, body: { title, owner, dueOn: dueOn === '' ? null : dueOn } },
              { onSuccess: () => setTitle('') },
            );
          }}
        >
          <TextInput
            className="grow"
            size="xs"
            label={say('tasks.new')}
            required
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Select
            size="xs"
            label={say('tasks.owner')}
            allowDeselect={false}
            value={owner}
            onChange={(value) => setOwner(value ?? owner)}
            data={[...held.authorities]}
          />
          <TextInput
            size="xs"
            type="date"
            label={say('tasks.due')}
            value={dueOn}
            onChange={(event) => setDueOn(event.currentTarget.value)}
          />
          <Button size="xs" type="submit" variant="default" loading={add.isPending}>
            {say('tasks.add')}
          </Button>
          <Refused error={add.error} />
        </form>
      ) : null}
    </Panel>
  );
}
