import { dayNumber, seededRandom, textColumn, trialArm, trialProtocolSchema } from '@underpin/model';
import type { Random, TrialObservations, TrialProtocol } from '@underpin/model';
import { normalDraw, poissonDraw } from '../src/estimators/draws.ts';

/** A whole protocol of three endpoints on two workloads over six weeks with two month ends. */
export function madeProtocol(change: Record<string, unknown> = {}): TrialProtocol {
  return trialProtocolSchema.parse({
    id: 'trial-1',
    title: 'Core servers, first quarter',
    candidate: { name: 'Candidate C1' },
    incumbent: { name: 'Incumbent I1' },
    workloads: [
      { id: 'pay', name: 'payments', peakLoad: 900, loadUnit: 'transactions/s' },
      { id: 'batch', name: 'end of day' },
    ],
    period: {
      from: '2026-01-19',
      to: '2026-03-01',
      peaks: [
        { id: 'jan', name: 'end of January', from: '2026-01-30', to: '2026-01-31' },
        { id: 'feb', name: 'end of February', from: '2026-02-27', to: '2026-02-28' },
      ],
    },
    design: 'paired',
    blocks: 'day',
    alpha: 0.05,
    power: 0.9,
    endpoints: [
      {
        id: 'latency',
        name: 'response time',
        kind: 'latency',
        metric: 'response_seconds',
        unit: 'ms',
        better: 'lower',
        estimator: 'shift',
        margin: { kind: 'ratio', value: 1.1 },
        minimumSample: 30,
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
      },
      {
        id: 'up',
        name: 'availability',
        kind: 'availability',
        metric: 'up',
        unit: '1',
        better: 'higher',
        estimator: 'share',
        margin: { kind: 'level', value: 0.97 },
        scope: 'pooled',
        minimumSample: 5000,
      },
    ],
    ...change,
  });
}

export interface Truth {
  readonly seed?: number;
  /** Candidate's response time over the incumbent's. */
  readonly latency?: number;
  readonly incidentRatio?: number;
  readonly down?: number;
  readonly keep?: (day: number, workload: string, candidate: boolean) => boolean;
  readonly until?: string;
}

interface Row {
  readonly day: number;
  readonly interval: number;
  readonly arm: number;
  readonly workload: string;
  readonly value: number;
  readonly exposure: number;
}

/** Six weeks of data of a protocol made by `madeProtocol`, with day effects that both arms share and some that they do not. */
export function madeData(protocol: TrialProtocol, truth: Truth = {}): readonly TrialObservations[] {
  const random = seededRandom(truth.seed ?? 1);
  const rows: Record<'latency' | 'incidents' | 'up', Row[]> = { latency: [], incidents: [], up: [] };
  const last = dayNumber(truth.until ?? protocol.period.to) ?? 0;
  for (let day = dayNumber(protocol.period.from) ?? 0; day <= last; day += 1) {
    const common = 0.3 * normalDraw(random);
    for (const { id } of protocol.workloads) {
      for (const arm of [trialArm.incumbent, trialArm.candidate]) {
        const candidate = arm === trialArm.candidate;
        const base = common + 0.05 * normalDraw(random) + (candidate ? Math.log(truth.latency ?? 1) : 0);
        const values = Array.from({ length: 6 }, () => 20 * Math.exp(base + noise(random)));
        const events = poissonDraw(random, 4 * (candidate ? (truth.incidentRatio ?? 1) : 1));
        const up = 288 - poissonDraw(random, 288 * (candidate ? (truth.down ?? 0.004) : 0.004));
        if (truth.keep?.(day, id, candidate) === false) continue;
        const row = { day, arm, workload: id };
        values.forEach((value, interval) => rows.latency.push({ ...row, interval, value, exposure: Number.NaN }));
        rows.incidents.push({ ...row, interval: 0, value: events, exposure: 24 });
        rows.up.push({ ...row, interval: 0, value: up, exposure: 288 });
      }
    }
  }
  return [
    columns('latency', 'ms', rows.latency),
    columns('incidents', '1', rows.incidents),
    columns('up', '1', rows.up),
  ];
}

function noise(random: Random): number {
  return 0.1 * normalDraw(random) + (random() < 0.02 ? 1.5 : 0);
}

export function columns(endpoint: string, unit: string, rows: readonly Row[]): TrialObservations {
  return {
    endpoint,
    unit,
    count: rows.length,
    day: Int32Array.from(rows, (row) => row.day),
    interval: Int32Array.from(rows, (row) => row.interval),
    arm: Uint8Array.from(rows, (row) => row.arm),
    workload: textColumn(rows.map((row) => row.workload)),
    value: Float64Array.from(rows, (row) => row.value),
    exposure: Float64Array.from(rows, (row) => row.exposure),
  };
}
