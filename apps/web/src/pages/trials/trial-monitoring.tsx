import type { ReactNode } from 'react';
import { SequenceChart } from '../../charts/sequence-chart.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { useWords } from '../../words/words.tsx';
import { type Trial, useBound, useEndpointName } from './trial-marks.tsx';

type Monitored = NonNullable<Trial['monitoring']>['endpoints'][number];

/** How the trial stands day by day: confidence sequences against the margins, evidence of harm against its limit. */
export function TrialMonitoring({ trial }: { readonly trial: Trial }): ReactNode {
  const { say, format } = useWords();
  const { monitoring } = trial;
  if (monitoring === null) return <p className="note">{say('trials.notMonitored')}</p>;
  return (
    <>
      <p className="quiet lead">
        {say('trials.monitoringLead', { date: format.date(monitoring.asOf) })}{' '}
        {trial.protocol.monitoring.harmAlpha === null
          ? say('trials.noHarmRule')
          : say('trials.harmRule', { alpha: format.share(trial.protocol.monitoring.harmAlpha) })}
      </p>
      <div className="columns">
        {monitoring.endpoints.map((one) => (
          <One key={`${one.endpoint} ${one.workload ?? ''}`} one={one} trial={trial} />
        ))}
      </div>
    </>
  );
}

function One({ one, trial }: { readonly one: Monitored; readonly trial: Trial }): ReactNode {
  const { say, format } = useWords();
  const bound = useBound();
  const nameOf = useEndpointName(trial.protocol);
  const name = nameOf(one.endpoint, one.workload);
  const last = one.days.at(-1);
  const past = (value: number | null | undefined, inside: boolean): boolean =>
    value !== null &&
    value !== undefined &&
    (inside === (one.better === 'lower') ? value < one.margin : value > one.margin);
  const standing =
    last === undefined
      ? 'none'
      : one.harmOn !== null
        ? 'stop'
        : past(one.better === 'lower' ? last.upper : last.lower, true)
          ? 'inside'
          : past(one.better === 'lower' ? last.lower : last.upper, false)
            ? 'beyond'
            : 'open';
  return (
    <Panel
      title={name}
      note={
        <span data-standing={standing} className="trial-standing">
          {say(`trials.standing.${standing}`)}
        </span>
      }
    >
      {last === undefined ? (
        <p className="quiet">{say('trials.noSequence')}</p>
      ) : (
        <>
          <SequenceChart
            label={say('trials.sequenceOf', { name })}
            days={one.days}
            margin={one.margin}
            harmOn={one.harmOn}
            figure={format.figure}
            dateOf={format.date}
            words={{
              margin: say('trials.marginAt', { value: format.figure(one.margin) }),
              stop: say('trials.stop'),
            }}
          />
          <p>
            {say('trials.sequenceSays', {
              estimate: bound(last.estimate),
              lower: bound(last.lower),
              upper: bound(last.upper),
              margin: format.figure(one.margin),
            })}
            {one.harmLimit === null
              ? ''
              : ` ${say('trials.harmSays', { harm: bound(last.harm), limit: format.figure(one.harmLimit) })}`}
          </p>
          <details>
            <summary>{say('trials.sequenceTable')}</summary>
            <p className="quiet">{say('trials.sequenceWhy')}</p>
            <ScrollTable label={`${say('trials.sequenceTable')}: ${name}`} height="short">
              <thead>
                <tr>
                  <th scope="col">{say('trials.day')}</th>
                  <th scope="col" className="number">
                    {say('trials.estimate')}
                  </th>
                  <th scope="col" className="number">
                    {say('trials.lower')}
                  </th>
                  <th scope="col" className="number">
                    {say('trials.upper')}
                  </th>
                  <th scope="col" className="number">
                    {say('trials.evidence')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {one.days.toReversed().map(({ day, estimate, lower, upper, harm }) => (
                  <tr key={day}>
                    <th scope="row">{format.date(day)}</th>
                    <td className="number">{bound(estimate)}</td>
                    <td className="number">{bound(lower)}</td>
                    <td className="number">{bound(upper)}</td>
                    <td className="number">{bound(harm)}</td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          </details>
        </>
      )}
    </Panel>
  );
}
