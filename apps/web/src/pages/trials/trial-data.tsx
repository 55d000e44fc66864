import { type ReactNode, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { sendFile } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { When } from '../../desk/marks.tsx';
import { Refused } from '../../desk/refused.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { useWords } from '../../words/words.tsx';
import { TrialFindings } from './trial-findings.tsx';
import type { Trial } from './trial-marks.tsx';

/** Files of samples that were received, what was found in them, and the way to add more. */
export function TrialData({ trial }: { readonly trial: Trial }): ReactNode {
  const { say, format } = useWords();
  const { session, can } = useDesk();
  const own = trial.party === session.party.id && can('analyst', 'reporter');
  const findings = trial.assessment?.findings ?? trial.monitoring?.findings ?? [];
  return (
    <>
      {own ? (
        trial.seals.length === 0 ? (
          <p className="note">{say('trials.sealBefore')}</p>
        ) : (
          <Feed trial={trial} />
        )
      ) : null}
      <Panel title={say('trials.received')} note={say('trials.receivedNote')}>
        {trial.measurements.length === 0 ? (
          <p className="quiet">{say('trials.noData')}</p>
        ) : (
          <ScrollTable label={say('trials.received')} height="short">
            <thead>
              <tr>
                <th scope="col">{say('column.name')}</th>
                <th scope="col">{say('column.receivedAt')}</th>
                <th scope="col" className="number">
                  {say('trials.bytes')}
                </th>
                <th scope="col">SHA-256</th>
              </tr>
            </thead>
            <tbody>
              {trial.measurements.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{one.name}</th>
                  <td>
                    <When at={one.createdAt} />
                  </td>
                  <td className="number">{format.number(one.bytes)}</td>
                  <td>
                    <code title={one.sha256}>{one.sha256.slice(0, 16)}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        )}
        {trial.assessment === null ? null : (
          <p>
            {say('trials.samplesUsed', {
              read: format.number(trial.assessment.samples),
              used: format.number(trial.assessment.used),
            })}
          </p>
        )}
      </Panel>
      {trial.measurements.length === 0 ? null : (
        <Panel title={say('trials.findings')} note={say('trials.findingsNote')}>
          <TrialFindings findings={findings} />
        </Panel>
      )}
    </>
  );
}

function Feed({ trial }: { readonly trial: Trial }): ReactNode {
  const { say, format } = useWords();
  const { tell } = useDesk();
  const queries = useQueryClient();
  const [step, setStep] = useState<{ readonly name: string; readonly share: number } | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [over, setOver] = useState(false);
  const stop = useRef<AbortController | null>(null);
  const feed = async (files: readonly File[]): Promise<void> => {
    setError(null);
    const control = new AbortController();
    stop.current = control;
    try {
      for (const file of files) {
        setStep({ name: file.name, share: 0 });
        await sendFile(
          'addMeasurements',
          trial.id,
          file,
          (share) => setStep({ name: file.name, share }),
          control.signal,
        );
        tell(say('trials.fed', { name: file.name }));
      }
    } catch (problem) {
      if (!control.signal.aborted) setError(problem as Error);
    } finally {
      setStep(null);
      await queries.invalidateQueries({ queryKey: ['review'] });
    }
  };
  return (
    <>
      <div
        className="drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void feed([...event.dataTransfer.files]);
        }}
      >
        <label className="file-choice">
          <span>{say('trials.feed')}</span>
          <input
            type="file"
            multiple
            accept=".csv,.parquet,.json"
            disabled={step !== null}
            onChange={({ currentTarget }) => {
              const files = [...(currentTarget.files ?? [])];
              currentTarget.value = '';
              void feed(files);
            }}
          />
        </label>
        <span className="quiet">{say('trials.feedTeach')}</span>
        <code>POST /api/v1/trials/{trial.id}/measurements?name=…</code>
      </div>
      <div role="status">
        {step === null ? null : (
          <p className="quiet computing">
            {step.share < 1
              ? say('trials.sending', { name: step.name, share: format.share(step.share) })
              : say('trials.reading', { name: step.name })}{' '}
            <button type="button" className="why" onClick={() => stop.current?.abort()}>
              {say('jobs.cancel')}
            </button>
          </p>
        )}
      </div>
      <Refused error={error} />
    </>
  );
}
