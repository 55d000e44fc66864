import { type Ranking, ranking } from '@underpin/reliance';
import type { Study } from './study.ts';

const kept = new WeakMap<Study, Ranking>();

/** The ranking of everything in a study, computed once and kept as long as the study is. */
export function rankingOf(study: Study): Ranking {
  let ranked = kept.get(study);
  if (ranked === undefined) kept.set(study, (ranked = ranking(study.reliance)));
  return ranked;
}
