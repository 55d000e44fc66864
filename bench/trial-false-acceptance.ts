/**
 * How often a candidate that stands exactly at the margin is accepted, by the whole verdict (alpha 0.05), for every estimator:
 * with ties, outliers, days and weeks that hang together, outages that cluster, planned looks, and peeking every day. Seeded.
 *
 * Run: node bench/trial-false-acceptance.ts [runs]
 */
import { atMargin, falseAcceptance } from '../packages/engines/trial/test/at-margin.ts';
import { recordResult } from './lib/record-result.ts';

const runs = Number(process.argv[2] ?? 2000);
const rows = atMargin.map((trial, at) => {
  // What takes long is run half as often.
  const slow = trial.endpoint['estimator'] === 'quantile ratio' || /each of 40 days/.test(trial.name);
  const own = slow ? Math.ceil(runs / 2) : runs;
  const accepted = falseAcceptance(trial, own, 100 + at);
  const error = Math.sqrt((0.05 * 0.95) / own);
  const within = accepted <= 0.05 + 2 * error;
  return { trial: trial.name, runs: own, accepted, withinMonteCarloError: within };
});
recordResult('trial-false-acceptance', { what: 'share of trials at the margin that are accepted; alpha 0.05', rows });
