/**
 * Power at the computed sample size against the power that was asked for (0.9), for every estimator: closed form, the same
 * analysis simulated, and the whole verdict of seeded trials of exactly so many days. Seeded.
 *
 * Run: node bench/trial-power.ts [rounds]
 */
import { type Random, seededRandom, trialProtocolSchema } from '@underpin/model';
import { planTrial } from '@underpin/trial';
import { binomialDraw, gammaDraw, normalDraw, poissonDraw } from '../packages/engines/trial/src/estimators/draws.ts';
import { type AtMargin, falseAcceptance } from '../packages/engines/trial/test/at-margin.ts';
import { recordResult } from './lib/record-result.ts';

const rounds = Number(process.argv[2] ?? 4000);
const target = 0.9;
type Values = ReturnType<AtMargin['draw']>;
interface Row {
  readonly name: string;
  readonly endpoint: Readonly<Record<string, unknown>>;
  readonly rules?: Readonly<Record<string, unknown>>;
  /** Values of one arm on one day, as the assumptions say. */
  readonly day: (random: Random) => Values;
  /** A bootstrap takes long. */
  readonly slow?: true;
}

const latency = { kind: 'latency', unit: 'ms', better: 'lower', margin: { kind: 'ratio', value: 1.1 } };
const up = { kind: 'availability', unit: '1', better: 'higher' };
const rate = {
  kind: 'incidents',
  unit: '1',
  better: 'lower',
  estimator: 'rate ratio',
  margin: { kind: 'ratio', value: 1.5 },
};
const logNormal = (random: Random, count: number, spread: number): Values =>
  Array.from({ length: count }, () => ({ value: 200 * Math.exp(spread * normalDraw(random)) }));
const count = (value: number, exposure: number): Values => [{ value, exposure }];
const rows: readonly Row[] = [
  {
    name: 'shift, paired, blocks of a day',
    endpoint: { ...latency, estimator: 'shift', assumption: { spread: 0.15 } },
    // The spread is that of a day's difference of both arms.
    day: (random) => logNormal(random, 1, 0.15 / Math.SQRT2),
  },
  {
    name: 'shift, parallel arms without blocks',
    endpoint: { ...latency, estimator: 'shift', assumption: { spread: 0.25, perDay: 4 } },
    rules: { design: 'parallel', blocks: 'none' },
    day: (random) => logNormal(random, 4, 0.25),
  },
  {
    name: 'quantile ratio, 95 %, blocks of a day',
    endpoint: { ...latency, estimator: 'quantile ratio', quantile: 0.95, assumption: { spread: 0.3, perDay: 40 } },
    day: (random) => logNormal(random, 40, 0.3),
    slow: true,
  },
  {
    name: 'rate ratio, Poisson, blocks of a day',
    endpoint: { ...rate, assumption: { rate: 0.17, perDay: 24 } },
    day: (random) => count(poissonDraw(random, 0.17 * 24), 24),
  },
  {
    name: 'rate ratio, overdispersed, blocks of a day',
    endpoint: { ...rate, assumption: { rate: 0.25, perDay: 24, dispersion: 0.3 } },
    day: (random) => count(poissonDraw(random, 6 * 0.3 * gammaDraw(random, 1 / 0.3)), 24),
  },
  {
    name: 'share against a level, blocks of a day',
    endpoint: {
      ...up,
      estimator: 'share',
      margin: { kind: 'level', value: 0.97 },
      assumption: { share: 0.98, perDay: 96 },
    },
    day: (random) => count(96 - binomialDraw(random, 96, 0.02), 96),
  },
  {
    name: 'difference of shares, blocks of a day',
    endpoint: {
      ...up,
      estimator: 'share difference',
      margin: { kind: 'difference', value: -0.02 },
      assumption: { share: 0.97, incumbentShare: 0.97, perDay: 48 },
    },
    day: (random) => count(48 - binomialDraw(random, 48, 0.03), 48),
  },
  {
    name: 'mean time between failures',
    endpoint: {
      ...up,
      unit: 'h',
      estimator: 'mtbf',
      margin: { kind: 'level', value: 100, unit: 'h' },
      assumption: { mtbf: 220, perDay: 24 },
    },
    day: (random) => count(poissonDraw(random, 24 / 220), 24),
  },
];

const away = (power: number): boolean => Math.abs(power - target) <= 0.02;
const measured = rows.map(({ name, endpoint, rules = {}, day, slow }, at) => {
  const own = slow ? Math.ceil(rounds / 4) : rounds;
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
    endpoints: [{ id: 'e', name: 'endpoint', metric: 'm', minimumSample: 1, ...endpoint }],
    ...rules,
  });
  const [planned] = planTrial(protocol, { random: seededRandom(1), rounds: own });
  if (planned?.plan.ok !== true) throw new Error(`${name}: ${planned?.plan.reason}`);
  const { n, unit, days, power, simulated } = planned.plan.value;
  const { assumption: _assumption, ...measuredEndpoint } = endpoint;
  const trial = { name, endpoint: measuredEndpoint, rules: { power: target, ...rules }, days, draw: day };
  const accepted = falseAcceptance(trial, own, 70 + at);
  return {
    name,
    n,
    unit,
    days,
    rounds: own,
    closedForm: power,
    simulated: simulated?.power,
    wholeVerdict: accepted,
    withinTwoPoints: away(simulated?.power ?? 0) && away(accepted),
  };
});
recordResult('trial-power', {
  what: `power at the computed sample size, by the same analysis and by the whole verdict of trials of so many days; ${target} asked for`,
  rows: measured,
});
