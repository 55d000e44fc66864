import { textColumn, trialArm, ZoneClock } from '@underpin/model';
import type {
  Finding,
  SampleBatch,
  SampleSeries,
  SampleSource,
  TrialEndpoint,
  TrialObservations,
  TrialProtocol,
} from '@underpin/model';
import { HistogramCell } from './histogram-cell.ts';
import { momentText, ReductionFindings, seriesName } from './reduction-findings.ts';
import { SampleCell } from './sample-cell.ts';
import { SeriesWatch } from './series-watch.ts';
import { unitFactor } from './unit-factor.ts';
import { mixedUnits } from './unit-mix-up.ts';

/** When values stop being kept one by one, and what is kept of them then. */
export interface ReductionLimits {
  /** Single values kept of one endpoint that is reduced to medians of intervals. */
  readonly exactValues: number;
  /** Single values kept of one endpoint whose whole distribution is analysed. */
  readonly exactRows: number;
  /** Relative error of the sketch that takes over. */
  readonly relativeError: number;
  /** Intervals of one endpoint; more are refused, since memory grows with them. */
  readonly cells: number;
}

export const reductionLimits: ReductionLimits = {
  exactValues: 4_000_000,
  exactRows: 200_000,
  relativeError: 0.001,
  cells: 400_000,
};

export interface ReducedSamples {
  readonly observations: readonly TrialObservations[];
  readonly findings: readonly Finding[];
  readonly samples: number;
  /** Samples that count for an endpoint. */
  readonly used: number;
  /** First and last moment of a used sample, in milliseconds since 1970; null without any. */
  readonly span: { readonly from: number; readonly to: number } | null;
}

type Role = 'value' | 'exposure';

/** Intervals of one endpoint, as the estimator needs them. */
type Form = 'median' | 'distribution' | 'single' | 'rate' | 'sum' | 'histogram';

interface Cell {
  readonly arm: 0 | 1;
  readonly workload: string;
  readonly day: number;
  readonly interval: number;
  readonly values: SampleCell | null;
  readonly histogram: HistogramCell | null;
  sum: number;
  exposure: number;
  count: number;
  seconds: number;
  /** Expected readings of a gauge, by instance. */
  readonly instances: Map<string, number>;
}

interface Sink {
  readonly endpoint: TrialEndpoint;
  readonly form: Form;
  readonly daily: boolean;
  readonly cells: Map<string, Cell>;
  kept: number;
  sketched: boolean;
  full: boolean;
}

interface Target {
  readonly sink: Sink;
  readonly role: Role;
  readonly factor: number;
  readonly cumulative: boolean;
  cell: Cell | null;
  from: number;
  to: number;
}

interface SeriesState {
  readonly series: SampleSeries;
  readonly watch: SeriesWatch | null;
  readonly targets: readonly Target[];
  readonly declaredStep: number | null;
}

/**
 * Reduces samples to what the verdict needs, in memory that depends on the number of intervals and not of samples. Shifts get
 * the median of each interval (the increase per second of a counter); quantile ratios every value of a day; incidents,
 * availability and MTBF sums of a day. Values are kept as they are up to the limits, then in a sketch of known error.
 * Repeats, gaps, clocks, counters set back and units are told.
 *
 * @example
 * const reducer = new SampleReducer(protocol, { now: Date.UTC(2026, 3, 1) });
 * for await (const batch of source.batches()) reducer.add(source, batch);
 * const { observations, findings } = reducer.finish();
 */
export class SampleReducer {
  readonly #protocol: TrialProtocol;
  readonly #now: number;
  readonly #sealedAt: number;
  readonly #limits: ReductionLimits;
  readonly #clock: ZoneClock;
  readonly #length: number;
  readonly #sinks: readonly Sink[];
  readonly #states = new Map<SampleSource, SeriesState[]>();
  readonly #findings = new ReductionFindings();
  readonly #unitStated = new Set<string>();
  readonly #unwanted = new Set<string>();
  #samples = 0;
  #used = 0;
  #from = Infinity;
  #to = -Infinity;

  constructor(
    protocol: TrialProtocol,
    options: {
      /** Samples after this moment are refused. */
      readonly now: number;
      /** Samples before the protocol was sealed are refused. */
      readonly sealedAt?: number;
      readonly limits?: ReductionLimits;
    },
  ) {
    this.#protocol = protocol;
    this.#now = options.now;
    this.#sealedAt = options.sealedAt ?? Number.NEGATIVE_INFINITY;
    this.#limits = options.limits ?? reductionLimits;
    this.#clock = new ZoneClock(protocol.measurement.timeZone);
    this.#length = protocol.measurement.intervalMinutes * 60_000;
    this.#sinks = protocol.endpoints.map((endpoint) => ({
      endpoint,
      form: formOf(protocol, endpoint),
      daily: !['median', 'rate'].includes(formOf(protocol, endpoint)) && endpoint.estimator !== 'shift',
      cells: new Map(),
      kept: 0,
      sketched: false,
      full: false,
    }));
  }

  add(source: SampleSource, batch: SampleBatch): void {
    let states = this.#states.get(source);
    if (states === undefined) this.#states.set(source, (states = []));
    this.#samples += batch.count;
    const { time, value, series, exposure } = batch;
    for (let at = 0; at < batch.count; at += 1) {
      const code = series[at] as number;
      if (code < 0) continue;
      const state = (states[code] ??= this.#stateOf(source, code));
      if (state.targets.length === 0) continue;
      this.#one(
        source,
        state,
        time[at] as number,
        value[at] as number,
        exposure === null ? Number.NaN : (exposure[at] as number),
      );
    }
  }

  #one(source: SampleSource, state: SeriesState, time: number, value: number, exposure: number): void {
    const { series, watch } = state;
    if (!Number.isFinite(value)) return;
    if (time > this.#now) {
      this.#findings.add(
        'future',
        'error',
        source.name,
        series,
        (count) =>
          `${count} samples of ${seriesName(series)} lie in the future (first ${momentText(time)}) and were refused; set the clock that stamped them, or state its time zone.`,
      );
      return;
    }
    if (time < this.#sealedAt) {
      this.#findings.add(
        'before-seal',
        'warning',
        source.name,
        series,
        (count) =>
          `${count} samples of ${seriesName(series)} were measured before the protocol was sealed (${momentText(this.#sealedAt)}) and were refused.`,
      );
      return;
    }
    let [increase, elapsed] = [value, 0];
    if (watch !== null) {
      const [before, last] = [watch.lastValue, watch.last];
      const sighting = watch.see(time, value);
      if (sighting !== 'next') {
        this.#repeated(source, series, sighting, time);
        return;
      }
      if (Number.isFinite(last)) {
        elapsed = (time - last) / 1000;
        increase = value - before;
        if (increase < 0 && state.targets.some(({ cumulative }) => cumulative)) {
          increase = value;
          if (series.bound === null || series.bound === Infinity)
            this.#findings.add(
              'counter-reset',
              'advisory',
              source.name,
              series,
              (count) =>
                `The counter ${seriesName(series)} was set back ${count} times (first at ${momentText(time)}); it counts on from zero, and what it counted in between is lost.`,
            );
        }
      }
    }
    for (const target of state.targets) {
      if (target.cumulative && elapsed === 0) continue;
      const cell = this.#cellAt(target, series, time);
      if (cell === null) continue;
      this.#put(target, cell, series, target.cumulative ? increase : value, elapsed, exposure);
    }
    this.#used += 1;
    if (time < this.#from) this.#from = time;
    if (time > this.#to) this.#to = time;
  }

  #put(target: Target, cell: Cell, series: SampleSeries, value: number, elapsed: number, exposure: number): void {
    const { sink, factor, role } = target;
    if (role === 'exposure') {
      cell.exposure = (Number.isNaN(cell.exposure) ? 0 : cell.exposure) + value * factor;
      return;
    }
    cell.count += 1;
    if (cell.histogram !== null) {
      cell.histogram.add((series.bound ?? Infinity) * factor, value);
      return;
    }
    if (cell.values !== null) {
      const before = cell.values.kept;
      cell.values.add(value * factor);
      if (sink.sketched && cell.values.kept > 512) {
        sink.kept -= before;
        cell.values.toSketch(this.#limits.relativeError);
      } else if (cell.values.exact) {
        sink.kept += 1;
        if (!sink.sketched && sink.kept > this.#roomOf(sink)) this.#sketch(sink);
      }
      return;
    }
    cell.sum += value * factor;
    cell.seconds += elapsed;
    if (!Number.isNaN(exposure)) cell.exposure = (Number.isNaN(cell.exposure) ? 0 : cell.exposure) + exposure;
    cell.instances.set(series.instance, (cell.instances.get(series.instance) ?? 0) + 1);
  }

  #roomOf({ form }: Sink): number {
    return form === 'median' ? this.#limits.exactValues : this.#limits.exactRows;
  }

  #sketch(sink: Sink): void {
    sink.sketched = true;
    sink.kept = 0;
    for (const { values } of sink.cells.values()) {
      if (values === null) continue;
      if (values.kept > 512) values.toSketch(this.#limits.relativeError);
      sink.kept += values.kept;
    }
  }

  #cellAt(target: Target, series: SampleSeries, time: number): Cell | null {
    if (time >= target.from && time < target.to) return target.cell;
    const { sink } = target;
    const local = time + this.#clock.offsetAt(time);
    const day = Math.floor(local / 86_400_000);
    const interval = sink.daily ? 0 : Math.floor((local - day * 86_400_000) / this.#length);
    // Offsets may change at each quarter of an hour: a cell is taken for certain only up to the next.
    const quarter = Math.floor(time / 900_000) * 900_000;
    const start = day * 86_400_000 + (sink.daily ? 0 : interval * this.#length) - (local - time);
    const end = start + (sink.daily ? 86_400_000 : this.#length);
    target.from = Math.max(quarter, start);
    target.to = Math.min(quarter + 900_000, end);
    const key = `${series.arm} ${day} ${interval} ${series.workload}`;
    let cell = sink.cells.get(key);
    if (cell === undefined) {
      if (sink.cells.size >= this.#limits.cells) {
        sink.full = true;
        target.cell = null;
        return null;
      }
      cell = {
        arm: trialArm[series.arm],
        workload: series.workload,
        day,
        interval,
        values: ['median', 'distribution', 'single'].includes(sink.form) ? new SampleCell() : null,
        histogram: sink.form === 'histogram' ? new HistogramCell() : null,
        sum: 0,
        exposure: Number.NaN,
        count: 0,
        seconds: 0,
        instances: new Map(),
      };
      sink.cells.set(key, cell);
    }
    target.cell = cell;
    return cell;
  }

  #repeated(
    source: SampleSource,
    series: SampleSeries,
    sighting: 'duplicate' | 'conflict' | 'late',
    time: number,
  ): void {
    const at = momentText(time);
    if (sighting === 'duplicate')
      this.#findings.add(
        'duplicate',
        'warning',
        source.name,
        series,
        (count) => `${count} samples of ${seriesName(series)} stand twice (first ${at}); each was counted once.`,
      );
    else if (sighting === 'conflict')
      this.#findings.add(
        'conflict',
        'error',
        source.name,
        series,
        (count) =>
          `${count} samples of ${seriesName(series)} give another value for a moment that has one (first ${at}); the first was kept. Name the instance where several are measured.`,
      );
    else
      this.#findings.add(
        'clock-back',
        'error',
        source.name,
        series,
        (count) =>
          `${count} samples of ${seriesName(series)} are earlier than the one before (first ${at}) and were refused; sort them by time, or explain why the clock was set back.`,
      );
  }

  #stateOf(source: SampleSource, code: number): SeriesState {
    const series = source.series[code] as SampleSeries;
    const targets: Target[] = [];
    let stepped = false;
    let declaredStep: number | null = null;
    for (const sink of this.#sinks) {
      const { endpoint } = sink;
      const { kind, exposureMetric, stepSeconds } = endpoint.series;
      const role: Role | null =
        endpoint.metric === series.metric ? 'value' : exposureMetric === series.metric ? 'exposure' : null;
      if (role === null) continue;
      const factor = role === 'exposure' ? 1 : this.#factorOf(source, series, endpoint);
      if (factor === null) continue;
      if (kind === 'histogram' && series.bound === null && role === 'value') {
        this.#findings.add(
          'bound',
          'error',
          source.name,
          series,
          (count) =>
            `${count} series of ${seriesName(series)} name no bucket ("le"), though the protocol declares a histogram; they were refused.`,
        );
        continue;
      }
      targets.push({
        sink,
        role,
        factor,
        cumulative: kind === 'counter' || kind === 'histogram',
        cell: null,
        from: 0,
        to: 0,
      });
      if (kind !== 'values') stepped = true;
      if (stepSeconds !== undefined) declaredStep = stepSeconds * 1000;
    }
    if (targets.length === 0 && !this.#unwanted.has(series.metric)) {
      this.#unwanted.add(series.metric);
      this.#findings.add(
        'metric-unused',
        'advisory',
        source.name,
        series,
        () => `The metric "${series.metric}" belongs to no endpoint and was passed over.`,
        { value: series.metric },
      );
    }
    return { series, watch: stepped ? new SeriesWatch() : null, targets, declaredStep };
  }

  #factorOf(source: SampleSource, series: SampleSeries, endpoint: TrialEndpoint): number | null {
    if (series.unit === null) return 1;
    this.#unitStated.add(`${endpoint.id} ${series.arm} ${series.workload}`);
    const factor = unitFactor(series.unit, endpoint.unit);
    const detail = { value: series.unit, expected: endpoint.unit };
    if (factor === null)
      this.#findings.add(
        'unit-unknown',
        'error',
        source.name,
        series,
        () =>
          `${seriesName(series)} is in "${series.unit}", the protocol declares "${endpoint.unit}"; its samples were refused. State them in "${endpoint.unit}".`,
        detail,
      );
    else if (factor !== 1)
      this.#findings.add(
        'unit-converted',
        'advisory',
        source.name,
        series,
        () => `${seriesName(series)} is in "${series.unit}" and was converted to "${endpoint.unit}".`,
        detail,
      );
    return factor;
  }

  /** What the verdict needs, and all findings. Samples may still be added afterwards, so a running trial is looked at again and again. */
  finish(): ReducedSamples {
    const findings: Finding[] = [...this.#findings.list(), ...this.#watched()];
    const observations = this.#sinks.flatMap((sink) => {
      const own = this.#observationsOf(sink, findings);
      return own.count === 0 ? [] : [own];
    });
    const kept = observations.map((own) => {
      const { data, findings: mixed } = mixedUnits(
        own,
        this.#sinks.find(({ endpoint }) => endpoint.id === own.endpoint)?.endpoint,
        this.#unitStated,
      );
      findings.push(...mixed);
      return data;
    });
    const span = this.#used === 0 ? null : { from: this.#from, to: this.#to };
    return { observations: kept, findings, samples: this.#samples, used: this.#used, span };
  }

  #watched(): readonly Finding[] {
    const told = new ReductionFindings();
    for (const [source, states] of this.#states)
      for (const state of states) {
        if (state?.watch === undefined || state.watch === null || (state.series.bound ?? Infinity) !== Infinity)
          continue;
        const { series, watch } = state;
        const step = state.declaredStep ?? watch.step();
        if (step === null) continue;
        const gaps = watch.gaps(step);
        const longest = gaps.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];
        if (longest !== undefined) {
          const minutes = Math.round((longest.to - longest.from) / 60_000);
          told.add(
            'gap',
            'warning',
            source.name,
            series,
            (count) =>
              `${seriesName(series)} has ${count} gaps longer than one and a half steps of ${step / 1000} s, the longest of ${minutes} minutes from ${momentText(longest.from)}; gaps count against availability unless the protocol excuses their days.`,
            { times: gaps.length },
          );
        }
        const drift = watch.drift(step);
        if (drift !== null)
          told.add(
            'clock-drift',
            'warning',
            source.name,
            series,
            () =>
              `Readings of ${seriesName(series)} come ${(Math.abs(drift) * 86_400).toFixed(1)} s a day ${drift > 0 ? 'later' : 'earlier'} than every ${step / 1000} s; check the clock, or readings will slip into other intervals.`,
          );
      }
    return told.list();
  }

  /** Distance of the readings of a gauge: declared, or the most frequent of its series. */
  #stepOf(endpoint: TrialEndpoint): number | null {
    const { stepSeconds } = endpoint.series;
    if (stepSeconds !== undefined) return stepSeconds * 1000;
    const steps: number[] = [];
    for (const states of this.#states.values())
      for (const state of states) {
        const step = state?.series.metric === endpoint.metric ? state.watch?.step() : null;
        if (step !== null && step !== undefined) steps.push(step);
      }
    return steps.length === 0 ? null : Math.min(...steps);
  }

  #observationsOf(sink: Sink, findings: Finding[]): TrialObservations {
    const { endpoint, form } = sink;
    const rows = new Rows(endpoint);
    const step = this.#stepOf(endpoint);
    let relativeError = 0;
    for (const cell of sink.cells.values()) {
      const { values, histogram, count } = cell;
      if (values !== null && !values.exact) relativeError = Math.max(relativeError, this.#limits.relativeError);
      if (form === 'median' && values !== null) rows.add(cell, cell.interval, values.median());
      else if (values !== null)
        values.entries().forEach((entry, at) => rows.add(cell, at, entry.value, Number.NaN, entry.count));
      else if (histogram !== null) {
        const q = endpoint.estimator === 'quantile ratio' ? (endpoint.quantile ?? 0.5) : 0.5;
        const at = histogram.quantile(q);
        if (at === null) continue;
        relativeError = Math.max(relativeError, at.relativeError);
        if (endpoint.estimator === 'shift') rows.add(cell, cell.interval, at.value);
        else
          histogram.buckets().forEach((bucket, place) => rows.add(cell, place, bucket.value, Number.NaN, bucket.count));
      } else if (form === 'rate') {
        if (cell.seconds > 0) rows.add(cell, cell.interval, cell.sum / cell.seconds);
      } else if (count > 0) {
        const [value, exposure] = this.#sumOf(endpoint, cell, step);
        rows.add(cell, cell.interval, value, exposure);
      }
    }
    if (sink.full)
      findings.push({
        rule: 'trial-too-many-intervals',
        severity: 'error',
        location: { file: this.#protocol.id, column: `endpoints.${endpoint.id}` },
        message: `"${endpoint.name}" has more than ${this.#limits.cells} intervals; the rest was refused. Choose longer intervals (measurement.intervalMinutes).`,
        source: 'Underpin, method of trials',
      });
    if (form === 'single' && sink.sketched)
      findings.push({
        rule: 'trial-too-many-single-values',
        severity: 'error',
        location: { file: this.#protocol.id, column: 'blocks' },
        message: `"${endpoint.name}" has more than ${this.#limits.exactRows} values, which the protocol takes as independent; declare blocks of a day or week, within which values are reduced.`,
        source: 'Underpin, method of trials',
      });
    if (relativeError > 0)
      findings.push({
        rule: 'trial-approximate',
        severity: 'advisory',
        location: { file: this.#protocol.id, column: `endpoints.${endpoint.id}` },
        value: String(relativeError),
        message: `Values of "${endpoint.name}" are known to ${shownError(relativeError)} (${histogramForm(form) ? 'width of the histogram\u2019s buckets' : 'quantile sketch'}); the bounds are widened by it.`,
        source: 'Underpin, method of trials',
      });
    return rows.finish(form === 'single' && sink.sketched, relativeError);
  }

  #sumOf(endpoint: TrialEndpoint, cell: Cell, step: number | null): readonly [number, number] {
    const { kind, exposureMetric } = endpoint.series;
    const given = cell.exposure;
    if (endpoint.estimator === 'share' || endpoint.estimator === 'share difference') {
      if (!Number.isNaN(given)) return [cell.sum, given];
      if (kind !== 'gauge' || step === null) return [cell.sum, cell.count];
      const dayStart = cell.day * 86_400_000;
      const localEnd = this.#to + this.#clock.offsetAt(this.#to);
      const due = Math.min(86_400_000, Math.max(0, localEnd - dayStart + step)) / step;
      const expected = Math.floor(due + 1e-9) * cell.instances.size;
      return [cell.sum, Math.max(cell.count, expected)];
    }
    const events = kind === 'counter' ? Math.round(cell.sum) : cell.sum;
    if (!Number.isNaN(given)) return [events, given];
    if (exposureMetric !== undefined) return [events, Number.NaN];
    return [events, kind === 'counter' ? cell.seconds / 3600 : 24];
  }
}

function shownError(error: number): string {
  return Number.isFinite(error) ? `${Number((100 * error).toPrecision(3))} %` : 'no bound';
}

function histogramForm(form: Form): boolean {
  return form === 'histogram';
}

function formOf(protocol: TrialProtocol, { estimator, series }: TrialEndpoint): Form {
  if (estimator !== 'shift' && estimator !== 'quantile ratio') return 'sum';
  if (series.kind === 'histogram') return 'histogram';
  if (series.kind === 'counter') return 'rate';
  if (estimator === 'quantile ratio') return 'distribution';
  return protocol.blocks === 'none' && protocol.design === 'parallel' ? 'single' : 'median';
}

class Rows {
  readonly #endpoint: TrialEndpoint;
  readonly #day: number[] = [];
  readonly #interval: number[] = [];
  readonly #arm: number[] = [];
  readonly #workload: string[] = [];
  readonly #value: number[] = [];
  readonly #exposure: number[] = [];
  readonly #weight: number[] = [];
  #weighted = false;

  constructor(endpoint: TrialEndpoint) {
    this.#endpoint = endpoint;
  }

  add(cell: Cell, interval: number, value: number, exposure = Number.NaN, weight = 1): void {
    this.#day.push(cell.day);
    this.#interval.push(interval);
    this.#arm.push(cell.arm);
    this.#workload.push(cell.workload);
    this.#value.push(value);
    this.#exposure.push(exposure);
    this.#weight.push(weight);
    if (weight !== 1) this.#weighted = true;
  }

  finish(refused: boolean, relativeError: number): TrialObservations {
    const of = (list: readonly number[]): readonly number[] => (refused ? [] : list);
    return {
      endpoint: this.#endpoint.id,
      unit: this.#endpoint.unit,
      count: refused ? 0 : this.#day.length,
      day: Int32Array.from(of(this.#day)),
      interval: Int32Array.from(of(this.#interval)),
      arm: Uint8Array.from(of(this.#arm)),
      workload: textColumn(refused ? [] : this.#workload),
      value: Float64Array.from(of(this.#value)),
      exposure: Float64Array.from(of(this.#exposure)),
      ...(this.#weighted ? { weight: Float64Array.from(of(this.#weight)) } : {}),
      ...(relativeError > 0 ? { relativeError } : {}),
    };
  }
}
