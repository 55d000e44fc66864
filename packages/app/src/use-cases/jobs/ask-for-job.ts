import { done, type Outcome } from '../outcome.ts';
import { type Desk, newId, record } from '../reviews/desk.ts';

/** Puts a job into the queue, in the transaction of who asks for it. */
export async function askForJob(
  desk: Desk,
  kind: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome<{ readonly job: string }>> {
  const { person, party } = desk.acting;
  const job = { id: newId(desk), person, party, kind, input, createdAt: desk.now };
  await desk.records.insert('job', {
    ...job,
    state: 'waiting',
    step: null,
    done: 0,
    total: 0,
    result: null,
    error: null,
    cancelAsked: false,
    attempts: 0,
    runAt: desk.now,
    lockedUntil: null,
    finishedAt: null,
  });
  await record(desk, `job asked for: ${kind}`, job);
  return done({ job: job.id });
}
