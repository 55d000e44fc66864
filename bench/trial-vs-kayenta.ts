/**
 * Our acceptance rule and the published rule of Kayenta's judge (written anew, not Kayenta itself) on the same seeded samples:
 * log-normal response times of spread 0.35, margin 10 %, alpha 0.05. Beside them the sample that the protocol would have asked for:
 * below it our verdict is "not enough data" whatever the interval says.
 *
 * Run: node bench/trial-vs-kayenta.ts [runs]
 */
import { seededRandom, trialProtocolSchema } from '@underpin/model';
import { planTrial } from '@underpin/trial';
import { compareWithKayenta } from '../packages/engines/trial/test/kayenta-comparison.ts';
import { recordResult } from './lib/record-result.ts';

const runs = Number(process.argv[2] ?? 2000);
const day = { from: '2026-01-01', to: '2026-01-31' };
const protocol = trialProtocolSchema.parse({
  id: 'bench',
  title: 'Response time, parallel arms',
  candidate: { name: 'candidate' },
  incumbent: { name: 'incumbent' },
  workloads: [{ id: 'w', name: 'work' }],
  period: { ...day, peaks: [{ id: 'p', name: 'month end', from: day.to, to: day.to }] },
  design: 'parallel',
  blocks: 'none',
  alpha: 0.05,
  power: 0.9,
  endpoints: [
    {
      id: 'latency',
      name: 'response time',
      kind: 'latency',
      metric: 'response',
      unit: 'ms',
      better: 'lower',
      estimator: 'shift',
      margin: { kind: 'ratio', value: 1.1 },
      minimumSample: 1,
      assumption: { spread: 0.35, perDay: 100 },
    },
  ],
});
const [planned] = planTrial(protocol, { random: seededRandom(1), rounds: 500 });
const rows = [5, 10, 20, 50, 100, 250].flatMap((n) =>
  [1, 1.1, 1.2, 1.5].map((ratio) => compareWithKayenta(n, ratio, n > 50 ? Math.ceil(runs / 5) : runs, 1000 + n)),
);
recordResult('trial-vs-kayenta', {
  what: 'share of runs that pass (Kayenta rule, defaults) or whose interval is inside a 10 % margin (ours, alpha 0.05)',
  seed: '1000 + n',
  runs: `${runs}, a fifth of it above n = 50`,
  sampleAskedFor: planned?.plan.ok === true ? planned.plan.value.n : null,
  powerThere: planned?.plan.ok === true ? planned.plan.value.simulated : null,
  rows,
});
