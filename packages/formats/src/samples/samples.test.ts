import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SampleSource, type TrialProtocol, trialProtocolSchema, ZoneClock } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import { readHmcSamples } from './read-hmc-samples.ts';
import { readProtocol } from './read-protocol.ts';
import { readSampleCsv } from './read-sample-csv.ts';
import { sampleTime } from './sample-time.ts';

const endpoint = (id: string, change: Record<string, unknown> = {}) => ({
  id,
  name: id,
  kind: 'latency',
  metric: id,
  unit: 'ms',
  better: 'lower',
  estimator: 'shift',
  margin: { kind: 'ratio', value: 1.1 },
  minimumSample: 1,
  ...change,
});
const protocolOf = (change: Record<string, unknown> = {}): TrialProtocol =>
  trialProtocolSchema.parse({
    id: 't',
    title: 't',
    candidate: { name: 'Box C' },
    incumbent: { name: 'Box I' },
    workloads: [
      { id: 'pay', name: 'payments' },
      { id: 'batch', name: 'batch' },
    ],
    period: { from: '2026-01-01', to: '2026-12-31', peaks: [] },
    design: 'paired',
    alpha: 0.05,
    power: 0.9,
    endpoints: [endpoint('response'), endpoint('cpu')],
    ...change,
  });

async function* bytesOf(text: string, size = 1 << 20): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(source: SampleSource): Promise<readonly string[]> {
  const rows: string[] = [];
  for await (const { count, time, value, series, exposure } of source.batches())
    for (let at = 0; at < count; at += 1) {
      const one = source.series[series[at] as number];
      if (one === undefined) continue;
      const extra = exposure === null || Number.isNaN(exposure[at] as number) ? '' : ` of ${exposure[at]}`;
      rows.push(
        `${new Date(time[at] as number).toISOString()} ${one.arm} ${one.workload} ${one.metric}[${one.unit}] ${value[at]}${extra}`,
      );
    }
  return rows;
}
const csv = (text: string, change: Record<string, unknown> = {}, file = 'samples.csv', size?: number) =>
  readSampleCsv(bytesOf(text, size), file, protocolOf(change));

describe('times', () => {
  const clock = new ZoneClock('Europe/Berlin');
  test.each([
    ['2026-02-01T08:00:00Z', '2026-02-01T08:00:00.000Z', 'none'],
    ['2026-02-01 08:00:00.250+05:45', '2026-02-01T02:15:00.250Z', 'none'],
    ['2026-02-01T08:00:00-0330', '2026-02-01T11:30:00.000Z', 'none'],
    ['2026-02-01T08:00', '2026-02-01T07:00:00.000Z', 'local'],
    ['2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z', 'twice'],
    ['2026-02-01', '2026-01-31T23:00:00.000Z', 'local'],
    ['1769932800', '2026-02-01T08:00:00.000Z', 'none'],
    ['1769932800000', '2026-02-01T08:00:00.000Z', 'none'],
    ['1769932800000000', '2026-02-01T08:00:00.000Z', 'none'],
    ['1769932800000000000', '2026-02-01T08:00:00.000Z', 'none'],
  ])('%s is %s', (text, moment, doubt) => {
    const read = sampleTime(text, clock);
    expect([new Date(read?.moment ?? 0).toISOString(), read?.doubt]).toEqual([moment, doubt]);
  });
  test.each(['', 'yesterday', '2026-02-30T00:00:00Z', '01/02/2026', '2026-02-01T25:00:00Z'])(
    '"%s" is no time',
    (text) => {
      expect(sampleTime(text, clock)).toBeNull();
    },
  );
});

describe('CSV', () => {
  test('long: metric, unit and exposure in columns; arms by word or by name', async () => {
    const source = csv(
      'time,arm,workload,metric,value,unit,exposure\n2026-02-01T00:00:00Z,candidate,pay,response,12.5,ms,\n2026-02-01T00:00:00Z,Box I,batch,cpu,3,,288\n',
    );
    expect(await read(source)).toEqual([
      '2026-02-01T00:00:00.000Z candidate pay response[ms] 12.5',
      '2026-02-01T00:00:00.000Z incumbent batch cpu[null] 3 of 288',
    ]);
    expect(source.findings).toEqual([]);
  });

  test('wide: a column a metric with its unit; an empty cell is unobserved', async () => {
    const source = csv(
      'time;arm;workload;response [s];cpu;note\n2026-02-01T00:00:00Z;candidate;pay;0.5;;x\n2026-02-01T00:01:00Z;candidate;pay;;7;\n',
    );
    expect(await read(source)).toEqual([
      '2026-02-01T00:00:00.000Z candidate pay response[s] 0.5',
      '2026-02-01T00:01:00.000Z candidate pay cpu[null] 7',
    ]);
    expect(source.findings.map(({ severity }) => severity)).toEqual(['advisory']);
  });

  test('one arm a folder, one workload in the protocol: no column is needed', async () => {
    const one = { workloads: [{ id: 'pay', name: 'payments' }], endpoints: [endpoint('response')] };
    expect(await read(csv('time,value\n1769932800,4\n', one, 'data/candidate/day-1.csv'))).toEqual([
      '2026-02-01T08:00:00.000Z candidate pay response[null] 4',
    ]);
  });

  test('what cannot be read is told with its line and left out, the rest is kept', async () => {
    const lines = [
      'time,arm,workload,metric,value',
      'soon,candidate,pay,response,1',
      '2026-02-01T00:00:00Z,both,pay,response,1',
      '2026-02-01T00:00:00Z,candidate,pay,response,n/a',
      '2026-02-01T00:00:00Z,candidate,pay,response',
      ',candidate,pay,response,1',
      '2026-03-29T02:30:00,candidate,pay,response,1',
      '2026-02-01T00:00:00Z,candidate,pay,response,8',
    ];
    const source = csv(`${lines.join('\n')}\n`, { measurement: { timeZone: 'Europe/Berlin' } });
    expect(await read(source)).toEqual(['2026-02-01T00:00:00.000Z candidate pay response[null] 8']);
    expect(source.findings.map(({ rule, location }) => [rule, location.line])).toEqual([
      ['samples-ragged', 5],
      ['samples-time', 2],
      ['samples-time-never', 7],
      ['samples-place', 3],
      ['samples-value', 4],
      ['samples-no-time', 6],
    ]);
  });

  test('small pieces give the same samples and lines as one', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, at) =>
        `${1_769_932_800 + at},${at % 2 === 0 ? 'candidate' : '"incumbent"'},pay,response,${at === 2500 ? 'x' : at}`,
    );
    const text = `time,arm,workload,metric,value\n${rows.join('\n')}\n`;
    const small = readSampleCsv(bytesOf(text, 1000), 'samples.csv', protocolOf());
    const whole = await read(csv(text));
    expect(whole).toHaveLength(2999);
    expect(await read(small)).toEqual(whole);
    expect(small.findings[0]?.location.line).toBe(2502);
  });

  test('a file without times or values is refused with what is missing', async () => {
    for (const [text, words] of [
      ['arm,value\ncandidate,1\n', 'no column of times'],
      ['time,arm\n1,candidate\n', 'neither the columns'],
      ['\u0000\u0000', 'NUL'],
      ['', 'holds no samples'],
      ['time,arm,metric,value\n', 'holds no samples'],
    ] as const) {
      const source = csv(text);
      expect((await read(source)).flat()).toEqual([]);
      expect(source.findings[0]?.message).toContain(words);
    }
  });
});

test('a protocol is read from YAML or JSON; findings name their line', () => {
  const text = JSON.stringify(protocolOf());
  expect(readProtocol(text).value).toEqual(protocolOf());
  const broken = readProtocol('id: t\ntitle: t\nalpha: 0.7\n', 'p.yaml');
  expect(broken.value).toBeNull();
  expect(broken.findings.find(({ location }) => location.column === 'alpha')?.location.line).toBe(3);
});

const hmc = join(
  process.env['UNDERPIN_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data'),
  'hmc/processed-metrics.1.json',
);
describe.skipIf(!existsSync(hmc))('HMC processed metrics (need ../shared/data/hmc)', () => {
  const metric = 'serverUtil.processor.utilizedProcUnits';
  const one = {
    workloads: [{ id: 'pay', name: 'payments' }],
    endpoints: [endpoint('cpu', { metric, unit: 'processor units' })],
  };
  const document = (): unknown => JSON.parse(readFileSync(hmc, 'utf8'));

  test('every sample of the system, 30 s apart, on the arm that names it', async () => {
    const source = readHmcSamples(document(), 'metrics.json', protocolOf({ ...one, incumbent: { name: 'pollux' } }));
    const rows = await read(source);
    expect(rows).toHaveLength(31);
    expect(rows[0]).toBe(`2022-04-22T13:59:56.000Z incumbent pay ${metric}[null] 1.039`);
    expect(source.series).toMatchObject([{ instance: 'pollux' }]);
    expect(source.findings).toEqual([]);
  });

  test('consoles are told apart; what names no arm or metric is told', async () => {
    const vios = { ...one, endpoints: [endpoint('cpu', { metric: 'viosUtil.processor.utilizedProcUnits' })] };
    const source = readHmcSamples(document(), 'candidate/metrics.json', protocolOf(vios));
    expect((await read(source)).length).toBeGreaterThan(31);
    expect(source.series.some(({ instance }) => instance === 'pollux polluxios')).toBe(true);
    const nameless = readHmcSamples(document(), 'metrics.json', protocolOf(one));
    expect(await read(nameless)).toEqual([]);
    expect(nameless.findings[0]?.rule).toBe('samples-place');
    const other = readHmcSamples(document(), 'candidate/m.json', protocolOf());
    await read(other);
    expect(other.findings[0]?.rule).toBe('samples-metric');
    expect(readHmcSamples({}, 'candidate/m.json', protocolOf()).findings).toEqual([]);
  });
});
