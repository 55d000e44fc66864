import type { TrialProtocol } from '@underpin/model';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Given } from '../../api/send.ts';
import { PowerChart } from '../../charts/power-chart.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { useWords } from '../../words/words.tsx';
import { TrialFindings } from './trial-findings.tsx';
import { useTold } from './use-told.ts';

/** Whether the protocol makes sense, how large the sample must be, and how many more days are needed. */
export function TrialPlan({
  protocol,
  plan,
}: {
  readonly protocol: TrialProtocol;
  readonly plan: UseQueryResult<Given<'planTrial'>>;
}): ReactNode {
  const { say, format } = useWords();
  const toldOf = useTold(plan.data?.endpoints.flatMap(({ told }) => told));
  const nameOf = (id: string): string => protocol.endpoints.find((one) => one.id === id)?.name ?? id;
  return (
    <>
      <Panel title={say('trials.sense')} note={say('trials.senseNote')}>
        <Answered query={plan}>
          {({ findings, sealable }) => (
            <>
              <p className={sealable ? 'good-text' : 'problem-text'} role="status">
                {say(sealable ? 'trials.sealable' : 'trials.notSealable')}
              </p>
              <TrialFindings findings={findings} />
            </>
          )}
        </Answered>
      </Panel>
      <Panel title={say('trials.sample')} note={say('trials.sampleNote')}>
        <Answered query={plan}>
          {({ endpoints, plannedDays, moreDays }) => {
            const planned = endpoints.filter(({ reason }) => reason === null);
            return (
              <>
                <p className={moreDays === 0 ? 'good-text' : 'problem-text'}>
                  {moreDays === null
                    ? say('trials.cannotPlan', { n: endpoints.length - planned.length, of: endpoints.length })
                    : moreDays === 0
                      ? say('trials.daysSuffice', { n: plannedDays, power: format.share(protocol.power) })
                      : say('trials.moreDays', { n: moreDays, planned: plannedDays })}
                </p>
                {planned.length === 0 ? null : (
                  <PowerChart
                    label={say('trials.powerChart')}
                    lines={planned.map(({ endpoint, curve }) => ({ id: endpoint, name: nameOf(endpoint), curve }))}
                    power={protocol.power}
                    plannedDays={plannedDays}
                    share={format.share}
                    words={{
                      wanted: say('trials.wantedPower', { power: format.share(protocol.power) }),
                      planned: say('trials.plannedDays', { n: plannedDays }),
                      days: say('trials.days'),
                    }}
                  />
                )}
                <ScrollTable label={say('trials.sample')} height="short">
                  <thead>
                    <tr>
                      <th scope="col">{say('trials.endpoint')}</th>
                      <th scope="col" className="number">
                        {say('trials.neededN')}
                      </th>
                      <th scope="col" className="number">
                        {say('trials.neededDays')}
                      </th>
                      <th scope="col" className="number">
                        {say('trials.powerPlanned')}
                      </th>
                      <th scope="col" className="number">
                        {say('trials.more')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {endpoints.map((one) => (
                      <tr key={one.endpoint}>
                        <th scope="row" className="wrap">
                          {nameOf(one.endpoint)}
                          {one.reason === null ? null : (
                            <span className="block problem-text" {...toldOf(one.reason).marked}>
                              {toldOf(one.reason).text}
                            </span>
                          )}
                        </th>
                        <td className="number">
                          {one.n === null ? '–' : `${format.number(one.n)} ${toldOf(one.unit).text}`}
                        </td>
                        <td className="number">{one.days === null ? '–' : format.number(one.days)}</td>
                        <td className="number">{one.plannedPower === null ? '–' : format.share(one.plannedPower)}</td>
                        <td className="number">{one.moreDays === null ? '–' : format.number(one.moreDays)}</td>
                      </tr>
                    ))}
                  </tbody>
                </ScrollTable>
                <PowerTable endpoints={planned} nameOf={nameOf} />
              </>
            );
          }}
        </Answered>
      </Panel>
    </>
  );
}

/** The curves as figures. */
function PowerTable({
  endpoints,
  nameOf,
}: {
  readonly endpoints: Given<'planTrial'>['endpoints'];
  readonly nameOf: (id: string) => string;
}): ReactNode {
  const { say, format } = useWords();
  if (endpoints.length === 0) return null;
  return (
    <details>
      <summary>{say('trials.powerTable')}</summary>
      <p className="quiet">{say('trials.powerWhy')}</p>
      <ScrollTable label={say('trials.powerTable')} height="short">
        <thead>
          <tr>
            <th scope="col">{say('trials.endpoint')}</th>
            <th scope="col" className="number">
              n
            </th>
            <th scope="col" className="number">
              {say('trials.days')}
            </th>
            <th scope="col" className="number">
              {say('form.field.power')}
            </th>
          </tr>
        </thead>
        <tbody>
          {endpoints.flatMap(({ endpoint, curve }) =>
            curve.map(({ n, days, power }, at) => (
              <tr key={`${endpoint} ${at}`}>
                <th scope="row">{nameOf(endpoint)}</th>
                <td className="number">{format.number(n)}</td>
                <td className="number">{format.number(days)}</td>
                <td className="number">{format.share(power)}</td>
              </tr>
            )),
          )}
        </tbody>
      </ScrollTable>
    </details>
  );
}
