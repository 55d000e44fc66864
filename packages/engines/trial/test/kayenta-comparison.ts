import { seededRandom } from '@underpin/model';
import { normalDraw } from '../src/estimators/draws.ts';
import { mannWhitney } from '../src/estimators/mann-whitney.ts';
import { kayentaRule } from './kayenta-rule.ts';

export interface ComparisonRow {
  readonly n: number;
  /** Candidate's response time over the incumbent's. */
  readonly ratio: number;
  readonly kayentaPasses: number;
  /** Share in which the whole one-sided interval lies inside the margin. */
  readonly oursAccepts: number;
}

/** Both rules on the same samples: log-normal response times of spread 0.35, margin 10 %, alpha 0.05. */
export function compareWithKayenta(n: number, ratio: number, runs: number, seed: number): ComparisonRow {
  const random = seededRandom(seed);
  const margin = Math.log(1.1);
  let [passes, accepts] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const candidate = Array.from({ length: n }, () => Math.log(ratio) + 0.35 * normalDraw(random));
    const incumbent = Array.from({ length: n }, () => 0.35 * normalDraw(random));
    if (kayentaRule(candidate.map(Math.exp), incumbent.map(Math.exp)).label === 'Pass') passes += 1;
    if (mannWhitney([{ candidate, incumbent }], { alpha: 0.05, margin }).upper < margin) accepts += 1;
  }
  return { n, ratio, kayentaPasses: passes / runs, oursAccepts: accepts / runs };
}
