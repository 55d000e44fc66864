import { workerData } from 'node:worker_threads';
import { type DenseProblem, scheduleSearch } from '@underpin/programme';
import { mark, SharedBest, type SharedMemory } from './shared-best.ts';

/** What a worker is told. */
export interface SearchOrder {
  readonly problem: DenseProblem;
  readonly seed: number;
  readonly index: number;
  readonly of: number;
  readonly steps: number;
  readonly memory: SharedMemory;
}

const { problem, seed, index, of, steps, memory } = workerData as SearchOrder;
const search = scheduleSearch(problem, { seed, part: { index, of } });
const best = new SharedBest(memory);
while (!best.stopped && !search.finished && search.steps < steps && Atomics.load(memory.marks, mark.finished) === 0) {
  search.step();
  best.exchange(search);
}
