import {
  dayNumber,
  type SampleBatch,
  type SampleSeries,
  type SampleSource,
  textAt,
  trialProtocolSchema,
  type TrialProtocol,
} from '@underpin/model';
import { describe, expect, test } from 'vitest';
import { madeProtocol } from '../../test/made-trial.ts';
import { reductionLimits, SampleReducer } from './sample-reducer.ts';

type Point = readonly [time: string, value: number, exposure?: number];
const now = Date.parse('2026-04-01T00:00:00Z');
const series = (change: Partial<SampleSeries> = {}): SampleSeries => ({
  arm: 'candidate',
  workload: 'pay',
  metric: 'response_seconds',
  unit: null,
  instance: '',
  bound: null,
  ...change,
});

function source(groups: readonly (readonly [SampleSeries, readonly Point[]])[]): {
  readonly source: SampleSource;
  readonly batch: SampleBatch;
} {
  const rows = groups.flatMap(([, points], code) => points.map((point) => ({ code, point })));
  const batch = {
    count: rows.length,
    time: Float64Array.from(rows, ({ point }) => Date.parse(point[0])),
    value: Float64Array.from(rows, ({ point }) => point[1]),
    series: Int32Array.from(rows, ({ code }) => code),
    exposure: Float64Array.from(rows, ({ point }) => point[2] ?? Number.NaN),
  };
  const list = groups.map(([one]) => one);
  return {
    source: {
      name: 'samples.csv',
      series: list,
      findings: [],
      async *batches() {
        yield batch;
      },
    },
    batch,
  };
}

function reduce(
  protocol: TrialProtocol,
  groups: Parameters<typeof source>[0],
  options: Partial<ConstructorParameters<typeof SampleReducer>[1]> = {},
) {
  const reducer = new SampleReducer(protocol, { now, ...options });
  const { source: from, batch } = source(groups);
  reducer.add(from, batch);
  const done = reducer.finish();
  const rows = (id: string) => {
    const own = done.observations.find(({ endpoint }) => endpoint === id);
    return Array.from({ length: own?.count ?? 0 }, (_, at) => ({
      day: own?.day[at],
      interval: own?.interval[at],
      arm: own?.arm[at],
      workload: own === undefined ? '' : textAt(own.workload, at),
      value: own?.value[at],
      exposure: own?.exposure[at],
      weight: own?.weight?.[at] ?? 1,
    }));
  };
  return { ...done, rows, rules: done.findings.map(({ rule }) => rule) };
}

const [latency, incidents, up] = madeProtocol().endpoints;
const withSeries = (of: typeof latency, change: Record<string, unknown>, measurement: Record<string, unknown> = {}) =>
  trialProtocolSchema.parse({ ...madeProtocol(), endpoints: [{ ...of, ...change }], measurement });
const steps = (from: string, count: number, seconds: number, value: (at: number) => number): readonly Point[] =>
  Array.from(
    { length: count },
    (_, at) => [new Date(Date.parse(from) + at * seconds * 1000).toISOString(), value(at)] as const,
  );

describe('intervals', () => {
  test('a shift gets the median of each interval, in the days of the protocol’s zone', () => {
    const protocol = withSeries(latency, {}, { timeZone: 'Asia/Shanghai', intervalMinutes: 60 });
    const { rows, used } = reduce(protocol, [
      [
        series(),
        [
          ['2026-01-31T15:59:00Z', 5],
          ['2026-01-31T16:00:00Z', 1],
          ['2026-01-31T16:20:00Z', 2],
          ['2026-01-31T16:59:59Z', 9],
          ['2026-01-31T17:00:00Z', 7],
        ],
      ],
    ]);
    expect(used).toBe(5);
    expect(rows('latency').map(({ day, interval, value }) => [day, interval, value])).toEqual([
      [dayNumber('2026-01-31'), 23, 5],
      [dayNumber('2026-02-01'), 0, 2],
      [dayNumber('2026-02-01'), 1, 7],
    ]);
  });

  test('a quantile ratio gets every value of the day; beyond the limit a sketch whose error is told and carried on', () => {
    const protocol = withSeries(latency, { estimator: 'quantile ratio', quantile: 0.95 });
    const points = steps('2026-02-01T00:00:00Z', 2000, 40, (at) => 1 + at / 1000);
    expect(
      reduce(protocol, [[series(), points]])
        .rows('latency')
        .map(({ value }) => value),
    ).toEqual(points.map(([, value]) => value));
    const tight = { limits: { ...reductionLimits, exactRows: 1000 } };
    const { observations, rows, rules } = reduce(protocol, [[series(), points]], tight);
    expect(observations[0]?.relativeError).toBe(0.001);
    expect(rules).toContain('trial-approximate');
    expect(rows('latency').reduce((sum, { weight }) => sum + weight, 0)).toBe(2000);
  });

  test('values before the seal, after now and of unknown metrics are refused and told', () => {
    const { rows, rules } = reduce(
      madeProtocol(),
      [
        [
          series(),
          [
            ['2026-01-20T00:00:00Z', 1],
            ['2026-02-01T00:00:00Z', 2],
            ['2026-05-01T00:00:00Z', 3],
          ],
        ],
        [series({ metric: 'other' }), [['2026-02-01T00:00:00Z', 2]]],
      ],
      { sealedAt: Date.parse('2026-01-21T12:00:00Z') },
    );
    expect(rows('latency').map(({ value }) => value)).toEqual([2]);
    expect(rules).toEqual(expect.arrayContaining(['trial-before-seal', 'trial-future', 'trial-metric-unused']));
  });
});

describe('counters and histograms', () => {
  const counter = (change: Record<string, unknown> = {}) =>
    withSeries(incidents, { series: { kind: 'counter', exposureMetric: 'transactions', ...change } });

  test('a counter that was set back counts on from zero, and is told', () => {
    const { rows, rules, findings } = reduce(counter(), [
      [
        series({ metric: 'incidents' }),
        [
          ['2026-02-01T00:00:00Z', 10],
          ['2026-02-01T01:00:00Z', 12],
          ['2026-02-01T02:00:00Z', 3],
          ['2026-02-01T03:00:00Z', 4],
        ],
      ],
      [
        series({ metric: 'transactions' }),
        [
          ['2026-02-01T00:00:00Z', 1000],
          ['2026-02-01T03:00:00Z', 4000],
        ],
      ],
    ]);
    expect(rows('incidents')).toMatchObject([{ value: 2 + 3 + 1, exposure: 3000 }]);
    expect(rules).toContain('trial-counter-reset');
    expect(findings.find(({ rule }) => rule === 'trial-counter-reset')?.message).toContain('2026-02-01T02:00:00Z');
  });

  test('without an exposure metric a counter counts hours; a rate is the increase per second', () => {
    const protocol = withSeries(incidents, { series: { kind: 'counter' } });
    const points = steps('2026-02-01T00:00:00Z', 13, 3600, (at) => at * 2);
    expect(reduce(protocol, [[series({ metric: 'incidents' }), points]]).rows('incidents')).toMatchObject([
      { value: 24, exposure: 12 },
    ]);
    const rate = withSeries(latency, {
      kind: 'throughput',
      better: 'higher',
      unit: 'transactions/s',
      margin: { kind: 'ratio', value: 0.9 },
      series: { kind: 'counter' },
    });
    expect(reduce(rate, [[series(), points]]).rows('latency')[0]?.value).toBeCloseTo(2 / 3600, 15);
  });

  test('a histogram gives the middle of the bucket and its width as the error', () => {
    const protocol = withSeries(latency, { unit: 's', series: { kind: 'histogram' } });
    const at = (bound: number, before: number, after: number) =>
      [
        series({ bound }),
        [
          ['2026-02-01T00:00:00Z', before],
          ['2026-02-01T00:30:00Z', after],
        ],
      ] as const;
    const { rows, observations } = reduce(protocol, [
      at(0.1, 0, 10),
      at(0.2, 5, 105),
      at(0.4, 5, 110),
      at(Infinity, 5, 110),
    ]);
    expect(rows('latency')[0]?.value).toBeCloseTo(Math.sqrt(0.02), 12);
    expect(observations[0]?.relativeError).toBeCloseTo(Math.SQRT2 - 1, 12);
  });
});

describe('availability', () => {
  const gauge = withSeries(up, { scope: 'pooled', series: { kind: 'gauge', stepSeconds: 60 } });

  test('missing readings of a day count as down', () => {
    const points = steps('2026-02-01T00:00:00Z', 1440, 60, () => 1).filter((_, at) => at < 600 || at >= 660);
    const { rows, findings } = reduce(gauge, [[series({ metric: 'up' }), points]]);
    expect(rows('up')).toMatchObject([{ value: 1380, exposure: 1440 }]);
    expect(findings.find(({ rule }) => rule === 'trial-gap')?.message).toMatch(
      /1 gaps .* 61 minutes from 2026-02-01T09:59/,
    );
  });

  test('the day that still runs is not held against it', () => {
    const points = steps('2026-02-01T00:00:00Z', 300, 60, () => 1);
    expect(reduce(gauge, [[series({ metric: 'up' }), points]]).rows('up')).toMatchObject([
      { value: 300, exposure: 300 },
    ]);
  });

  test('duplicates count once; another value for the same moment, and times that run back, are told', () => {
    const { rows, rules } = reduce(gauge, [
      [
        series({ metric: 'up' }),
        [
          ['2026-02-01T00:00:00Z', 1],
          ['2026-02-01T00:00:00Z', 1],
          ['2026-02-01T00:01:00Z', 1],
          ['2026-02-01T00:01:00Z', 0],
          ['2026-02-01T00:00:30Z', 1],
        ],
      ],
    ]);
    expect(rows('up')[0]?.value).toBe(2);
    expect(rules).toEqual(expect.arrayContaining(['trial-duplicate', 'trial-conflict', 'trial-clock-back']));
  });

  test('readings that come ever later than their step are a clock that drifts', () => {
    const points = steps('2026-02-01T00:00:00Z', 1000, 60.03, () => 1);
    const { findings } = reduce(gauge, [[series({ metric: 'up' }), points]]);
    expect(findings.find(({ rule }) => rule === 'trial-clock-drift')?.message).toContain('43.2 s a day later');
    const steady = steps('2026-02-01T00:00:00Z', 1000, 60, () => 1);
    expect(reduce(gauge, [[series({ metric: 'up' }), steady]]).rules).not.toContain('trial-clock-drift');
  });
});

describe('units', () => {
  const days = (arm: SampleSeries['arm'], unit: string | null, value: (day: number) => number) =>
    [
      series({ arm, unit }),
      Array.from(
        { length: 10 },
        (_, day) => [`2026-02-${String(day + 1).padStart(2, '0')}T08:00:00Z`, value(day)] as const,
      ),
    ] as const;

  test('a stated unit of the same family is converted, another is refused', () => {
    const { rows, rules } = reduce(madeProtocol(), [
      days('candidate', 's', () => 0.02),
      days('incumbent', 'kB', () => 20),
    ]);
    expect(rules).toEqual(expect.arrayContaining(['trial-unit-converted', 'trial-unit-unknown']));
    expect(rows('latency').every(({ arm, value }) => arm === 1 && Math.abs((value ?? 0) - 20) < 1e-9)).toBe(true);
  });

  test('days off by a thousand without a stated unit are withheld; with a stated unit they count and are told', () => {
    const value = (day: number) => (day === 4 ? 0.021 : 20 + day / 10);
    const mixed = reduce(madeProtocol(), [days('candidate', null, value)]);
    expect(mixed.rows('latency').map((row) => Number.isNaN(row.value))).toEqual(
      Array.from({ length: 10 }, (_, day) => day === 4),
    );
    expect(mixed.findings.find(({ rule }) => rule === 'trial-unit-mix-up')).toMatchObject({ severity: 'error' });
    const stated = reduce(madeProtocol(), [days('candidate', 'ms', value)]);
    expect(stated.rows('latency').some((row) => Number.isNaN(row.value))).toBe(false);
    expect(stated.rules).toContain('trial-unit-mix-up');
  });

  test('arms that differ by a thousand are both withheld when neither states its unit', () => {
    const { rows } = reduce(madeProtocol(), [days('candidate', null, () => 20), days('incumbent', null, () => 0.0203)]);
    expect(rows('latency').every((row) => Number.isNaN(row.value))).toBe(true);
  });
});

test('intervals beyond the limit are refused and told, so that memory stays bounded', () => {
  const { rows, rules } = reduce(madeProtocol(), [[series(), steps('2026-02-01T00:00:00Z', 100, 3600, () => 1)]], {
    limits: { ...reductionLimits, cells: 10 },
  });
  expect(rows('latency')).toHaveLength(10);
  expect(rules).toContain('trial-too-many-intervals');
});
