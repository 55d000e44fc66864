import { median } from './measure.ts';

/** Time on the clock and on the processor (all threads of this process); the second holds on a busy machine too. */
export interface Timed<T> {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly value: T;
}

export function timed<T>(work: () => T): Timed<T> {
  const start = process.hrtime.bigint();
  const before = process.cpuUsage();
  const value = work();
  const used = process.cpuUsage(before);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { seconds, cpuSeconds: (used.user + used.system) / 1e6, value };
}

/** Medians of `times` runs. */
export function medianTimes(times: number, work: () => void): Pick<Timed<void>, 'seconds' | 'cpuSeconds'> {
  const runs = Array.from({ length: times }, () => timed(work));
  return {
    seconds: median(runs.map((run) => run.seconds)),
    cpuSeconds: median(runs.map((run) => run.cpuSeconds)),
  };
}

export function rounded(value: number, digits = 4): number {
  return Number(value.toPrecision(digits));
}
