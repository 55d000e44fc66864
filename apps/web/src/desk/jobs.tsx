import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { reviewAddress, useAll, useSend } from '../api/send.ts';
import { Answered } from '../parts/answered.tsx';
import { Panel } from '../parts/panel.tsx';
import { sayOr, useWords } from '../words/words.tsx';
import { When } from './marks.tsx';
import { Refused } from './refused.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';

interface Told {
  readonly state: string;
  readonly step: string | null;
  readonly done: number;
  readonly total: number;
  readonly error: string | null;
}

/** Progress of one job as the server tells it, with a way to stop it. */
export function JobProgress({
  job,
  ended,
}: {
  readonly job: string;
  readonly ended?: (told: Told) => void;
}): ReactNode {
  const { say } = useWords();
  const queries = useQueryClient();
  const cancel = useSend('cancelJob');
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => {
    const source = new EventSource(reviewAddress('watchJob', { params: { id: job } }));
    source.addEventListener('job', (event) => {
      const next = JSON.parse((event as MessageEvent<string>).data) as Told;
      setTold(next);
      if (!isOver(next.state)) return;
      source.close();
      void queries.invalidateQueries({ queryKey: ['review'] });
      ended?.(next);
    });
    return () => source.close();
  }, [job, queries, ended]);
  const { state, step, done, total, error } = told ?? { state: 'waiting', step: null, done: 0, total: 0, error: null };
  return (
    <div className="job" role="status">
      <span>
        {sayOr(say, `job.${state}`, state)}
        {step === null || isOver(state) ? '' : ` · ${step} ${done}/${total}`}
      </span>
      {isOver(state) ? null : (
        <>
          <progress aria-label={say('jobs.progress')} value={done} max={Math.max(1, total)} />
          <button type="button" className="why" onClick={() => cancel.mutate({ params: { id: job } })}>
            {say('jobs.cancel')}
          </button>
        </>
      )}
      {error === null ? null : <span className="problem-text">{error}</span>}
      <Refused error={cancel.error} />
    </div>
  );
}

function isOver(state: string): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

/** All jobs of who is signed in. */
export function Jobs(): ReactNode {
  const { say } = useWords();
  const jobs = useAll('listJobs', { query: { sort: '-createdAt' } });
  return (
    <Panel title={say('jobs.title')} note={say('jobs.note')}>
      <Answered query={jobs}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{say('jobs.none')}</p>
          ) : (
            <ScrollTable label={say('jobs.title')} height="short">
              <thead>
                <tr>
                  <th scope="col">{say('jobs.kind')}</th>
                  <th scope="col">{say('jobs.begun')}</th>
                  <th scope="col">{say('jobs.state')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((job) => (
                  <tr key={job.id}>
                    <th scope="row">{sayOr(say, `jobKind.${job.kind}`, job.kind)}</th>
                    <td>
                      <When at={job.createdAt} />
                    </td>
                    <td className="wrap">
                      {isOver(job.state) ? (
                        <>
                          {sayOr(say, `job.${job.state}`, job.state)}
                          {job.error === null ? '' : `: ${job.error}`}
                        </>
                      ) : (
                        <JobProgress job={job.id} />
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          )
        }
      </Answered>
    </Panel>
  );
}
