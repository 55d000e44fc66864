import { Worker } from 'node:worker_threads';
import type { Progress, ScheduleAnswer } from '@underpin/model';
import { answerOf, type DenseProblem, scheduleSearch } from '@underpin/programme';
import { mark, sharedMemory } from './shared-best.ts';
import type { SearchOrder } from './search-worker.ts';

export interface RunSearchOptions {
  readonly seconds: number;
  /** Searches side by side; with one, and a limit of steps, the answer is the same on every machine. */
  readonly threads: number;
  readonly seed: number;
  /** Most steps of each search; no limit when absent. */
  readonly steps?: number;
  /** Runs in workers even with one thread, so that the caller's thread stays free (a server). */
  readonly aside?: boolean;
  readonly progress: Progress;
  /** Milliseconds that only rise. */
  readonly clock: () => number;
}

const pollMilliseconds = 25;
const entry = new URL('./search-worker.ts', import.meta.url);

/**
 * Searches until the time, the steps or the work is done, or `progress` is cancelled; answers the best plan, its bound and gap.
 * Progress tells hundredths of seconds. With several threads the parts tell each other their best plan at moments that depend
 * on the machine, so only one thread with a limit of steps repeats exactly.
 */
export async function runSearch(problem: DenseProblem, options: RunSearchOptions): Promise<ScheduleAnswer> {
  const { seconds, threads, seed, progress, clock, steps = Number.MAX_SAFE_INTEGER, aside = false } = options;
  const begun = clock();
  const over = (): boolean => progress.cancelled || clock() - begun >= seconds * 1000;
  const tell = (): void =>
    progress.report('planning', Math.min(100 * seconds, Math.floor((clock() - begun) / 10)), 100 * seconds);
  if (threads <= 1 && !aside) {
    const search = scheduleSearch(problem, { seed });
    let next = clock() + 200;
    do {
      search.step();
      if (clock() < next) continue;
      tell();
      next = clock() + 200;
      await new Promise((resolve) => setImmediate(resolve));
    } while (!search.finished && search.steps < steps && !over());
    return answerOf(problem, search);
  }
  const memory = sharedMemory(problem.nodes);
  const workers = Array.from({ length: Math.max(1, threads) }, (_, index) => {
    const order: SearchOrder = { problem, seed, index, of: threads, steps, memory };
    return new Worker(entry, { workerData: order });
  });
  const ends = workers.map(ended);
  const timer = setInterval(() => {
    tell();
    if (over() || Atomics.load(memory.marks, mark.finished) === 1) Atomics.store(memory.marks, mark.stop, 1);
  }, pollMilliseconds);
  try {
    await Promise.all(ends);
  } finally {
    clearInterval(timer);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  // A search of its own takes the shared plan over and words the answer.
  const [, , , , , bound = -Infinity] = memory.numbers;
  const taken = new TakenPlan(
    memory.start,
    memory.mode,
    memory.numbers,
    bound,
    Atomics.load(memory.marks, mark.schedules),
  );
  return answerOf(problem, taken);
}

/** The shared plan in the form of a search that has ended. */
class TakenPlan {
  readonly start: Int32Array;
  readonly mode: Int32Array;
  readonly score;
  readonly lowerBound: number;
  readonly schedules: number;
  readonly steps = 0;

  constructor(start: Int32Array, mode: Int32Array, numbers: Float64Array, bound: number, schedules: number) {
    this.start = start;
    this.mode = mode;
    const [unplaced = 0, late = 0, first = 0, second = 0, third = 0] = numbers;
    this.score = { unplaced, late, first, second, third };
    this.lowerBound = Number.isFinite(bound) ? Math.min(bound, first) : 0;
    this.schedules = schedules;
  }

  get complete(): boolean {
    return this.score.unplaced === 0;
  }

  get finished(): boolean {
    return (
      this.complete && this.score.late === 0 && this.score.first <= this.lowerBound + 1e-9 * Math.abs(this.lowerBound)
    );
  }

  step(): void {}

  offer(): void {}

  offerBound(): void {}
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', (cause: Error) => {
      reject(new Error(`Planning stopped because a worker failed: ${cause.message}`, { cause }));
    });
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`Planning stopped because a worker ended with exit code ${code}`));
    });
  });
}
