/**
 * Power at the computed sample size against the power that was asked for (0.9), for every estimator: closed form, the same
 * analysis simulated, and for a paired shift the whole verdict of seeded trials of exactly so many days. Seeded.
 *
 * Run: node bench/trial-power.ts [rounds]
 */
import { seededRandom, trialProtocolSchema } from '@underpin/model';
import { planTrial } from '@underpin/trial';
import { normalDraw } from '../packages/engines/trial/src/estimators/draws.ts';
import { falseAcceptance } from '../packages/engines/trial/test/at-margin.ts';
import { recordResult } from './lib/record-result.ts';

const rounds = Number(process.argv[2] ?? 4000);
const target = 0.9;
const spread = 0.15;
const one = { metric: 'm', minimumSample: 1 };
const latency = { ...one, kind: 'latency', unit: 'ms', better: 'lower', margin: { kind: 'ratio', value: 1.1 } };
const up = { ...one, kind: 'availability', unit: '1', better: 'higher' };
const endpoints = [
  { ...latency, id: 'shift', name: 'shift, paired', estimator: 'shift', assumption: { spread, perDay: 1 } },
  {
    ...latency,
    id: 'quantile',
    name: 'quantile ratio, 95 %',
    estimator: 'quantile ratio',
    quantile: 0.95,
    assumption: { spread: 0.3, perDay: 200 },
  },
  {
    ...one,
    id: 'rate',
    name: 'rate ratio',
    kind: 'incidents',
    unit: '1',
    better: 'lower',
    estimator: 'rate ratio',
    margin: { kind: 'ratio', value: 1.5 },
    assumption: { rate: 0.17, perDay: 48 },
  },
  {
    ...up,
    id: 'share',
    name: 'share against a level',
    estimator: 'share',
    margin: { kind: 'level', value: 0.97 },
    assumption: { share: 0.985, perDay: 96 },
  },
  {
    ...up,
    id: 'difference',
    name: 'difference of shares',
    estimator: 'share difference',
    margin: { kind: 'difference', value: -0.02 },
    assumption: { share: 0.97, incumbentShare: 0.97, perDay: 96 },
  },
  {
    ...up,
    id: 'mtbf',
    name: 'mean time between failures',
    unit: 'h',
    estimator: 'mtbf',
    margin: { kind: 'level', value: 100, unit: 'h' },
    assumption: { mtbf: 220, perDay: 24 },
  },
];
const protocol = trialProtocolSchema.parse({
  id: 'power',
  title: 'Power',
  candidate: { name: 'candidate' },
  incumbent: { name: 'incumbent' },
  workloads: [{ id: 'w', name: 'work' }],
  period: {
    from: '2026-01-01',
    to: '2026-03-01',
    peaks: [{ id: 'p', name: 'month end', from: '2026-01-31', to: '2026-01-31' }],
  },
  design: 'paired',
  blocks: 'day',
  alpha: 0.05,
  power: target,
  endpoints,
});
const rows = planTrial(protocol, { random: seededRandom(1), rounds }).map(({ endpoint, plan }) => {
  const name = endpoints.find(({ id }) => id === endpoint)?.name ?? endpoint;
  if (!plan.ok) throw new Error(`${name}: ${plan.reason}`);
  const { n, unit, days, power, simulated } = plan.value;
  const away = Math.abs((simulated?.power ?? 0) - power);
  return { name, n, unit, days, closedForm: power, simulated: simulated?.power, withinTwoPoints: away <= 0.02 };
});
const days = rows[0]?.days ?? 0;
const accepted = falseAcceptance(
  {
    name: 'no difference',
    endpoint: { ...latency, estimator: 'shift' },
    rules: { power: target },
    days,
    draw: (random, candidate) => [{ value: 200 * Math.exp(candidate ? spread * normalDraw(random) : 0) }],
  },
  rounds,
  77,
);
recordResult('trial-power', {
  what: `power at the computed sample size; ${target} asked for, ${rounds} rounds`,
  rows,
  wholeVerdict: { name: 'shift, paired, one value a day', days, accepted, withinTwoPoints: accepted >= target - 0.02 },
});
