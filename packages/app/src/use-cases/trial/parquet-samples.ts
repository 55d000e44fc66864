import {
  armOf,
  armOfPath,
  momentOfLocal,
  momentOfNumber,
  SampleFindings,
  sampleLayout,
  SeriesList,
} from '@underpin/formats';
import { ZoneClock } from '@underpin/model';
import type { SampleBatch, SampleSource, TrialProtocol } from '@underpin/model';
import type { ColumnarFile, ScanBatch } from '../../ports/columnar-file.ts';

const quarter = 900_000;

/**
 * Samples of a Parquet file, with the columns of a CSV file of samples (long or wide). Times with a zone are moments, times
 * without are local ones of the protocol's zone, numbers are seconds to nanoseconds since 1970.
 */
export function parquetSamples(file: ColumnarFile, path: string, protocol: TrialProtocol): SampleSource {
  const findings = new SampleFindings(path);
  const list = new SeriesList();
  return {
    name: path,
    series: list.series,
    findings: findings.list,
    batches: () => batches(file, path, protocol, findings, list),
  };
}

async function* batches(
  file: ColumnarFile,
  path: string,
  protocol: TrialProtocol,
  findings: SampleFindings,
  list: SeriesList,
): AsyncGenerator<SampleBatch> {
  const header = file.columns.map(({ name }) => name);
  const layout = sampleLayout(header, protocol);
  if (!layout.ok) {
    findings.add('samples-layout', 'error', {}, () => `"${path}" ${layout.reason}.`);
    return;
  }
  const { time, arm, workload, instance, unit, bound, exposure, long, wide } = layout.value;
  const name = (column: number): string => header[column] ?? '';
  const kind = file.columns[time]?.kind;
  if (kind !== 'moment' && kind !== 'local time' && kind !== 'number') {
    findings.add(
      'samples-time',
      'error',
      { column: name(time), expected: 'a timestamp' },
      () =>
        `The column "${name(time)}" of "${path}" holds ${kind === 'text' ? 'text' : 'no time'}; store it as a timestamp.`,
    );
    return;
  }
  const places = { arm, workload, instance, unit, bound, metric: long?.metric ?? null };
  const grouped = Object.entries(places).flatMap(([place, column]) =>
    column === null ? [] : [{ place, name: name(column) }],
  );
  const values = long === null ? wide.map(({ column }) => name(column)) : [name(long.value)];
  const wanted = exposure === null ? values : [...values, name(exposure)];
  const unfit = wanted.find((one) => file.columns.find((column) => column.name === one)?.kind !== 'number');
  if (unfit !== undefined) {
    findings.add(
      'samples-value',
      'error',
      { column: unfit, expected: 'numbers' },
      () => `The column "${unfit}" of "${path}" holds no numbers.`,
    );
    return;
  }
  const scan = await file.scan({ time: name(time), values: wanted, groupBy: grouped.map((one) => one.name) });
  const clock = new ZoneClock(protocol.measurement.timeZone);
  const [onlyWorkload] = protocol.workloads.length === 1 ? protocol.workloads : [];
  const [onlyMetric = ''] = protocol.endpoints.map(({ metric }) => metric);
  const pathArm = armOfPath(path);
  const codes = values.map((_, part) =>
    Int32Array.from(scan.groups, (texts) => {
      const of = (place: string): string => texts[grouped.findIndex((one) => one.place === place)] ?? '';
      const own = arm === null ? pathArm : armOf(of('arm'), protocol);
      const work = workload === null ? (onlyWorkload?.id ?? '') : of('workload');
      if (own === null || work === '') {
        findings.add(
          'samples-place',
          'error',
          { value: own === null ? of('arm') : work },
          (n) =>
            `${n} series of "${path}" name no arm or workload that is known ("${own === null ? of('arm') : work}") and were left out; write "candidate" or "incumbent" and the id of a workload.`,
        );
        return -1;
      }
      const upper = of('bound');
      return list.code({
        arm: own,
        workload: work,
        metric: long === null ? (wide[part]?.metric ?? '') : long.metric === null ? onlyMetric : of('metric'),
        unit: of('unit') || (long === null ? (wide[part]?.unit ?? null) : null),
        instance: of('instance'),
        bound: upper === '' ? null : /^\+?inf$/i.test(upper) ? Infinity : Number(upper),
      });
    }),
  );
  if (kind === 'local time')
    findings.add(
      'samples-local-time',
      'advisory',
      { column: name(time) },
      () => `Times of "${path}" state no zone and were read in the protocol's zone "${protocol.measurement.timeZone}".`,
    );
  const local = new LocalTimes(clock, findings, path);
  for await (const batch of scan.batches()) {
    const { time: raw } = batch;
    if (kind === 'number') for (let at = 0; at < batch.count; at += 1) raw[at] = momentOfNumber(raw[at] as number);
    else if (kind === 'local time')
      for (let at = 0; at < batch.count; at += 1) raw[at] = local.moment(raw[at] as number);
    const shares = exposure === null ? null : (batch.values[values.length] ?? null);
    for (const [part, own] of codes.entries()) yield partOf(batch, part, own, shares);
  }
}

function partOf(batch: ScanBatch, part: number, codes: Int32Array, exposure: Float64Array | null): SampleBatch {
  const { count, time, group } = batch;
  const value = batch.values[part] as Float64Array;
  const series = new Int32Array(count);
  for (let at = 0; at < count; at += 1)
    series[at] = Number.isNaN(time[at] as number) ? -1 : (codes[group[at] as number] as number);
  return { count, time, value, series, exposure };
}

/** Local times as moments; the zone is asked once for a run of times within a quarter of an hour. */
class LocalTimes {
  readonly #clock: ZoneClock;
  readonly #findings: SampleFindings;
  readonly #path: string;
  #slot = Number.NaN;
  #shift = 0;

  constructor(clock: ZoneClock, findings: SampleFindings, path: string) {
    this.#clock = clock;
    this.#findings = findings;
    this.#path = path;
  }

  moment(local: number): number {
    const slot = Math.floor(local / quarter);
    if (slot !== this.#slot) {
      const { moment, doubt } = momentOfLocal(local, this.#clock);
      this.#slot = slot;
      this.#shift = doubt === 'never' ? Number.NaN : moment - local;
      if (doubt === 'twice' || doubt === 'never')
        this.#findings.add(`samples-time-${doubt}`, doubt === 'twice' ? 'warning' : 'error', {}, (n) =>
          doubt === 'twice'
            ? `Times of "${this.#path}" in ${n} quarters of an hour occur twice, because clocks were set back; the earlier was taken. Store times with a zone.`
            : `Times of "${this.#path}" in ${n} quarters of an hour do not exist, because clocks were set forward; their rows were left out. Store times with a zone.`,
        );
    }
    return local + this.#shift;
  }
}
