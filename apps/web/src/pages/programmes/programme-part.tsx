import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type Given, useAll, useAsk } from '../../api/send.ts';
import { DeskPage, useDesk } from '../../desk/desk.tsx';
import { VisibleTo } from '../../desk/marks.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { TextRows } from '../../parts/text-rows.tsx';
import { useWords } from '../../words/words.tsx';
import { PartTasks } from './part-tasks.tsx';
import { ReportForm } from './report-form.tsx';

type Part = Given<'getProgrammePart'>;

export function ProgrammePartPage(): ReactNode {
  const { id } = useParams({ from: '/programmes/parts/$id' });
  return (
    <DeskPage key={id}>
      <OnePart id={id} />
    </DeskPage>
  );
}

/** The tasks of one institution, what it reported on them, and the form in which it reports. */
function OnePart({ id }: { readonly id: string }): ReactNode {
  const { say, format } = useWords();
  const { session, nameOf, can } = useDesk();
  const part = useAsk('getProgrammePart', { params: { id } }, { keep: true });
  const reports = useAll('listProgressReports', { params: { id }, query: { sort: '-createdAt' } });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const told = reports.data ?? [];
  return (
    <Answered query={part}>
      {(one: Part) => {
        const own = one.party === session.party.id;
        return (
          <>
            <p className="crumbs">
              <Link to="/programmes">{say('kept.title')}</Link>
              {own ? null : (
                <Link to="/programmes/$id" params={{ id: one.programme }}>
                  {one.title}
                </Link>
              )}
            </p>
            <h1>{own ? one.title : say('kept.partOf', { party: nameOf(one.party), title: one.title })}</h1>
            <p className="case-facts">
              <span className="quiet">
                {say('kept.runByWhom', { party: nameOf(one.issuer), date: format.date(one.createdAt) })}
              </span>
              <VisibleTo parties={[...new Set([one.party, one.issuer])]} note={say('kept.partSeen')} />
            </p>
            {one.notice === null ? null : <p className="note">{one.notice}</p>}
            <PartTasks
              tasks={one.tasks}
              reports={told}
              {...(own && can('reporter') ? { chosen, onChoose: setChosen } : {})}
            />
            {own && can('reporter') ? (
              <ReportForm part={id} tasks={one.tasks} chosen={chosen} done={() => setChosen(new Set())} />
            ) : null}
            <Panel title={say('kept.reports')} note={say('kept.reportsNote')}>
              {told.length === 0 ? (
                <p>{say(own ? 'kept.noOwnReports' : 'kept.noReports')}</p>
              ) : (
                <TextRows
                  title={say('kept.reports')}
                  head={[
                    say('programme.replacement'),
                    say('programme.on'),
                    say('kept.state'),
                    say('programme.incidents'),
                    say('kept.evidence'),
                    say('programme.because'),
                  ]}
                  rows={told
                    .toSorted((a, b) => b.on.localeCompare(a.on))
                    .map((row) => [
                      one.tasks.find((task) => task.id === row.replacement)?.name ?? row.replacement,
                      format.date(row.on),
                      say(`programme.state.${row.state}`),
                      String(row.incidents),
                      row.evidence.join('; '),
                      row.reason ?? '',
                    ])}
                />
              )}
            </Panel>
          </>
        );
      }}
    </Answered>
  );
}
