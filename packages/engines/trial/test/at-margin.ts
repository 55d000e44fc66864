import { dateOfDay, seededRandom, trialArm, trialProtocolSchema } from '@underpin/model';
import type { Random, TrialProtocol } from '@underpin/model';
import { gammaDraw, normalDraw, poissonDraw } from '../src/estimators/draws.ts';
import { assessTrial } from '../src/verdict/assess-trial.ts';
import { columns } from './made-trial.ts';

const first = 20_454;
const days = 40;

interface Values {
  readonly value: number;
  readonly exposure?: number;
}

/** Trials whose candidate stands exactly at the margin: each acceptance is a false one. */
export interface AtMargin {
  readonly name: string;
  readonly endpoint: Readonly<Record<string, unknown>>;
  readonly rules?: Readonly<Record<string, unknown>>;
  /** Values of one arm on one day. */
  readonly draw: (random: Random, candidate: boolean, common: number) => readonly Values[];
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

/** A day of 288 intervals with outages of about six intervals. */
function outages(random: Random, down: number): readonly Values[] {
  let lost = 0;
  for (let outage = poissonDraw(random, (288 * down) / 6); outage > 0; outage -= 1) lost += 1 + poissonDraw(random, 5);
  return [{ value: Math.max(0, 288 - lost), exposure: 288 }];
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
    name: 'ratio of the 90 % quantile, days resampled',
    endpoint: { ...latency, estimator: 'quantile ratio', quantile: 0.9 },
    draw: (random, candidate, common) => correlated(random, common + (candidate ? slower : 0)),
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
    name: 'mean time between failures',
    endpoint: { ...up, unit: 'h', estimator: 'mtbf', margin: { kind: 'level', value: 100, unit: 'h' } },
    draw: (random) => [{ value: poissonDraw(random, 0.24), exposure: 24 }],
  },
];

/** Share of seeded trials at the margin that are accepted; with planned looks, at any of them. */
export function falseAcceptance({ endpoint, rules, draw }: AtMargin, runs: number, seed: number): number {
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
  const looks = protocol.monitoring.looks;
  let accepted = 0;
  for (let run = 0; run < runs; run += 1) {
    const rows = Array.from({ length: days }, (_, at) => {
      const common = 0.3 * normalDraw(random);
      return [trialArm.incumbent, trialArm.candidate].flatMap((arm) =>
        draw(random, arm === trialArm.candidate, common).map(({ value, exposure = Number.NaN }, interval) => ({
          day: first + at,
          interval,
          arm,
          workload: 'w',
          value,
          exposure,
        })),
      );
    }).flat();
    const observations = [columns('e', String(endpoint['unit']), rows)];
    const seal = { sealedOn: dateOfDay(first - 1), unchanged: true };
    const seen = looks.some((share, at) => {
      const asOf = dateOfDay(first + Math.round(days * share) - 1);
      return assessTrial(protocol, { observations, seal, asOf, look: at + 1, random }).verdict === 'accepted';
    });
    if (seen) accepted += 1;
  }
  return accepted / runs;
}
