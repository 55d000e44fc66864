/**
 * How often a candidate that stands exactly at the margin is accepted, by the whole verdict (alpha 0.05), for every estimator:
 * with ties, outliers, days that hang together, outages that cluster, and ten looks. Seeded.
 *
 * Run: node bench/trial-false-acceptance.ts [runs]
 */
import { atMargin, falseAcceptance } from '../packages/engines/trial/test/at-margin.ts';
import { recordResult } from './lib/record-result.ts';

const runs = Number(process.argv[2] ?? 2000);
const rows = atMargin.map((trial, at) => {
  const own = trial.endpoint['estimator'] === 'quantile ratio' ? Math.ceil(runs / 5) : runs;
  const accepted = falseAcceptance(trial, own, 100 + at);
  const error = Math.sqrt((0.05 * 0.95) / own);
  return { trial: trial.name, runs: own, accepted, withinMonteCarloError: accepted <= 0.05 + 2 * error };
});
recordResult('trial-false-acceptance', { what: 'share of trials at the margin that are accepted; alpha 0.05', rows });
