import type { Progress } from '@underpin/model';
import { prepareRanking, type Ranked, type RankedKind, rankedOf } from '@underpin/reliance';
import type { Study } from '../use-cases/study.ts';
import { runRankJob } from './run-rank-job.ts';

export interface RankInParallelOptions {
  readonly workers: number;
  readonly progress: Progress;
}

/**
 * The ranking of these kinds, shared out to workers over shared memory: the same numbers as `ranking` gives, whatever the
 * number of workers. A cancelled run answers what is done (`done` of each kind); a worker's failure rejects.
 *
 * Example: `(await rankInParallel(study, ['group'], { workers: 2, progress })).group`.
 */
export async function rankInParallel<Kind extends RankedKind>(
  study: Pick<Study, 'reliance'>,
  kinds: readonly Kind[],
  options: RankInParallelOptions,
): Promise<Readonly<Record<Kind, Ranked>>> {
  const prepared = prepareRanking(study.reliance, kinds, (bytes) => new SharedArrayBuffer(bytes));
  const done = await runRankJob(prepared.job, prepared.columns, prepared.count, options);
  return rankedOf(prepared, done) as Record<Kind, Ranked>;
}
