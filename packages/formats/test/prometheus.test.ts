import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refused, ok, type Result, type SampleSource } from '@underpin/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prometheusSamples } from '../src/index.ts';
import { rangePages, rangePath } from '../src/prometheus/range-pages.ts';
import { readRangeAnswer } from '../src/prometheus/read-range-answer.ts';
import {
  exchangeProtocol,
  exchangeStart,
  httpGet,
  prometheusInstalled,
  type RunningPrometheus,
  startPrometheus,
} from './prometheus-server.ts';

type Get = (path: string) => Promise<Result<string>>;
const range = { name: 'http://prometheus', from: exchangeStart, to: exchangeStart + 4 * 3600, stepSeconds: 60 };
const recordedFile = join(import.meta.dirname, 'data/prometheus-exchange.json');

async function samplesOf(get: Get): Promise<{
  readonly source: SampleSource;
  readonly by: ReadonlyMap<string, readonly (readonly [minute: number, value: number])[]>;
}> {
  const source = prometheusSamples(exchangeProtocol, { ...range, get });
  const by = new Map<string, [number, number][]>();
  for await (const { count, time, value, series } of source.batches())
    for (let at = 0; at < count; at += 1) {
      const one = source.series[series[at] as number];
      const key = `${one?.metric} ${one?.arm}${one?.bound === null ? '' : ` ${one?.bound}`}`;
      by.set(key, [...(by.get(key) ?? []), [((time[at] as number) / 1000 - exchangeStart) / 60, value[at] as number]]);
    }
  return { source, by };
}

function check({ source, by }: Awaited<ReturnType<typeof samplesOf>>): void {
  expect(source.findings).toEqual([]);
  expect(by.get('up incumbent')).toHaveLength(241);
  const candidate = by.get('up candidate')?.map(([minute]) => minute) ?? [];
  // The server carries the last value on for five minutes; those repeats are not samples.
  expect(candidate.filter((minute) => minute > 115 && minute < 145)).toEqual([
    116, 117, 118, 119, 140, 141, 142, 143, 144,
  ]);
  expect(by.get('incidents candidate')?.find(([minute]) => minute === 179)?.[1]).toBe(5);
  expect(by.get('incidents candidate')?.find(([minute]) => minute === 180)?.[1]).toBe(0);
  expect(by.get('latency candidate Infinity')?.at(-1)).toEqual([240, 24_000]);
  expect(source.series.find(({ metric }) => metric === 'latency')?.unit).toBe('s');
  expect(source.series.find(({ metric }) => metric === 'up')?.instance).toContain('incumbent-1');
}

test('a recorded exchange with Prometheus 2.42 gives the samples that were stored', async () => {
  const recorded = new Map(Object.entries(JSON.parse(readFileSync(recordedFile, 'utf8')) as Record<string, string>));
  // oxlint-disable-next-line require-await -- answers like a server
  const get: Get = async (path) => {
    const body = recorded.get(path);
    return body === undefined ? refused(`the exchange has no answer to ${path}`) : ok(body);
  };
  check(await samplesOf(get));
});

test('pages cover every point once', () => {
  expect(rangePages(0, 100, 10, 4)).toEqual([
    { start: 0, end: 30 },
    { start: 40, end: 70 },
    { start: 80, end: 100 },
  ]);
  expect(rangePages(0, 9, 10)).toEqual([{ start: 0, end: 0 }]);
  expect(rangePath('up{a="b c"}', { start: 1, end: 2 }, 15)).toBe(
    '/api/v1/query_range?query=up%7Ba%3D%22b+c%22%7D&start=1&end=2&step=15',
  );
});

test('errors of the server, answers of another kind and no JSON are told; nothing throws', async () => {
  expect(readRangeAnswer('{"status":"error","errorType":"bad_data","error":"parse error"}')).toMatchObject({
    reason: 'bad_data: parse error',
  });
  expect(readRangeAnswer('{"status":"success","data":{"resultType":"vector","result":[]}}').ok).toBe(false);
  expect(readRangeAnswer('<html>').ok).toBe(false);
  const odd = readRangeAnswer(
    '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[[1,"NaN"],[2,"+Inf"],"x"]}]}}',
  );
  expect(odd.ok && [...(odd.value.series[0]?.values ?? [])]).toEqual([Number.NaN, Infinity]);
  // oxlint-disable-next-line require-await -- answers like a server
  const { source, by } = await samplesOf(async () => refused('connection refused'));
  expect(by.size).toBe(0);
  expect(source.findings[0]?.message).toContain('connection refused');
});

test('a server that finds a page too large is asked for smaller ones', async () => {
  const asked: number[] = [];
  // oxlint-disable-next-line require-await -- answers like a server
  const { source } = await samplesOf(async (path) => {
    const fields = new URLSearchParams(path.slice(path.indexOf('?')));
    const points = (Number(fields.get('end')) - Number(fields.get('start'))) / 60 + 1;
    asked.push(points);
    if (points > 100)
      return ok(
        '{"status":"error","errorType":"execution","error":"query processing would load too many samples into memory"}',
      );
    return ok('{"status":"success","data":{"resultType":"matrix","result":[]}}');
  });
  expect(Math.max(...asked)).toBe(241);
  expect(asked.filter((points) => points <= 100).length).toBeGreaterThan(2);
  expect(source.findings.every(({ severity }) => severity === 'warning')).toBe(true);
}, 10_000);

describe.skipIf(!prometheusInstalled)('a real Prometheus (needs the Debian package prometheus)', () => {
  let server: RunningPrometheus;
  beforeAll(async () => {
    server = await startPrometheus();
  });
  afterAll(() => server.stop());

  test('gives the samples that were stored', async () => {
    check(await samplesOf(httpGet(server.address)));
  });

  test('answers a page of 11,002 points with the error that is told, and 11,000 with samples', async () => {
    const get = httpGet(server.address);
    const page = (points: number) => ({ start: exchangeStart, end: exchangeStart + points - 1 });
    const many = await get(rangePath('trial_up', page(11_002), 1));
    expect(many.ok && readRangeAnswer(many.value)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('maximum resolution') as string,
    });
    const fit = await get(rangePath('trial_up', page(11_000), 1));
    expect(fit.ok && readRangeAnswer(fit.value).ok).toBe(true);
  });
});
