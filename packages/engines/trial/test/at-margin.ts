import { dateOfDay, seededRandom, trialArm, trialProtocolSchema } from '@underpin/model';
import type { Random, TrialProtocol } from '@underpin/model';
import { gammaDraw, normalDraw, poissonDraw } from '../src/estimators/draws.ts';
import { assessTrial } from '../src/verdict/assess-trial.ts';
import { columns } from './made-trial.ts';

const first = 20_454;
const fortyDays = 40;

/** What one arm carries over from day to day. */
interface Carried {
  drift: number;
}

interface Values {
  readonly value: number;
  readonly exposure?: number;
}

/** Trials whose candidate stands exactly at the margin: each acceptance is a false one. */
export interface AtMargin {
  readonly name: string;
  readonly endpoint: Readonly<Record<string, unknown>>;
  readonly rules?: Readonly<Record<string, unknown>>;
  /** Default 40. */
  readonly days?: number;
  /** Looked at on every day, though the protocol plans no look. */
  readonly peeked?: boolean;
  /** Values of one arm on one day. */
  readonly draw: (random: Random, candidate: boolean, common: number, carried: Carried) => readonly Values[];
}

/** Twelve values of a day that hang together, with outliers, rounded so that they tie. */
function correlated(random: Random, shift: number, spread = 0.15): readonly Values[] {
  let drift = spread * normalDraw(random);
  return Array.from({ length: 12 }, () => {
    drift = 0.8 * drift + 0.6 * spread * normalDraw(random);
    const outlier = random() < 0.03 ? 2 : 0;
    return { value: Math.max(1, Math.round(200 * Math.exp(shift + drift + outlier))) };
  });
}

/** Scatter of single values: three in a hundred are more than seven times as large. */
function heavy(random: Random): number {
  return 0.15 * normalDraw(random) + (random() < 0.03 ? 2 : 0);
}

/** A day of 288 intervals with outages of about six intervals. */
function outages(random: Random, down: number): readonly Values[] {
  let lost = 0;
  for (let outage = poissonDraw(random, (288 * down) / 6); outage > 0; outage -= 1) lost += 1 + poissonDraw(random, 5);
  return [{ value: Math.max(0, 288 - lost), exposure: 288 }];
}

/** A level that hangs together over days (lag-one correlation 0.7). */
function carriedOn(random: Random, carried: Carried, spread: number): number {
  carried.drift = 0.7 * carried.drift + Math.sqrt(0.51) * spread * normalDraw(random);
  return carried.drift;
}

const latency = {
  kind: 'latency',
  unit: 'ms',
  better: 'lower',
  estimator: 'shift',
  margin: { kind: 'ratio', value: 1.1 },
};
const slower = Math.log(1.1);
const rate = {
  kind: 'incidents',
  unit: '1',
  better: 'lower',
  estimator: 'rate ratio',
  margin: { kind: 'ratio', value: 1.5 },
};
const up = { kind: 'availability', unit: '1', better: 'higher' };

export const atMargin: readonly AtMargin[] = [
  {
    name: 'shift, paired, correlated within days, ties, outliers',
    endpoint: latency,
    draw: (random, candidate, common) => correlated(random, common + (candidate ? slower : 0)),
  },
  {
    name: 'shift, parallel arms by day',
    endpoint: latency,
    rules: { design: 'parallel' },
    draw: (random, candidate, common) => correlated(random, common + (candidate ? slower : 0)),
  },
  {
    name: 'shift, ten looks',
    endpoint: latency,
    rules: {
      monitoring: {
        method: 'group sequential',
        spending: 'pocock-like',
        looks: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
      },
    },
    draw: (random, candidate, common) => correlated(random, common + (candidate ? slower : 0)),
  },
  {
    name: 'shift, a planned look on each of 40 days',
    endpoint: latency,
    rules: {
      monitoring: {
        method: 'group sequential',
        spending: "o'brien-fleming-like",
        looks: Array.from({ length: fortyDays }, (_, at) => (at + 1) / fortyDays),
      },
    },
    draw: (random, candidate, common) => correlated(random, common + (candidate ? slower : 0)),
  },
  {
    name: 'shift, peeked at on each of 40 days without a plan',
    endpoint: latency,
    peeked: true,
    draw: (random, candidate, common) => correlated(random, common + (candidate ? slower : 0)),
  },
  {
    name: 'batch time, one run a day, whole minutes that tie, outliers',
    endpoint: { ...latency, kind: 'batch time', unit: 'min' },
    draw: (random, candidate, common) => [
      { value: Math.max(1, Math.round(40 * Math.exp(common + (candidate ? slower : 0) + heavy(random)))) },
    ],
  },
  {
    name: 'throughput, higher is better, parallel arms without blocks, ties, outliers',
    endpoint: { ...latency, kind: 'throughput', unit: '1/s', better: 'higher', margin: { kind: 'ratio', value: 0.9 } },
    rules: { design: 'parallel', blocks: 'none' },
    draw: (random, candidate) => [
      { value: Math.max(1, Math.round(200 * Math.exp((candidate ? Math.log(0.9) : 0) + heavy(random)))) },
    ],
  },
  {
    name: 'shift, days that hang together, blocks of a day',
    endpoint: latency,
    draw: (random, candidate, common, carried) => [
      { value: 200 * Math.exp(common + (candidate ? slower : 0) + carriedOn(random, carried, 0.1)) },
    ],
  },
  {
    name: 'shift, days that hang together under as much noise of their own, blocks of a day',
    endpoint: latency,
    draw: (random, candidate, common, carried) =>
      correlated(random, common + (candidate ? slower : 0) + carriedOn(random, carried, 0.1), 0.05),
  },
  {
    name: 'energy, days that hang together, blocks of a week, 26 weeks',
    endpoint: { ...latency, kind: 'energy', unit: 'kWh' },
    rules: { blocks: 'week' },
    days: 182,
    draw: (random, candidate, common, carried) => [
      { value: 400 * Math.exp(common + (candidate ? slower : 0) + carriedOn(random, carried, 0.1)) },
    ],
  },
  {
    name: 'cost by difference',
    endpoint: { ...latency, kind: 'cost', unit: 'EUR', margin: { kind: 'difference', value: 20, unit: 'EUR' } },
    draw: (random, candidate, common) => [
      { value: 400 + 100 * common + (candidate ? 20 : 0) + Math.round(40 * normalDraw(random)) },
    ],
  },
  {
    name: 'ratio of the 90 % quantile, days resampled',
    endpoint: { ...latency, estimator: 'quantile ratio', quantile: 0.9 },
    draw: (random, candidate, common) => correlated(random, common + (candidate ? slower : 0)),
  },
  {
    name: 'ratio of the 95 % quantile, parallel arms without blocks',
    endpoint: { ...latency, estimator: 'quantile ratio', quantile: 0.95 },
    rules: { design: 'parallel', blocks: 'none' },
    draw: (random, candidate) =>
      Array.from({ length: 12 }, () => ({ value: 200 * Math.exp((candidate ? slower : 0) + heavy(random)) })),
  },
  {
    name: 'incidents, Poisson',
    endpoint: rate,
    draw: (random, candidate) => [{ value: poissonDraw(random, candidate ? 1.5 : 1), exposure: 24 }],
  },
  {
    name: 'incidents that cluster by day',
    endpoint: rate,
    draw: (random, candidate) => [
      { value: poissonDraw(random, ((candidate ? 6 : 4) * gammaDraw(random, 2)) / 2), exposure: 24 },
    ],
  },
  {
    name: 'incidents that cluster by week, blocks of a week, 26 weeks',
    endpoint: rate,
    rules: { blocks: 'week' },
    days: 182,
    draw: (random, candidate, _common, carried) => [
      {
        value: poissonDraw(random, (candidate ? 1.5 : 1) * Math.exp(carriedOn(random, carried, 0.5) - 0.125)),
        exposure: 24,
      },
    ],
  },
  {
    name: 'availability against a level, outages of half an hour',
    endpoint: { ...up, estimator: 'share', margin: { kind: 'level', value: 0.97 } },
    draw: (random) => outages(random, 0.03),
  },
  {
    name: 'availability by difference, outages of half an hour',
    endpoint: { ...up, estimator: 'share difference', margin: { kind: 'difference', value: -0.02 } },
    draw: (random, candidate) => outages(random, candidate ? 0.04 : 0.02),
  },
  {
    name: 'mean time between incidents',
    endpoint: {
      ...rate,
      unit: 'h',
      better: 'higher',
      estimator: 'mtbf',
      margin: { kind: 'level', value: 50, unit: 'h' },
    },
    draw: (random) => [{ value: poissonDraw(random, 0.48), exposure: 24 }],
  },
  {
    name: 'mean time between failures',
    endpoint: { ...up, unit: 'h', estimator: 'mtbf', margin: { kind: 'level', value: 100, unit: 'h' } },
    draw: (random) => [{ value: poissonDraw(random, 0.24), exposure: 24 }],
  },
];

/** Share of seeded trials at the margin that are accepted; with planned looks, at any of them. */
export function falseAcceptance(
  { endpoint, rules, draw, days = fortyDays, peeked = false }: AtMargin,
  runs: number,
  seed: number,
): number {
  const protocol: TrialProtocol = trialProtocolSchema.parse({
    id: 'at-margin',
    title: 'Candidate at the margin',
    candidate: { name: 'candidate' },
    incumbent: { name: 'incumbent' },
    workloads: [{ id: 'w', name: 'work' }],
    period: {
      from: dateOfDay(first),
      to: dateOfDay(first + days - 1),
      peaks: [{ id: 'p', name: 'first days', from: dateOfDay(first), to: dateOfDay(first + 1) }],
    },
    design: 'paired',
    blocks: 'day',
    alpha: 0.05,
    power: 0.8,
    endpoints: [{ id: 'e', name: 'endpoint', metric: 'm', minimumSample: 1, ...endpoint }],
    ...rules,
  });
  const random = seededRandom(seed);
  const looks = peeked
    ? Array.from({ length: days }, (_, at) => ({ share: (at + 1) / days, planned: {} }))
    : protocol.monitoring.looks.map((share, at) => ({ share, planned: { look: at + 1 } }));
  let accepted = 0;
  for (let run = 0; run < runs; run += 1) {
    const carried = [0, 1].map(() => ({ drift: 0 }));
    const rows = Array.from({ length: days }, (_, at) => {
      const common = 0.3 * normalDraw(random);
      return [trialArm.incumbent, trialArm.candidate].flatMap((arm) =>
        draw(random, arm === trialArm.candidate, common, carried[arm] as Carried).map(
          ({ value, exposure = Number.NaN }, interval) => ({
            day: first + at,
            interval,
            arm,
            workload: 'w',
            value,
            exposure,
          }),
        ),
      );
    }).flat();
    const observations = [columns('e', String(endpoint['unit']), rows)];
    const seal = { sealedOn: dateOfDay(first - 1), unchanged: true };
    const seen = looks.some(({ share, planned }) => {
      const asOf = dateOfDay(first + Math.round(days * share) - 1);
      return assessTrial(protocol, { observations, seal, asOf, ...planned, random }).verdict === 'accepted';
    });
    if (seen) accepted += 1;
  }
  return accepted / runs;
}
