/**
 * Writes `examples/trial/`: one made-up trial for each verdict, from one seed. The same run gives the same bytes; a test compares.
 *
 * Run: node tools/write-example-trial.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { sealProtocol } from '../packages/app/src/index.ts';
import { dateOfDay, dayNumber, seededRandom, trialProtocolSchema } from '../packages/model/src/index.ts';
import type { Random } from '../packages/model/src/index.ts';

interface Period {
  readonly from: string;
  readonly to: string;
  readonly sealedAt: string;
  readonly peaks: readonly { readonly id: string; readonly name: string; readonly from: string; readonly to: string }[];
}

export interface Story {
  readonly name: string;
  readonly title: string;
  readonly seed: number;
  /** Candidate's response time over the incumbent's. */
  readonly latency: number;
  /** Days of the candidate that have no data. */
  readonly lost?: readonly string[];
  /** Last day with data. */
  readonly until?: string;
  /** Id of the protocol, when not from the name. */
  readonly id?: string;
  readonly candidate?: { readonly name: string; readonly configuration: string };
  readonly period?: Period;
  /** A change of the protocol after the seal that nobody sealed. */
  readonly tampered?: { readonly margin: number };
}

export const stories: readonly Story[] = [
  { name: 'accepted', title: 'Card payments on candidate servers, first quarter', seed: 11, latency: 1.02 },
  { name: 'rejected', title: 'A candidate 12 % slower than the incumbent', seed: 12, latency: 1.12 },
  {
    name: 'not-enough-data',
    title: 'The candidate was down for measurement at the end of February',
    seed: 13,
    latency: 1.01,
    lost: ['2026-02-27', '2026-02-28'],
  },
  {
    name: 'stopped-for-harm',
    title: 'A candidate 60 % slower, seen after three weeks',
    seed: 14,
    latency: 1.6,
    until: '2026-02-10',
  },
  {
    name: 'protocol-breached',
    title: 'A margin widened after the data',
    seed: 15,
    latency: 1.12,
    tampered: { margin: 1.3 },
  },
];

const firstQuarter: Period = {
  from: '2026-01-19',
  to: '2026-03-01',
  sealedAt: '2026-01-12T09:00:00.000Z',
  peaks: [
    { id: 'january', name: 'end of January', from: '2026-01-30', to: '2026-01-31' },
    { id: 'february', name: 'end of February', from: '2026-02-27', to: '2026-02-28' },
  ],
};
const candidate = { name: 'Elmmark E900', configuration: '2 servers, 48 cores, 1 TiB each' };
const workloads = [
  { id: 'cards', name: 'card payments', peakLoad: 900, loadUnit: 'transactions/s' },
  { id: 'night', name: 'end of day' },
];

function protocolOf(story: Story): Record<string, unknown> {
  const { from, to, peaks } = story.period ?? firstQuarter;
  const { title } = story;
  return {
    id: story.id ?? `example-${story.name}`,
    title,
    candidate: story.candidate ?? candidate,
    incumbent: { name: 'Glenford G8', configuration: '2 servers, 24 cores, 1 TiB each' },
    workloads,
    period: { from, to, peaks: peaks.map((one) => ({ ...one })) },
    design: 'paired',
    blocks: 'day',
    alpha: 0.05,
    power: 0.9,
    measurement: { timeZone: 'UTC', intervalMinutes: 240 },
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
        minimumSample: 30,
        assumption: { spread: 0.08, perDay: 1 },
      },
      {
        id: 'incidents',
        name: 'incidents',
        kind: 'incidents',
        metric: 'incidents',
        unit: '1',
        better: 'lower',
        estimator: 'rate ratio',
        margin: { kind: 'ratio', value: 1.5 },
        scope: 'pooled',
        minimumSample: 1000,
        assumption: { rate: 0.17, perDay: 48 },
      },
      {
        id: 'availability',
        name: 'availability',
        kind: 'availability',
        metric: 'up',
        unit: '1',
        better: 'higher',
        estimator: 'share',
        margin: { kind: 'level', value: 0.97 },
        scope: 'pooled',
        minimumSample: 5000,
        assumption: { share: 0.996, perDay: 576 },
      },
    ],
  };
}

/** Files of one story by their paths in its folder. */
export function filesOf(story: Story): ReadonlyMap<string, string> {
  const written = protocolOf(story);
  const protocol = trialProtocolSchema.parse(written);
  const period = story.period ?? firstQuarter;
  const now = new Date(period.sealedAt);
  const seal = sealProtocol(null, protocol, { actor: 'BANK1', now, keeper: null });
  if (!seal.ok) throw new Error(seal.reason);
  if (story.tampered !== undefined)
    (written['endpoints'] as { margin: { value: number } }[]).forEach((endpoint, at) => {
      if (at === 0) endpoint.margin.value = story.tampered?.margin ?? 0;
    });
  const random = seededRandom(story.seed);
  const latency = ['time,arm,workload,metric,value,unit'];
  const incidents = ['time,arm,workload,metric,value,exposure'];
  const up = ['time,arm,workload,metric,value,exposure'];
  const last = dayNumber(story.until ?? period.to) ?? 0;
  for (let day = dayNumber(period.from) ?? 0; day <= last; day += 1) {
    const common = 0.3 * normal(random);
    for (const { id } of workloads)
      for (const arm of ['incumbent', 'candidate'] as const) {
        const own = common + 0.05 * normal(random) + (arm === 'candidate' ? Math.log(story.latency) : 0);
        const rows = Array.from({ length: 6 }, (_, at) => {
          const slow = random() < 0.02 ? 1.5 : 0;
          const value = 20 * Math.exp(own + 0.1 * normal(random) + slow);
          return `${dateOfDay(day)}T${String(at * 4).padStart(2, '0')}:00:00Z,${arm},${id},response,${value.toFixed(3)},ms`;
        });
        const failed = poisson(random, 1);
        const happened = poisson(random, 4);
        if (arm === 'candidate' && story.lost?.includes(dateOfDay(day)) === true) continue;
        latency.push(...rows);
        incidents.push(`${dateOfDay(day)}T23:59:00Z,${arm},${id},incidents,${happened},24`);
        up.push(`${dateOfDay(day)}T23:59:00Z,${arm},${id},up,${288 - failed},288`);
      }
  }
  return new Map([
    ['protocol.yaml', stringify(written)],
    ['protocol.seal.json', `${JSON.stringify(seal.value, null, 1)}\n`],
    ['measurements/latency.csv', `${latency.join('\n')}\n`],
    ['measurements/incidents.csv', `${incidents.join('\n')}\n`],
    ['measurements/availability.csv', `${up.join('\n')}\n`],
  ]);
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function poisson(random: Random, mean: number): number {
  let [count, product] = [0, random()];
  while (product > Math.exp(-mean)) {
    count += 1;
    product *= random();
  }
  return count;
}

if (process.argv[1] === import.meta.filename) {
  const folder = join(import.meta.dirname, '../examples/trial');
  for (const story of stories)
    for (const [path, text] of filesOf(story)) {
      const file = join(folder, story.name, path);
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, text);
    }
  console.log(`Wrote ${stories.length} trials to ${folder}`);
}
