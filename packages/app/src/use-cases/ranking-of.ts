import { type Progress, silent } from '@underpin/model';
import { type Ranking, ranking } from '@underpin/reliance';
import type { Study } from './study.ts';

const kept = new WeakMap<Study['reliance'], Ranking>();

/** The ranking of everything in a study, computed once and kept as long as the study is. One that was cancelled is answered as far as it came, and not kept. */
export function rankingOf({ reliance }: Pick<Study, 'reliance'>, progress: Progress = silent): Ranking {
  const known = kept.get(reliance);
  if (known !== undefined) return known;
  const ranked = ranking(reliance, progress);
  if (!progress.cancelled) kept.set(reliance, ranked);
  return ranked;
}
