import { workerData } from 'node:worker_threads';
import { RankWork } from '@underpin/reliance';
import { chunk, place, type RankOrder } from './rank-order.ts';

/** A worker: takes the next few subjects until none is left or it is told to stop. What it takes it finishes. */
const { job, columns, count, marks } = workerData as RankOrder;
const work = new RankWork(job);
while (Atomics.load(marks, place.stop) === 0) {
  const from = Atomics.add(marks, place.next, chunk);
  if (from >= count) break;
  const to = Math.min(count, from + chunk);
  work.rank(from, to, columns);
  Atomics.add(marks, place.done, to - from);
}
