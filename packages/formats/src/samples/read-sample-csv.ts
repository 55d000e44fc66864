import { textAt, ZoneClock } from '@underpin/model';
import type { SampleBatch, SampleSource, Table, TrialProtocol } from '@underpin/model';
import { readCsv } from '../csv/read-csv.ts';
import { sampleLayout } from './sample-layout.ts';
import type { SampleLayout } from './sample-layout.ts';
import { armOf, armOfPath, SampleFindings, SeriesList } from './sample-places.ts';
import { sampleTime } from './sample-time.ts';

const chunkBytes = 8 * 1024 * 1024;
const quote = 34;
const lineFeed = 10;

/**
 * Samples of a CSV file (UTF-8, separated by comma, semicolon or tab), read piece by piece. Rows whose time, arm, workload or
 * value cannot be read are told and left out; times without offset are local times of the protocol's zone.
 *
 * @example
 * const source = readSampleCsv((await openAsBlob('latency.csv')).stream(), 'latency.csv', protocol);
 * for await (const batch of source.batches()) reducer.add(source, batch);
 */
export function readSampleCsv(bytes: AsyncIterable<Uint8Array>, file: string, protocol: TrialProtocol): SampleSource {
  const findings = new SampleFindings(file);
  const list = new SeriesList();
  return {
    name: file,
    series: list.series,
    findings: findings.list,
    async *batches() {
      const reader = new Reader(file, protocol, findings, list);
      let samples = 0;
      for await (const { piece, lines } of pieces(bytes)) {
        const batch = reader.read(piece, lines);
        if (batch === null) return;
        samples += batch.count;
        yield batch;
      }
      if (samples === 0 && findings.list.length === 0)
        findings.add('samples-empty', 'error', { line: 1 }, () => `"${file}" holds no samples.`);
    },
  };
}

/** Pieces of whole lines, each with the number of lines before it; the first line is put before every piece. */
async function* pieces(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly piece: Uint8Array; readonly lines: number }> {
  let rest = new Uint8Array(0);
  let header: Uint8Array | null = null;
  let lines = 0;
  const withHeader = (body: Uint8Array): Uint8Array => (header === null ? body : joined([header, body]));
  let waiting: Uint8Array[] = [];
  let size = 0;
  const cut = function* (end: boolean): Generator<{ piece: Uint8Array; lines: number }> {
    rest = joined([rest, ...waiting]);
    waiting = [];
    size = 0;
    const at = end ? rest.length : lastLineEnd(rest);
    if (at === 0) return;
    const body = rest.subarray(0, at);
    rest = rest.slice(at);
    yield { piece: withHeader(body), lines };
    lines += count(body);
    if (header === null) {
      const first = body.indexOf(lineFeed);
      header = first < 0 ? body : body.slice(0, first + 1);
      lines -= 1;
    }
  };
  for await (const chunk of bytes) {
    waiting.push(chunk);
    size += chunk.length;
    if (size >= chunkBytes) yield* cut(false);
  }
  yield* cut(true);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** End of the last line that is whole: its line feed is outside quotes. */
function lastLineEnd(bytes: Uint8Array): number {
  let [end, quoted] = [0, false];
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === quote) quoted = !quoted;
    else if (bytes[at] === lineFeed && !quoted) end = at + 1;
  }
  return end;
}

function count(bytes: Uint8Array): number {
  let lines = 0;
  for (const byte of bytes) if (byte === lineFeed) lines += 1;
  return lines;
}

class Reader {
  readonly #file: string;
  readonly #protocol: TrialProtocol;
  readonly #findings: SampleFindings;
  readonly #list: SeriesList;
  readonly #clock: ZoneClock;
  #layout: SampleLayout | null = null;
  #header: readonly string[] = [];

  constructor(file: string, protocol: TrialProtocol, findings: SampleFindings, list: SeriesList) {
    this.#file = file;
    this.#protocol = protocol;
    this.#findings = findings;
    this.#list = list;
    this.#clock = new ZoneClock(protocol.measurement.timeZone);
  }

  /** Null when the file cannot be read at all; why stands in the findings. */
  read(piece: Uint8Array, linesBefore: number): SampleBatch | null {
    const { header, table, ragged, findings } = readCsv(piece, 'samples', this.#file);
    if (this.#layout === null) {
      for (const finding of findings)
        this.#findings.list.push(finding.rule === '809' ? { ...finding, severity: 'advisory' } : finding);
      if (table === null) return null;
      const layout = sampleLayout(header, this.#protocol);
      if (!layout.ok) {
        this.#findings.add('samples-layout', 'error', { line: 1 }, () => `"${this.#file}" ${layout.reason}.`);
        return null;
      }
      this.#layout = layout.value;
      this.#header = header;
    }
    for (const row of ragged)
      this.#findings.add(
        'samples-ragged',
        'error',
        { line: row.line + linesBefore, value: row.cells.join(',').slice(0, 80) },
        (n) =>
          `${n} rows of "${this.#file}" do not fit the header of ${this.#header.length} columns and were left out.`,
      );
    return table === null ? null : this.#batch(table, this.#layout, linesBefore);
  }

  #batch(table: Table, layout: SampleLayout, linesBefore: number): SampleBatch {
    const protocol = this.#protocol;
    const column = (index: number | null): ReturnType<Table['columns']['get']> =>
      index === null ? undefined : table.columns.get(this.#header[index] ?? '');
    const times = column(layout.time);
    const moments = Float64Array.from(times?.values ?? [], (text) => this.#moment(text, table, times, linesBefore));
    const [arms, workloads, instances, units, bounds] = [
      layout.arm,
      layout.workload,
      layout.instance,
      layout.unit,
      layout.bound,
    ].map(column);
    const exposures = numbers(column(layout.exposure)?.values);
    const exposureCodes = column(layout.exposure)?.codes;
    const wide = layout.wide.length;
    const width = layout.long === null ? wide : 1;
    const count = table.rowCount * width;
    const batch = {
      count,
      time: new Float64Array(count),
      value: new Float64Array(count),
      series: new Int32Array(count),
      exposure: exposureCodes === undefined ? null : new Float64Array(count),
    };
    const pathArm = armOfPath(this.#file);
    const [onlyWorkload] = protocol.workloads.length === 1 ? protocol.workloads : [];
    const [onlyMetric = ''] = protocol.endpoints.map(({ metric }) => metric);
    const codes = new Map<string, number>();
    const values = layout.long === null ? layout.wide.map(({ column: at }) => column(at)) : [column(layout.long.value)];
    const parsed = values.map((one) => numbers(one?.values));
    const metrics = column(layout.long?.metric ?? null);
    for (let row = 0; row < table.rowCount; row += 1) {
      const line = (table.lines[row] ?? 1) + linesBefore;
      const moment = moments[times?.codes[row] ?? -1] ?? Number.NaN;
      const exposure = exposureCodes === undefined ? Number.NaN : (exposures[exposureCodes[row] ?? -1] ?? Number.NaN);
      for (let part = 0; part < width; part += 1) {
        const at = row * width + part;
        batch.time[at] = moment;
        if (batch.exposure !== null) batch.exposure[at] = exposure;
        const valueCode = values[part]?.codes[row] ?? -1;
        const value = parsed[part]?.[valueCode] ?? Number.NaN;
        batch.value[at] = value;
        batch.series[at] = -1;
        // An empty cell is unobserved, which is no mistake.
        if (valueCode < 0) continue;
        if (Number.isNaN(moment)) {
          if (times === undefined || (times.codes[row] ?? -1) < 0)
            this.#findings.add(
              'samples-no-time',
              'error',
              { line },
              (n) => `${n} rows of "${this.#file}" have no time and were left out.`,
            );
          continue;
        }
        if (Number.isNaN(value)) {
          const text = values[part]?.values[valueCode] ?? '';
          this.#findings.add(
            'samples-value',
            'error',
            { line, value: text, expected: 'a number such as 12.5' },
            (n) => `${n} values of "${this.#file}" are no numbers (first "${text}" in line ${line}) and were left out.`,
          );
          continue;
        }
        const key = `${part} ${arms?.codes[row] ?? ''} ${workloads?.codes[row] ?? ''} ${instances?.codes[row] ?? ''} ${units?.codes[row] ?? ''} ${bounds?.codes[row] ?? ''} ${metrics?.codes[row] ?? ''}`;
        let code = codes.get(key);
        if (code === undefined) {
          const text = (of: typeof arms): string => (of === undefined ? '' : textAt(of, row));
          code = this.#code({
            armText: text(arms),
            arm: arms === undefined ? pathArm : armOf(text(arms), protocol),
            workload: workloads === undefined ? (onlyWorkload?.id ?? '') : text(workloads),
            metric:
              layout.long === null
                ? (layout.wide[part]?.metric ?? '')
                : metrics === undefined
                  ? onlyMetric
                  : text(metrics),
            unit: text(units) || (layout.long === null ? (layout.wide[part]?.unit ?? null) : null),
            instance: text(instances),
            bound: bounds === undefined ? '' : text(bounds),
            line,
          });
          codes.set(key, code);
        } else if (code < 0) this.#again();
        batch.series[at] = code;
      }
    }
    return batch;
  }

  #again(): void {
    this.#findings.add(
      'samples-place',
      'error',
      {},
      (n) => `${n} samples of "${this.#file}" name no arm or workload that is known and were left out.`,
    );
  }

  #code(of: {
    readonly armText: string;
    readonly arm: 'candidate' | 'incumbent' | null;
    readonly workload: string;
    readonly metric: string;
    readonly unit: string | null;
    readonly instance: string;
    readonly bound: string;
    readonly line: number;
  }): number {
    const { arm, line, armText, workload, bound, ...rest } = of;
    const tell = (n: number): string =>
      `${n} samples of "${this.#file}" name no arm or workload that is known and were left out (first line ${line}: ${
        arm === null
          ? armText === ''
            ? 'no arm; add a column "arm", or put the file into a folder "candidate" or "incumbent"'
            : `the arm "${armText}"; write "candidate" or "incumbent"`
          : 'no workload; add a column "workload"'
      }).`;
    if (arm === null || workload === '') {
      this.#findings.add('samples-place', 'error', { line, value: arm === null ? armText : workload }, tell);
      return -1;
    }
    const upper = bound === '' ? null : /^\+?inf$/i.test(bound) ? Infinity : Number(bound);
    return this.#list.code({ arm, workload, ...rest, bound: upper });
  }

  #moment(
    text: string,
    table: Table,
    times: { readonly values: readonly string[]; readonly codes: Int32Array } | undefined,
    linesBefore: number,
  ): number {
    const read = sampleTime(text, this.#clock);
    const zone = this.#protocol.measurement.timeZone;
    const line = (): number =>
      (table.lines[times?.codes.findIndex((code) => times.values[code] === text) ?? 0] ?? 1) + linesBefore;
    if (read === null) {
      const at = line();
      this.#findings.add(
        'samples-time',
        'error',
        { line: at, value: text, expected: '2026-01-31T08:00:00Z' },
        (n) =>
          `${n} times of "${this.#file}" could not be read (first "${text}" in line ${at}) and their rows were left out; write 2026-01-31T08:00:00Z.`,
      );
      return Number.NaN;
    }
    if (read.doubt === 'local')
      this.#findings.add(
        'samples-local-time',
        'advisory',
        { value: text },
        (n) => `${n} times of "${this.#file}" state no offset and were read in the protocol's zone "${zone}".`,
      );
    else if (read.doubt !== 'none') {
      const at = line();
      const rule = `samples-time-${read.doubt}`;
      const twice = read.doubt === 'twice';
      this.#findings.add(rule, twice ? 'warning' : 'error', { line: at, value: text }, (n) =>
        twice
          ? `${n} local times of "${this.#file}" occur twice in "${zone}", because clocks were set back (first "${text}"); the earlier was taken. State the offset.`
          : `${n} local times of "${this.#file}" do not exist in "${zone}", because clocks were set forward (first "${text}"); their rows were left out. State the offset.`,
      );
      if (!twice) return Number.NaN;
    }
    return read.moment;
  }
}

function numbers(texts: readonly string[] | undefined): Float64Array {
  return Float64Array.from(texts ?? [], (text) => (text.trim() === '' ? Number.NaN : Number(text)));
}
