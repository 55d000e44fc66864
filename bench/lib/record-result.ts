import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

/** Writes what a bench measured to `bench/results/<name>.json`, with the machine and the date. */
export function recordResult(name: string, result: Readonly<Record<string, unknown>>): void {
  const folder = join(import.meta.dirname, '../results');
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadAverage: Number((loadavg()[0] ?? 0).toFixed(2)),
    node: process.version,
  };
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify({ bench: name, date: new Date().toISOString(), machine, ...result }, null, 2);
  writeFileSync(join(folder, `${name}.json`), `${text}\n`);
  console.log(text);
}
