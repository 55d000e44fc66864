import { median } from './measure.ts';

/** Seconds that `work` takes, and what it gives. */
export function timed<T>(work: () => T): { seconds: number; value: T } {
  const start = process.hrtime.bigint();
  const value = work();
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, value };
}

/** Median seconds of `times` runs. */
export function medianSeconds(times: number, work: () => void): number {
  return median(Array.from({ length: times }, () => timed(work).seconds));
}

export function rounded(value: number, digits = 4): number {
  return Number(value.toPrecision(digits));
}
