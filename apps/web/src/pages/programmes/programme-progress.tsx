import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAsk } from '../../api/send.ts';
import { useNameOfLei } from '../../desk/use-name-of-lei.ts';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { TextRows } from '../../parts/text-rows.tsx';
import { useWords } from '../../words/words.tsx';
import { Fact } from '../../parts/fact.tsx';
import { QuarterTable } from '../programme/quarter-table.tsx';
import { SlipTable } from '../programme/slip-table.tsx';
import type { KeptProgramme } from './kept-programme.tsx';
import { PartList } from './part-list.tsx';
import { ServedDirections } from './served-directions.tsx';

/** How far the programme is on a day, from what the institutions reported by then. */
export function ProgrammeProgress({ programme }: { readonly programme: KeptProgramme }): ReactNode {
  const { say } = useWords();
  const [on, setOn] = useState('');
  const accepted = programme.acceptedPlan !== null;
  const standing = useAsk(
    'getProgrammeStanding',
    accepted ? { params: { id: programme.id }, query: on === '' ? {} : { on } } : null,
    { keep: true },
  );
  if (!accepted) return <p className="note">{say('kept.noStanding')}</p>;
  return (
    <>
      <TextInput
        className="day-choice"
        size="xs"
        type="date"
        label={say('kept.on')}
        value={on}
        onChange={({ currentTarget: { value } }) => setOn(value)}
      />
      <Answered query={standing}>{(told) => <Standing told={told} />}</Answered>
      <PartList programme={programme.id} />
    </>
  );
}

type Told = NonNullable<ReturnType<typeof useAsk<'getProgrammeStanding'>>['data']>;

function Standing({ told }: { readonly told: Told }): ReactNode {
  const { say, format } = useWords();
  const { progress, milestones, institutions, directions } = told;
  const overdue = institutions.reduce((sum, one) => sum + one.overdue, 0);
  const waiting = told.gates.filter(({ standing }) => standing !== 'open').length;
  return (
    <>
      <dl className="plan-figures">
        <Fact
          name={say('programme.fact.replaced')}
          value={`${format.number(progress.done)} / ${format.number(progress.total)} (${format.share(progress.ratio)})`}
        />
        <Fact name={say('kept.overdue')} value={format.number(overdue)} />
        <Fact
          name={say('programme.state.disposed')}
          value={format.number(institutions.reduce((sum, one) => sum + one.disposedWithEvidence, 0))}
        />
        <Fact name={say('kept.gatesWaiting')} value={format.number(waiting)} />
      </dl>
      <Panel title={say('programme.milestones')} note={say('kept.milestonesNote')}>
        <TextRows
          title={say('programme.milestones')}
          head={[
            say('programme.milestone'),
            say('programme.on'),
            say('programme.asked'),
            say('kept.reached'),
            say('programme.verdict'),
          ]}
          rows={milestones.map((one) => [
            `${one.id}: ${one.direction}`,
            format.date(one.date),
            format.share(one.share),
            `${one.done} / ${one.total} (${format.share(one.total === 0 ? 0 : one.done / one.total)})`,
            say(`programme.verdict.${one.verdict}`),
          ])}
        />
      </Panel>
      <ServedDirections directions={directions} />
      <InstitutionTable institutions={institutions} />
      <QuarterTable progress={progress} />
      <SlipTable slips={progress.slips} />
      {progress.strangers.length === 0 ? null : (
        <p className="note">{say('kept.strangers', { names: progress.strangers.join(', ') })}</p>
      )}
    </>
  );
}

function InstitutionTable({ institutions }: Pick<Told, 'institutions'>): ReactNode {
  const { say, format } = useWords();
  const nameOfLei = useNameOfLei();
  return (
    <Panel title={say('kept.institutions')} note={say('kept.institutionsNote')}>
      <ScrollTable label={say('kept.institutions')} height="short">
        <thead>
          <tr>
            <th scope="col">{say('kept.institution')}</th>
            <th scope="col" className="number">
              {say('programme.fact.replaced')}
            </th>
            <th scope="col" className="number">
              {say('programme.ratio')}
            </th>
            <th scope="col" className="number">
              {say('kept.overdue')}
            </th>
            <th scope="col" className="number">
              {say('programme.state.disposed')}
            </th>
            <th scope="col">{say('kept.lastReport')}</th>
          </tr>
        </thead>
        <tbody>
          {institutions.map((one) => (
            <tr key={one.institution}>
              <th scope="row">{nameOfLei(one.institution)}</th>
              <td className="number">{`${one.done} / ${one.total}`}</td>
              <td className="number">{format.share(one.ratio)}</td>
              <td className="number">{format.number(one.overdue)}</td>
              <td className="number">{format.number(one.disposedWithEvidence)}</td>
              <td>
                {one.lastReport === null ? (
                  <span className="unobserved">{say('kept.neverReported')}</span>
                ) : (
                  format.date(one.lastReport)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </Panel>
  );
}
