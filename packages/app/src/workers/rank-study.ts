import { availableParallelism } from 'node:os';
import type { Progress } from '@underpin/model';
import type { Ranked, RankedKind } from '@underpin/reliance';
import { rankingOf } from '../use-cases/ranking-of.ts';
import type { Study } from '../use-cases/study.ts';
import { rankInParallel } from './rank-in-parallel.ts';

/**
 * Edges from which workers are worth their start. One thread ranks about 18 million edges a second; each worker takes
 * about 0.45 s of processor time to load, start and lay out its marks (bench/results/sector-scale.json, `ranking`): on two
 * cores a sector of 24 million edges gained nothing; by these numbers one of 40 million gains about a fifth (not measured).
 */
const edgesForWorkers = 40_000_000;
const mostWorkers = 8;

/** How many workers a ranking over so many edges (both bounds) is shared out to: 0 for none. */
export function workersFor(edges: number, cores: number): number {
  return edges < edgesForWorkers || cores < 2 ? 0 : Math.min(cores, mostWorkers);
}

/** The ranking of these kinds: on this thread, or on all cores where the sector is large. */
export async function rankStudy<Kind extends RankedKind>(
  study: Pick<Study, 'reliance'>,
  kinds: readonly Kind[],
  progress: Progress,
): Promise<Readonly<Record<Kind, Ranked>>> {
  const { atLeast, atMost } = study.reliance.graph;
  const workers = workersFor(atLeast.entry.length + atMost.entry.length, availableParallelism());
  return workers === 0 ? rankingOf(study, progress) : rankInParallel(study, kinds, { workers, progress });
}
