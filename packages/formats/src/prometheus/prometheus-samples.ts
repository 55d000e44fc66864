import type { Result, SampleBatch, SampleSeries, SampleSource, TrialEndpoint, TrialProtocol } from '@underpin/model';
import { SampleFindings, SeriesList } from '../samples/sample-places.ts';
import { mostPoints, rangePages, rangePath } from './range-pages.ts';
import type { RangePage } from './range-pages.ts';
import { readRangeAnswer } from './read-range-answer.ts';
import type { RangeAnswer } from './read-range-answer.ts';

/** Asks the server for a path and answers with the body; refused when it cannot be reached. */
export type GetText = (path: string) => Promise<Result<string>>;

export interface PrometheusRange {
  /** Address, for findings. */
  readonly name: string;
  readonly get: GetText;
  /** Seconds since 1970, both included. */
  readonly from: number;
  readonly to: number;
  /** Distance of the points, where the endpoint declares none. */
  readonly stepSeconds: number;
}

const selector = /^[a-zA-Z_:][a-zA-Z0-9_:]*\s*(\{[^{}]*\})?$/;
const suffixes = { seconds: 's', milliseconds: 'ms', bytes: 'B', ratio: '1', joules: 'J', watts: 'W' } as const;

/**
 * Samples of a Prometheus-compatible server by range queries of the protocol's endpoints (`series.query`), paged so that no
 * answer has more than 11,000 points a series. Of plain selectors the time of the sample itself is asked for as well, so that a
 * value that the server only carries on (for five minutes, by default) is not counted again. A metric ending in `_seconds`,
 * `_bytes` and so on states its unit. Queries must tell the arms and workloads apart by `$arm` and `$workload`.
 *
 * @example
 * const source = prometheusSamples(protocol, { name, get, from, to, stepSeconds: 15 });
 */
export function prometheusSamples(protocol: TrialProtocol, range: PrometheusRange): SampleSource {
  const findings = new SampleFindings(range.name);
  const list = new SeriesList();
  return {
    name: range.name,
    series: list.series,
    findings: findings.list,
    async *batches() {
      const asked = new Set<string>();
      for (const endpoint of protocol.endpoints) {
        const { query, exposureQuery, exposureMetric } = endpoint.series;
        for (const [text, metric] of [
          [query, endpoint.metric],
          [exposureQuery, exposureMetric],
        ] as const) {
          if (text === undefined || metric === undefined) continue;
          const step = endpoint.series.stepSeconds ?? range.stepSeconds;
          for (const arm of ['incumbent', 'candidate'] as const)
            for (const workload of protocol.workloads) {
              const filled = text.replaceAll('$arm', arm).replaceAll('$workload', workload.id);
              const key = `${metric} ${arm} ${workload.id} ${filled} ${step}`;
              if (asked.has(key)) continue;
              asked.add(key);
              yield* queried(filled, { arm, workload: workload.id, metric, endpoint, step }, range, findings, list);
            }
        }
      }
    },
  };
}

interface Wanted {
  readonly arm: SampleSeries['arm'];
  readonly workload: string;
  readonly metric: string;
  readonly endpoint: TrialEndpoint;
  readonly step: number;
}

async function* queried(
  query: string,
  wanted: Wanted,
  range: PrometheusRange,
  findings: SampleFindings,
  list: SeriesList,
): AsyncGenerator<SampleBatch> {
  const { step, metric, arm, workload } = wanted;
  const timed = selector.test(query.trim());
  const last = new Map<number, number>();
  let [points, seen] = [mostPoints, 0];
  const waiting: RangePage[] = [...rangePages(range.from, range.to, step, points)];
  while (waiting.length > 0) {
    const page = waiting.shift() as RangePage;
    const answer = await asked(query, page, step, range.get);
    const times = timed && answer.ok ? await asked(`timestamp(${query})`, page, step, range.get) : null;
    const failed = !answer.ok ? answer : times?.ok === false ? times : null;
    if (failed !== null && /too many samples|maximum resolution/i.test(failed.reason) && points > 100) {
      points = Math.floor(points / 4);
      waiting.unshift(...rangePages(page.start, page.end, step, points));
      continue;
    }
    if (failed !== null || !answer.ok) {
      const reason = failed?.reason ?? '';
      findings.add(
        `prometheus-${query}`,
        'error',
        { column: metric, value: query },
        () => `Cannot read "${query}" from "${range.name}": ${reason}. Its samples are missing.`,
      );
      return;
    }
    for (const warning of answer.value.warnings)
      findings.add(
        `prometheus-warning-${query}`,
        'warning',
        { column: metric, value: query },
        () => `"${range.name}" warns about "${query}": ${warning}.`,
      );
    const stamps = times?.ok === true ? byLabels(times.value) : null;
    const [time, value, series]: [number[], number[], number[]] = [[], [], []];
    for (const one of answer.value.series) {
      const { le, instance = '', ...rest } = one.labels;
      const others = Object.entries(rest)
        .filter(([name]) => name !== '__name__')
        .map(([name, text]) => `${name}=${text}`)
        .toSorted()
        .join(',');
      const code = list.code({
        arm,
        workload,
        metric,
        unit: unitOf(one.labels['__name__'] ?? query),
        instance: others === '' ? instance : `${instance} ${others}`.trim(),
        bound: le === undefined ? null : le === '+Inf' ? Infinity : Number(le),
      });
      const own = stamps?.get(keyOf(one.labels));
      for (let at = 0; at < one.times.length; at += 1) {
        const point = one.times[at] as number;
        const stamp = own === undefined ? point : own.get(point);
        // The value came in between the two questions, or was carried on from before.
        if (stamp === undefined || stamp <= (last.get(code) ?? Number.NEGATIVE_INFINITY)) continue;
        last.set(code, stamp);
        time.push(stamp * 1000);
        value.push(one.values[at] as number);
        series.push(code);
      }
    }
    seen += time.length;
    if (time.length > 0)
      yield {
        count: time.length,
        time: Float64Array.from(time),
        value: Float64Array.from(value),
        series: Int32Array.from(series),
        exposure: null,
      };
  }
  if (seen === 0)
    findings.add(
      `prometheus-none-${query}`,
      'warning',
      { column: metric, value: query },
      () => `"${range.name}" has no sample of "${query}" (${arm}, "${workload}") in the period.`,
    );
}

async function asked(query: string, page: RangePage, step: number, get: GetText): Promise<Result<RangeAnswer>> {
  const text = await get(rangePath(query, page, step));
  return text.ok ? readRangeAnswer(text.value) : text;
}

/** Times of the samples, by labels without the name (which `timestamp` drops) and then by the point asked for. */
function byLabels(answer: RangeAnswer): ReadonlyMap<string, ReadonlyMap<number, number>> {
  return new Map(
    answer.series.map(({ labels, times, values }) => [
      keyOf(labels),
      new Map(Array.from(times, (time, at) => [time, values[at] as number])),
    ]),
  );
}

function keyOf(labels: Readonly<Record<string, string>>): string {
  const entries = Object.entries(labels).filter(([name]) => name !== '__name__');
  return JSON.stringify(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function unitOf(name: string): string | null {
  const plain = /^[a-zA-Z_:][a-zA-Z0-9_:]*/.exec(name.trim())?.[0] ?? '';
  const ending = /_([a-z]+?)(?:_(?:total|bucket|sum|count))?$/.exec(plain)?.[1] ?? '';
  return ending in suffixes && (selector.test(name.trim()) || plain === name)
    ? suffixes[ending as keyof typeof suffixes]
    : null;
}
