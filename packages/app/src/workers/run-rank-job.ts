import { Worker } from 'node:worker_threads';
import type { Progress } from '@underpin/model';
import type { RankColumns, RankJob } from '@underpin/reliance';
import { place, type RankOrder } from './rank-order.ts';

export interface RunRankJobOptions {
  readonly workers: number;
  readonly progress: Progress;
}

const entry = new URL('./rank-worker.ts', import.meta.url);
const pollMilliseconds = 20;

/**
 * Ranks subjects 0 to `count` of a job in workers, which write into `columns`; job and columns must lie in shared memory.
 * Answers how many are done, from the first on: all, or fewer when `progress` was cancelled. Rejects with an `Error` that
 * tells the cause when a worker fails; the others are ended.
 */
export async function runRankJob(
  job: RankJob,
  columns: RankColumns,
  count: number,
  { workers, progress }: RunRankJobOptions,
): Promise<number> {
  if (!(job.node.buffer instanceof SharedArrayBuffer && columns.functionsAtMost.buffer instanceof SharedArrayBuffer))
    throw new TypeError('Cannot share a ranking out to workers: its arrays do not lie in shared memory');
  const marks = new Int32Array(new SharedArrayBuffer(12));
  const watch = (): void => {
    progress.report('ranking', Atomics.load(marks, place.done), count);
    if (progress.cancelled) Atomics.store(marks, place.stop, 1);
  };
  watch();
  if (progress.cancelled) return 0;
  const order: RankOrder = { job, columns, count, marks };
  const running = Array.from({ length: Math.max(1, workers) }, () => new Worker(entry, { workerData: order }));
  const timer = setInterval(watch, pollMilliseconds);
  try {
    await Promise.all(running.map(ended));
  } finally {
    clearInterval(timer);
    await Promise.all(running.map((worker) => worker.terminate()));
  }
  return Atomics.load(marks, place.done);
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', (cause: Error) => {
      reject(new Error(`Ranking stopped because a worker failed: ${cause.message}`, { cause }));
    });
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`Ranking stopped because a worker ended with exit code ${code}`));
    });
  });
}
