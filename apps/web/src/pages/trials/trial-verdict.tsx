import { Button, NumberInput, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { reviewAddress, useSend } from '../../api/send.ts';
import { MarginPicture } from '../../charts/margin-picture.tsx';
import { useDesk } from '../../desk/desk.tsx';
import { Refused } from '../../desk/refused.tsx';
import { FindingMessage } from '../../parts/finding-message.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { useWords } from '../../words/words.tsx';
import { CiteTrial } from './cite-trial.tsx';
import { TrialFindings } from './trial-findings.tsx';
import { type Assessment, type Trial, useBound, useEndpointName, useSentence, VerdictMark } from './trial-marks.tsx';
import { useTold } from './use-told.ts';

/** The verdict with its reasons: every endpoint against its margin. */
export function TrialVerdict({ trial }: { readonly trial: Trial }): ReactNode {
  const { say } = useWords();
  const { session, can } = useDesk();
  const own = trial.party === session.party.id && can('analyst', 'reporter');
  return (
    <>
      {trial.assessment === null ? (
        <p className="note">{say('trials.noVerdict')}</p>
      ) : (
        <Verdict trial={trial} assessment={trial.assessment} />
      )}
      {own && trial.seals.length > 0 ? <Assess trial={trial} /> : null}
    </>
  );
}

function Verdict({ trial, assessment }: { readonly trial: Trial; readonly assessment: Assessment }): ReactNode {
  const { say, format } = useWords();
  const { can } = useDesk();
  const nameOf = useEndpointName(trial.protocol);
  const { verdict, because, endpoints, changes, findings, asOf } = assessment;
  const params = { id: trial.id };
  const sentence = useSentence(trial.protocol);
  const toldOf = useTold(assessment.told);
  // What the endpoints say stands below; of an accepted trial that is all.
  const reasons = (verdict === 'accepted' ? [] : because).map((reason) => {
    const endpoint = endpoints.find((one) => one.sentence === reason);
    const finding = findings.find(({ message }) => message === reason);
    const { text, marked } = endpoint === undefined ? toldOf(reason) : { text: sentence(endpoint), marked: {} };
    return {
      key: reason,
      marked,
      said: finding === undefined ? text : <FindingMessage rule={finding.rule} message={reason} />,
    };
  });
  const betterOf = (id: string): 'lower' | 'higher' =>
    trial.protocol.endpoints.find((one) => one.id === id)?.better ?? 'lower';
  return (
    <>
      <Panel
        title={say('trials.verdictOn', { date: format.date(asOf) })}
        className="trial-verdict-panel"
        tools={
          <div className="links">
            <a href={reviewAddress('getTrialReport', { params })} download>
              {say('trials.reportHtml')}
            </a>
            <a href={reviewAddress('getTrialReport', { params, query: { format: 'pdf' } })} download>
              {say('trials.reportPdf')}
            </a>
            {can('analyst', 'signatory') ? <CiteTrial trial={trial} /> : null}
          </div>
        }
      >
        <p>
          <VerdictMark verdict={verdict} /> {say(`trials.meaning.${verdict}`)}
        </p>
        {reasons.length === 0 ? null : (
          <ul className="plain-list">
            {reasons.map(({ key, marked, said }) => (
              <li key={key} {...marked}>
                {said}
              </li>
            ))}
          </ul>
        )}
        {endpoints.length === 0 ? null : (
          <>
            <MarginPicture
              label={say('trials.picture')}
              rows={endpoints.map((one) => ({
                ...one,
                key: `${one.endpoint} ${one.workload ?? ''}`,
                name: nameOf(one.endpoint, one.workload),
                better: betterOf(one.endpoint),
              }))}
              figure={format.figure}
              words={{
                better: say('trials.better'),
                margin: say('trials.margin'),
                worse: say('trials.worse'),
              }}
            />
            <p className="quiet legend">{say('trials.legend')}</p>
          </>
        )}
      </Panel>
      {endpoints.length === 0 ? null : <Endpoints trial={trial} assessment={assessment} />}
      {changes.length === 0 ? null : (
        <Panel title={say('trials.changes')} note={say('trials.changesNote')}>
          <ul className="plain-list">
            {changes.map(({ endpoint, day, p }) => (
              <li key={`${endpoint} ${day}`}>
                {nameOf(endpoint, null)}: {format.date(day)} (p = {format.figure(p)})
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title={say('trials.findings')} note={say('trials.findingsNote')}>
        <TrialFindings findings={findings} />
      </Panel>
    </>
  );
}

function Endpoints({ trial, assessment }: { readonly trial: Trial; readonly assessment: Assessment }): ReactNode {
  const { say, format } = useWords();
  const toldOf = useTold(assessment.told);
  const nameOf = useEndpointName(trial.protocol);
  const sentence = useSentence(trial.protocol);
  const bound = useBound();
  return (
    <Panel title={say('trials.endpoints')}>
      <ScrollTable label={say('trials.endpoints')}>
        <thead>
          <tr>
            <th scope="col">{say('trials.endpoint')}</th>
            <th scope="col" className="number">
              {say('trials.estimate')}
            </th>
            <th scope="col" className="number">
              {say('trials.interval')}
            </th>
            <th scope="col" className="number">
              {say('trials.margin')}
            </th>
            <th scope="col" className="number">
              {say('trials.nBoth')}
            </th>
            <th scope="col" className="number">
              p
            </th>
            <th scope="col">{say('trials.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {assessment.endpoints.map((one) => (
            <tr key={`${one.endpoint} ${one.workload ?? ''}`}>
              <th scope="row" className="wrap">
                {nameOf(one.endpoint, one.workload)}
              </th>
              <td className="number">{bound(one.estimate)}</td>
              <td className="number">
                {bound(one.lower)} – {bound(one.upper)}
              </td>
              <td className="number">{format.figure(one.margin)}</td>
              <td className="number">{one.n.map(format.number).join(', ')}</td>
              <td className="number">{one.p < 0.0001 ? '< 0.0001' : format.figure(one.p)}</td>
              <td>
                <span className="trial-outcome" data-outcome={one.outcome}>
                  {say(`trials.outcome.${one.outcome}`)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <ul className="sentences">
        {assessment.endpoints.map((one) => (
          <li key={`${one.endpoint} ${one.workload ?? ''}`}>
            {sentence(one)}
            {one.lacks.map((lack) => (
              <span key={lack} className="block problem-text" {...toldOf(lack).marked}>
                {toldOf(lack).text}
              </span>
            ))}
            <details>
              <summary>
                {say('why.open')}
                <span className="hidden"> {nameOf(one.endpoint, one.workload)}</span>
              </summary>
              <p className="quiet">
                {say('trials.whyEndpoint', {
                  level: format.share(one.alpha),
                  candidate: format.number(one.n[0] ?? 0),
                  incumbent: format.number(one.n[1] ?? 0),
                  unit: toldOf(one.unit).text,
                })}{' '}
                <span {...toldOf(one.method).marked}>
                  {toldOf(one.method).text}
                  {say('trials.fullStop')}
                </span>
                {one.moreDays === null || one.moreDays === 0
                  ? ''
                  : ` ${say('trials.whyMoreDays', { n: format.number(one.moreDays) })}`}
              </p>
              <p className="quiet">
                {say('trials.whyFiles')}{' '}
                {trial.measurements.map(({ name, sha256 }) => `${name} (${sha256.slice(0, 12)})`).join(', ')}
              </p>
            </details>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Assess({ trial }: { readonly trial: Trial }): ReactNode {
  const { say } = useWords();
  const { tell } = useDesk();
  const assess = useSend('assessTrial');
  const [asOf, setAsOf] = useState('');
  const [look, setLook] = useState<number | null>(null);
  const looks = trial.protocol.monitoring.method === 'none' ? 1 : trial.protocol.monitoring.looks.length;
  return (
    <Panel title={say('trials.assess')} note={say('trials.assessNote')}>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          const body = { ...(asOf === '' ? {} : { asOf }), ...(look === null ? {} : { look }) };
          assess.mutate({ params: { id: trial.id }, body }, { onSuccess: () => tell(say('trials.assessed')) });
        }}
      >
        <TextInput
          size="xs"
          type="date"
          label={say('timeline.asOf')}
          value={asOf}
          onChange={({ currentTarget: { value } }) => setAsOf(value)}
        />
        {looks > 1 ? (
          <NumberInput
            size="xs"
            label={say('trials.look', { n: looks })}
            min={1}
            max={looks}
            value={look ?? ''}
            onChange={(value) => setLook(value === '' ? null : Number(value))}
          />
        ) : null}
        <Button size="xs" type="submit" loading={assess.isPending} disabled={trial.measurements.length === 0}>
          {say('trials.assessNow')}
        </Button>
      </form>
      {trial.measurements.length === 0 ? <p className="quiet">{say('trials.noData')}</p> : null}
      <Refused error={assess.error} />
    </Panel>
  );
}
