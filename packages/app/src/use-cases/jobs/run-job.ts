import type { Progress } from '@underpin/model';
import type { JobLane, ReviewStore } from '../../ports/review-store.ts';
import type { Acting, JobRecord } from '../../ports/review-tables.ts';
import type { Outcome } from '../outcome.ts';
import type { Desk } from '../reviews/desk.ts';
import type { Sealer } from '../sign-in/sealer.ts';

/** What does jobs of one kind. It writes under ids made from the job's, so that a job begun again writes nothing twice. */
export type JobKind = (
  job: JobRecord,
  progress: Progress,
  asOwner: <T>(work: (desk: Desk) => Promise<Outcome<T>>) => Promise<Outcome<T>>,
) => Promise<Outcome<Readonly<Record<string, unknown>>>>;

export interface Worker {
  readonly reviews: ReviewStore;
  readonly sealer: Sealer;
  readonly now: () => Date;
  readonly kinds: Readonly<Record<string, JobKind>>;
  readonly tell: (error: unknown) => void;
}

const leaseMs = 60_000;
const beatMs = 1_000;
const attempts = 3;

/** Does the next job of a lane that is due, as the person who asked for it. False when none is. */
export async function runNextJob(worker: Worker, lane: JobLane = { but: [] }): Promise<boolean> {
  const { reviews, now } = worker;
  const lease = (): string => new Date(now().getTime() + leaseMs).toISOString();
  const taken = await reviews.worker(async (records) => {
    const job = await records.takeJob(now().toISOString(), lease(), lane);
    if (job === null) return null;
    const [person, party] = [await records.get('person', job.person), await records.get('party', job.party)];
    return { job, person, party };
  });
  if (taken === null) return false;
  const { job, person, party } = taken;
  const finish = (state: JobRecord['state'], rest: Partial<JobRecord>): Promise<number> =>
    reviews.worker((records) =>
      records.update('job', { id: job.id }, { state, lockedUntil: null, finishedAt: now().toISOString(), ...rest }),
    );
  if (job.cancelAsked) {
    await finish('cancelled', {});
    return true;
  }
  const kind = worker.kinds[job.kind];
  if (kind === undefined || person === null || party === null || !person.active || job.attempts > attempts) {
    await finish('failed', {
      error: job.attempts > attempts ? 'It was begun too often.' : 'It can no longer be done.',
    });
    return true;
  }
  const acting: Acting = { person: person.id, party: party.id, kind: party.kind, roles: person.roles };
  let cancelled = false;
  let told = { step: '', done: 0, total: 0 };
  const progress: Progress = {
    get cancelled() {
      return cancelled;
    },
    report(step, done, total) {
      told = { step, done, total };
    },
  };
  const beat = async (): Promise<void> => {
    cancelled = await reviews.worker(async (records) => {
      await records.update('job', { id: job.id }, { ...told, lockedUntil: lease() });
      return (await records.get('job', job.id))?.cancelAsked ?? true;
    });
  };
  const timer = setInterval(() => void beat().catch(worker.tell), beatMs);
  try {
    const outcome = await kind(job, progress, (work) =>
      reviews.as(
        acting,
        (records) => work({ records, acting, sealer: worker.sealer, now: now().toISOString() }),
        (answer) => answer.ok,
      ),
    );
    clearInterval(timer);
    if (outcome.ok) await finish('done', { ...told, result: outcome.value });
    else await finish(cancelled ? 'cancelled' : 'failed', { error: outcome.reason });
  } catch (error) {
    clearInterval(timer);
    worker.tell(error);
    await finish('failed', { error: 'Underpin made a mistake.' });
  }
  return true;
}
