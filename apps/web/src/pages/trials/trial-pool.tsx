import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Given, useAsk } from '../../api/send.ts';
import { MarginPicture } from '../../charts/margin-picture.tsx';
import { useDesk } from '../../desk/desk.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { sayOr, useWords } from '../../words/words.tsx';
import { type Trial, useEndpointName } from './trial-marks.tsx';

type Pool = Given<'getTrialPool'>;

/** All trials of the candidate that the reader may see, pooled, with how far they differ. */
export function TrialPool({ trial }: { readonly trial: Trial }): ReactNode {
  const { say, language } = useWords();
  const { nameOf } = useDesk();
  const endpointName = useEndpointName(trial.protocol);
  const pool = useAsk('getTrialPool', { params: { id: trial.id } });
  return (
    <Answered query={pool}>
      {({ reason, trials, endpoints }) => (
        <>
          <Panel title={say('trials.pooled')} note={say('trials.pooledNote')}>
            <ul className="lines">
              {trials.map((one) => (
                <li key={one.id}>
                  <Link to="/trials/$id" params={{ id: one.id }} search={{ tab: 'verdict' }}>
                    {one.title}
                  </Link>
                  <span className="quiet">{nameOf(one.party)}</span>
                  <span>{sayOr(say, `trials.verdict.${one.verdict}`, one.verdict)}</span>
                </li>
              ))}
            </ul>
            {reason === null ? null : (
              <p className="note">
                {say('trials.notPooled')} <span {...(language === 'en' ? {} : { lang: 'en' })}>{reason}</span>
              </p>
            )}
          </Panel>
          {endpoints.map((one) => (
            <One
              key={`${one.endpoint} ${one.workload ?? ''}`}
              one={one}
              trials={trials}
              name={endpointName(one.endpoint, one.workload)}
            />
          ))}
        </>
      )}
    </Answered>
  );
}

function One({
  one,
  trials,
  name,
}: {
  readonly one: Pool['endpoints'][number];
  readonly trials: Pool['trials'];
  readonly name: string;
}): ReactNode {
  const { say, format } = useWords();
  const titleOf = (id: string): string => trials.find((each) => each.id === id)?.title ?? id;
  const beyond = (value: number): boolean => (one.better === 'lower' ? value > one.margin : value < one.margin);
  const outcomeOf = (lower: number | null, upper: number | null): 'met' | 'worse' | 'undecided' => {
    const [near, far] = one.better === 'lower' ? [lower, upper] : [upper, lower];
    if (far !== null && !beyond(far)) return 'met';
    return near !== null && beyond(near) ? 'worse' : 'undecided';
  };
  const rows = [
    ...one.trials.map((each) => ({ ...each, key: each.trial, name: titleOf(each.trial) })),
    { ...one, key: 'pooled', name: say('trials.together') },
    ...(one.prediction === null
      ? []
      : [{ ...one.prediction, estimate: null, key: 'next', name: say('trials.nextTrial') }]),
  ].map(({ key, name: called, estimate, lower, upper }) => ({
    key,
    name: called,
    estimate,
    lower,
    upper,
    margin: one.margin,
    better: one.better,
    outcome: outcomeOf(lower, upper),
  }));
  return (
    <Panel title={name} note={say(one.inside ? 'trials.pooledInside' : 'trials.pooledNotInside')}>
      <MarginPicture
        label={say('trials.pooledPicture', { name })}
        rows={rows}
        figure={format.figure}
        words={{ better: say('trials.better'), margin: say('trials.margin'), worse: say('trials.worse') }}
      />
      <p>
        {say('trials.heterogeneity', {
          i2: format.share(one.heterogeneity.i2),
          tau2: format.figure(one.heterogeneity.tau2),
          q: format.figure(one.heterogeneity.q),
          p: one.heterogeneity.qp < 0.0001 ? '< 0.0001' : format.figure(one.heterogeneity.qp),
        })}
      </p>
      <ScrollTable label={`${say('trials.pooled')}: ${name}`} height="short">
        <thead>
          <tr>
            <th scope="col">{say('trials.trial')}</th>
            <th scope="col" className="number">
              {say('trials.estimate')}
            </th>
            <th scope="col" className="number">
              {say('trials.interval')}
            </th>
            <th scope="col" className="number">
              {say('trials.weight')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name: called, estimate, lower, upper }) => {
            const weight = one.trials.find(({ trial }) => trial === key)?.weight;
            return (
              <tr key={key}>
                <th scope="row" className="wrap">
                  {called}
                </th>
                <td className="number">{estimate === null ? '–' : format.figure(estimate)}</td>
                <td className="number">
                  {lower === null || upper === null
                    ? say('trials.unbounded')
                    : `${format.figure(lower)} – ${format.figure(upper)}`}
                </td>
                <td className="number">{weight === undefined ? '–' : format.share(weight)}</td>
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
      <details>
        <summary>{say('why.open')}</summary>
        <p className="quiet">{say('trials.poolWhy', { method: one.method })}</p>
        {one.left.map((left) => (
          <p key={left} className="quiet" lang="en">
            {left}
          </p>
        ))}
      </details>
    </Panel>
  );
}
