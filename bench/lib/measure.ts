import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

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
export function median(times: number, work: () => void): Pick<Timed<void>, 'seconds' | 'cpuSeconds'> {
  const runs = Array.from({ length: times }, () => timed(work));
  const middle = (of: (run: Timed<void>) => number) => runs.map(of).sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
  return { seconds: middle((run) => run.seconds), cpuSeconds: middle((run) => run.cpuSeconds) };
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
    loadAverage: rounded(loadavg()[0] ?? 0, 2),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
  const text = JSON.stringify({ name, date: new Date().toISOString().slice(0, 10), machine, ...result }, null, 2);
  writeFileSync(new URL(`../results/${name}.json`, import.meta.url), `${text}\n`);
  console.log(text);
}
