import type { Workload } from '@underpin/contract';
import type { Finding } from '@underpin/model';
import { type ReactNode, useState } from 'react';
import { useAsk, useSend } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { Refused } from '../../desk/refused.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { useWords } from '../../words/words.tsx';
import { readWorkloadFile } from './read-trial-files.ts';
import { TrialFindings } from './trial-findings.tsx';
import type { Trial } from './trial-marks.tsx';
import { useTold } from './use-told.ts';

const standings = ['inside', 'outside', 'unknown'] as const;

/** What the trial has seen, and which workloads of which institutions lie inside it. */
export function TrialCoverage({ trial }: { readonly trial: Trial }): ReactNode {
  const { say, format } = useWords();
  const { session, can, tell } = useDesk();
  const coverage = useAsk('getTrialCoverage', { params: { id: trial.id } });
  const toldOf = useTold(coverage.data?.told);
  const state = useSend('stateSeen');
  const keep = useSend('putWorkloads');
  const own = trial.party === session.party.id && can('analyst', 'reporter');
  return (
    <Answered query={coverage}>
      {({ envelope, verdict, workloads, inside, outside, unknown }) => (
        <>
          <Panel title={say('trials.envelope')} note={say('trials.envelopeNote')}>
            {envelope.length === 0 ? (
              <p className="quiet">{say('trials.noEnvelope')}</p>
            ) : (
              <ScrollTable label={say('trials.envelope')} height="short">
                <thead>
                  <tr>
                    <th scope="col">{say('trials.workKind')}</th>
                    <th scope="col">{say('trials.quantity')}</th>
                    <th scope="col" className="number">
                      {say('trials.least')}
                    </th>
                    <th scope="col" className="number">
                      {say('trials.greatest')}
                    </th>
                    <th scope="col">{say('form.field.unit')}</th>
                  </tr>
                </thead>
                <tbody>
                  {envelope.flatMap(({ kind, ranges }) =>
                    ranges.map((range, at) => (
                      <tr key={`${kind} ${range.feature} ${range.unit}`}>
                        {at === 0 ? (
                          <th scope="rowgroup" rowSpan={ranges.length}>
                            {kind}
                          </th>
                        ) : null}
                        <td>{range.feature}</td>
                        <td className="number">{format.figure(range.least)}</td>
                        <td className="number">{format.figure(range.greatest)}</td>
                        <td>{range.unit}</td>
                      </tr>
                    )),
                  )}
                </tbody>
              </ScrollTable>
            )}
            <MeasuredLoads trial={trial} />
            {own ? (
              <WorkloadFile
                label={say('trials.seenFile')}
                take={(seen) =>
                  state.mutate(
                    { params: { id: trial.id }, body: { seen: [...seen] }, ifMatch: trial.version },
                    { onSuccess: () => tell(say('trials.seenKept')) },
                  )
                }
              />
            ) : null}
            <Refused error={state.error} />
          </Panel>
          <Panel title={say('trials.coverage')} note={say('trials.coverageNote')}>
            {verdict === 'accepted' ? null : <p className="note problem">{say('trials.notAccepted')}</p>}
            {workloads.length === 0 ? (
              <p className="quiet">{say('trials.noWorkloads')}</p>
            ) : (
              <>
                <Counts inside={inside} outside={outside} unknown={unknown} />
                <ScrollTable label={say('trials.coverage')} height="tall">
                  <thead>
                    <tr>
                      <th scope="col">{say('trials.institution')}</th>
                      <th scope="col">{say('trials.workload')}</th>
                      <th scope="col">{say('trials.workKind')}</th>
                      <th scope="col">{say('trials.standing')}</th>
                      <th scope="col">{say('trials.because')}</th>
                      <th scope="col">{say('trials.heldAgainst')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {workloads.map((one, at) => (
                      <tr key={at}>
                        <th scope="row">{one.institution}</th>
                        <td>{one.workload}</td>
                        <td>{one.kind}</td>
                        <td>
                          <span className="coverage-mark" data-standing={one.standing}>
                            {say(`trials.coverage.${one.standing}`)}
                          </span>
                        </td>
                        <td className="wrap">
                          {one.because.map((reason) => (
                            <span key={reason} {...toldOf(reason).marked}>
                              {toldOf(reason).text}{' '}
                            </span>
                          ))}
                        </td>
                        <td>{one.against ?? '–'}</td>
                      </tr>
                    ))}
                  </tbody>
                </ScrollTable>
              </>
            )}
            {can('analyst', 'reporter', 'member') ? (
              <WorkloadFile
                label={say('trials.workloadsFile')}
                take={(given) =>
                  keep.mutate(
                    { body: { workloads: [...given] } },
                    { onSuccess: () => tell(say('trials.workloadsKept')) },
                  )
                }
              />
            ) : null}
            <Refused error={keep.error} />
          </Panel>
        </>
      )}
    </Answered>
  );
}

/** The loads that the measurements themselves show, beside what was stated. */
function MeasuredLoads({ trial }: { readonly trial: Trial }): ReactNode {
  const { say, format } = useWords();
  const loads = trial.assessment?.loads ?? [];
  if (loads.length === 0) return <p className="quiet">{say('trials.allStated')}</p>;
  return (
    <ul className="plain-list">
      {loads.map(({ endpoint, workload, value, unit, from, to }) => (
        <li key={`${endpoint} ${workload}`}>
          {say('trials.measuredLoad', {
            workload: trial.protocol.workloads.find(({ id }) => id === workload)?.name ?? workload,
            value: format.figure(value),
            unit,
            from: format.date(from),
            to: format.date(to),
          })}
        </li>
      ))}
    </ul>
  );
}

function Counts(counts: Readonly<Record<(typeof standings)[number], number>>): ReactNode {
  const { say, format } = useWords();
  const all = counts.inside + counts.outside + counts.unknown;
  return (
    <>
      <div className="coverage-bar" aria-hidden="true">
        {standings.map((one) =>
          counts[one] === 0 ? null : (
            <span key={one} data-standing={one} style={{ width: `${(100 * counts[one]) / all}%` }} />
          ),
        )}
      </div>
      <ul className="legend-line" aria-label={say('trials.coverage')}>
        {standings.map((one) => (
          <li key={one}>
            <span className="coverage-mark" data-standing={one}>
              {say(`trials.coverage.${one}`)}
            </span>{' '}
            <strong>{format.number(counts[one])}</strong> {say('trials.ofAll', { n: format.number(all) })}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A list of workloads from a file, read on this computer; nothing is taken while the file has mistakes. */
function WorkloadFile({
  label,
  take,
}: {
  readonly label: string;
  readonly take: (workloads: readonly Workload[]) => void;
}): ReactNode {
  const { say } = useWords();
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  return (
    <div className="tools-below">
      <label className="file-choice">
        <span>{label}</span>
        <input
          type="file"
          accept=".yaml,.yml,.json"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            currentTarget.value = '';
            if (file === undefined) return;
            void readWorkloadFile(file).then((read) => {
              setFindings(read.findings);
              if (read.workloads !== null) take(read.workloads);
            });
          }}
        />
      </label>
      <span className="quiet">{say('trials.workloadsTeach')}</span>
      {findings.length === 0 ? null : <TrialFindings findings={[...findings] as never} />}
    </div>
  );
}
