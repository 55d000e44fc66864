import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** Seconds that `work` takes, and what it gives. */
export function timed<T>(work: () => T): { seconds: number; value: T } {
  const start = process.hrtime.bigint();
  const value = work();
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, value };
}

/** Median seconds of `times` runs. */
export function median(times: number, work: () => void): number {
  const seconds = Array.from({ length: times }, () => timed(work).seconds).sort((a, b) => a - b);
  return seconds[Math.floor(times / 2)] ?? Number.NaN;
}

export function rounded(value: number, digits = 4): number {
  return Number(value.toPrecision(digits));
}

/** Writes a result with machine and date to bench/results and shows it. */
export function writeResult(name: string, result: Readonly<Record<string, unknown>>): void {
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
  const text = JSON.stringify({ name, date: new Date().toISOString().slice(0, 10), machine, ...result }, null, 2);
  writeFileSync(new URL(`../results/${name}.json`, import.meta.url), `${text}\n`);
  console.log(text);
}
