import { Button, TextInput } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type Given, useAsk, useSend } from '../api/send.ts';
import { AddresseeCell } from '../desk/addressee-cell.tsx';
import { CapBar } from '../desk/cap-bar.tsx';
import { DeskPage, useDesk } from '../desk/desk.tsx';
import { DraftNote } from '../desk/draft-note.tsx';
import { VisibleTo } from '../desk/marks.tsx';
import { Refused } from '../desk/refused.tsx';
import { useDraft } from '../desk/use-draft.ts';
import { ReportedOn } from './programmes/reported-on.tsx';
import { MilestoneFields, type MilestoneValues, milestonesOf } from './cases/measure-fields.tsx';
import { Answered } from '../parts/answered.tsx';
import { Panel } from '../parts/panel.tsx';
import { sayOr, useWords } from '../words/words.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Fact } from '../parts/fact.tsx';

type Measure = Given<'getMeasure'>;

export function DirectionPage(): ReactNode {
  const { id } = useParams({ from: '/directions/$id' });
  return (
    <DeskPage key={id}>
      <Direction id={id} />
    </DeskPage>
  );
}

function Direction({ id }: { readonly id: string }): ReactNode {
  const { say, format } = useWords();
  const { session } = useDesk();
  const measure = useAsk('getMeasure', { params: { id } });
  return (
    <Answered query={measure}>
      {(one) => (
        <>
          <p className="crumbs">
            <Link to="/directions">{say('directions.title')}</Link>
          </p>
          <h1>{one.title}</h1>
          <p className="case-facts">
            <span className="tag">{sayOr(say, `measureKind.${one.kind}`, one.kind)}</span>
            <VisibleTo
              parties={[session.party.id]}
              note={say(one.caseId === null ? 'directions.seenAlone' : 'directions.seenByAll')}
            />
            {one.caseId === null ? null : (
              <Link to="/cases/$id" params={{ id: one.caseId }} search={{ tab: 'report' }}>
                {say('directions.rests')}
              </Link>
            )}
          </p>
          <Panel title={say('directions.terms')}>
            <dl className="facts">
              <div>
                <dt>{say('directions.subject')}</dt>
                <dd>
                  {one.subject.label ?? ''} <span className="expression">{one.subject.expression}</span>
                </dd>
              </div>
              <Terms measure={one} />
              <div>
                <dt>{say('directions.since')}</dt>
                <dd>{format.date(one.createdAt)}</dd>
              </div>
            </dl>
          </Panel>
          {one.terms.kind === 'direction' ? (
            <>
              <Compliance measure={one} />
              <Variations measure={one} />
            </>
          ) : (
            <Addressees measure={one} />
          )}
        </>
      )}
    </Answered>
  );
}

function Terms({ measure }: { readonly measure: Measure }): ReactNode {
  const { say, format } = useWords();
  const { terms } = measure;
  const facts: (readonly [string, string])[] =
    terms.kind === 'direction'
      ? [
          [say('measure.metric'), sayOr(say, `measure.${terms.metric}`, terms.metric)],
          [say('measure.target'), say(terms.target === 'cap' ? 'measure.cap' : 'measure.removal')],
          [
            say('measure.milestones'),
            terms.milestones.map(({ on, atMost }) => `${format.date(on)}: ≤ ${format.share(atMost)}`).join(' · '),
          ],
          [
            say('measure.reportEvery'),
            terms.reportEveryDays === null ? '–' : say('directions.days', { n: terms.reportEveryDays }),
          ],
        ]
      : terms.kind === 'exclusion rule'
        ? [
            [say('measure.from'), format.date(terms.from)],
            [say('measure.until'), terms.until === null ? '–' : format.date(terms.until)],
            [say('measure.legalBasis'), terms.legalBasis],
            [say('measure.exemptions'), terms.exemptions.join('; ') || '–'],
          ]
        : [
            [say('measure.candidate'), terms.candidate],
            [say('measure.incumbent'), terms.incumbent],
            [say('measure.workloads'), terms.workloads],
          ];
  return facts.map(([name, value]) => <Fact key={name} name={name} value={value} />);
}

/** How each addressee stands against each milestone: the bounds of the metric beside the line that it must not pass. */
function Compliance({ measure }: { readonly measure: Measure }): ReactNode {
  const { say, format } = useWords();
  const [asOf, setAsOf] = useState('');
  const params = { id: measure.id };
  const compliance = useAsk('getCompliance', asOf === '' ? { params } : { params, query: { asOf } }, { keep: true });
  return (
    <Panel
      title={say('compliance.title')}
      note={say('compliance.note')}
      tools={
        <TextInput
          size="xs"
          type="date"
          label={say('timeline.asOf')}
          value={asOf}
          onChange={(event) => setAsOf(event.currentTarget.value)}
        />
      }
    >
      <Answered query={compliance}>
        {({ items }) => (
          <ScrollTable label={say('compliance.title')}>
            <thead>
              <tr>
                <th scope="col">{say('compliance.addressee')}</th>
                <th scope="col">{say('compliance.milestone')}</th>
                <th scope="col" className="number">
                  {say('compliance.atMost')}
                </th>
                <th scope="col">{say('compliance.value')}</th>
                <th scope="col">{say('compliance.verdict')}</th>
                <th scope="col">{say('compliance.byReports')}</th>
              </tr>
            </thead>
            <tbody>
              {items.flatMap(({ party, points, exceptionUntil, reported }) =>
                points.map(({ on, atMost, value, verdict }, at) => (
                  <tr key={`${party}${on}`}>
                    {at === 0 ? (
                      <AddresseeCell party={party} exceptionUntil={exceptionUntil} rows={points.length} />
                    ) : null}
                    <td>{format.date(on)}</td>
                    <td className="number">{format.share(atMost)}</td>
                    <td className="capped">
                      {value === null ? (
                        <span className="unobserved">
                          {say(verdict === 'not yet due' ? 'compliance.notDue' : 'unit.unobserved')}
                        </span>
                      ) : (
                        <CapBar bounds={value} cap={atMost} />
                      )}
                    </td>
                    <td>
                      <span className="compliance" data-verdict={verdict}>
                        {sayOr(say, `compliance.${verdict}`, verdict)}
                      </span>
                    </td>
                    <td className="capped">
                      <ReportedOn reported={reported} on={on} />
                    </td>
                  </tr>
                )),
              )}
            </tbody>
          </ScrollTable>
        )}
      </Answered>
      <p className="quiet legend">{say('legend.bounds')}</p>
    </Panel>
  );
}

function Addressees({ measure }: { readonly measure: Measure }): ReactNode {
  const { say } = useWords();
  const { nameOf } = useDesk();
  return (
    <Panel title={say('measure.addressees')}>
      <ul className="plain-list">
        {measure.addressees.map(({ party }) => (
          <li key={party}>{nameOf(party)}</li>
        ))}
      </ul>
    </Panel>
  );
}

function Variations({ measure }: { readonly measure: Measure }): ReactNode {
  const { say, format } = useWords();
  const { can } = useDesk();
  const [varying, setVarying] = useState(false);
  return (
    <Panel
      title={say('variations.title')}
      note={say('variations.note')}
      tools={
        can('member') && !varying ? (
          <Button size="xs" variant="default" onClick={() => setVarying(true)}>
            {say('variations.add')}
          </Button>
        ) : null
      }
    >
      {varying ? <VaryForm measure={measure} done={() => setVarying(false)} /> : null}
      {measure.variations.length === 0 ? (
        <p className="quiet">{say('variations.none')}</p>
      ) : (
        <ul className="opinions">
          {measure.variations.map(({ from, reason, milestones }) => (
            <li key={from}>
              <strong>{say('variations.from', { date: format.date(from) })}</strong>
              <span className="quiet">
                {milestones.map(({ on, atMost }) => `${format.date(on)}: ≤ ${format.share(atMost)}`).join(' · ')}
              </span>
              <p>{reason}</p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function VaryForm({ measure: given, done }: { readonly measure: Measure; readonly done: () => void }): ReactNode {
  const { say } = useWords();
  const { tell } = useDesk();
  const [measure] = useState(given);
  const vary = useSend('varyMeasure');
  const draft = useDraft(`variation.${measure.id}.${measure.version}`, {
    from: '',
    reason: '',
    milestones: [{ on: '', percent: '' }] as readonly MilestoneValues[],
  });
  const { value, set } = draft;
  return (
    <form
      className="fields form"
      aria-label={say('variations.add')}
      onSubmit={(event) => {
        event.preventDefault();
        vary.mutate(
          {
            params: { id: measure.id },
            body: { from: value.from, reason: value.reason, milestones: milestonesOf(value.milestones) },
            ifMatch: measure.version,
          },
          {
            onSuccess: () => {
              draft.discard();
              tell(say('variations.done'));
              done();
            },
          },
        );
      }}
    >
      <DraftNote from={draft.foundFrom} discard={draft.discard} />
      <div className="row">
        <TextInput
          size="xs"
          type="date"
          label={say('variations.fromLabel')}
          required
          value={value.from}
          onChange={({ currentTarget: { value: from } }) => set((before) => ({ ...before, from }))}
        />
        <TextInput
          className="grow"
          size="xs"
          label={say('variations.reason')}
          required
          value={value.reason}
          onChange={({ currentTarget: { value: reason } }) => set((before) => ({ ...before, reason }))}
        />
      </div>
      <MilestoneFields value={value.milestones} change={(milestones) => set((before) => ({ ...before, milestones }))} />
      <Refused error={vary.error} />
      <div className="row">
        <Button size="xs" type="submit" loading={vary.isPending}>
          {say('variations.save')}
        </Button>
        <Button size="xs" variant="default" onClick={done}>
          {say('desk.cancel')}
        </Button>
      </div>
    </form>
  );
}
