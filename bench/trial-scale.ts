/**
 * From 100 million samples (Parquet) to a verdict: reading, reducing, analysing. The limits of the goal are 60 s and 1 GB on two
 * cores. DuckDB makes the seeded file first (not timed). The verdict is run in a process of its own, whose peak memory is told.
 *
 * Run: node bench/trial-scale.ts [million samples]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { recordResult } from './lib/record-result.ts';

const millions = Number(process.argv[2] ?? 100);
const folder = join(tmpdir(), `underpin-trial-scale-${process.pid}`);
mkdirSync(folder, { recursive: true });
const file = join(folder, 'latency.parquet');
try {
  await makeSamples(file, millions * 1e6);
  const run = spawnSync(process.execPath, [join(import.meta.dirname, 'lib/trial-scale-run.ts'), file], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  const measured = JSON.parse(run.stdout) as { seconds: number; peakMemoryMB: number };
  recordResult('trial-scale', {
    what: `${millions} million samples in one Parquet file of ${Math.round(statSync(file).size / 1e6)} MB to a verdict on a shift and a p95`,
    ...measured,
    goals: { seconds: 60, peakMemoryMB: 1000 },
    met: measured.seconds <= 60 && measured.peakMemoryMB <= 1000,
  });
} finally {
  rmSync(folder, { recursive: true });
}

/** Sixty days of requests of two workloads on two arms: log-normal, slower days, one in five hundred thirty times as long. */
async function makeSamples(path: string, samples: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '4GB' });
  const connection = await instance.connect();
  const perArm = Math.round(samples / 4);
  await connection.run('SELECT setseed(0.1)');
  // Box–Muller from hashes of the row: the same file on every machine and number of threads.
  const uniform = (salt: number): string =>
    `((hash(i * 4 + series + ${salt} * 7919::UBIGINT) % 1000000007) + 0.5) / 1000000007`;
  await connection.run(
    `COPY (
      SELECT make_timestamptz(1768780800000000 + ((i * 5184000.0 / ${perArm}) * 1000000)::BIGINT) AS time,
        CASE WHEN series % 2 = 0 THEN 'incumbent' ELSE 'candidate' END AS arm,
        CASE WHEN series < 2 THEN 'pay' ELSE 'batch' END AS workload,
        20 * exp(0.1 * sin(i * 60.0 / ${perArm}) + 0.35 * sqrt(-2 * ln(${uniform(1)})) * cos(2 * pi() * ${uniform(2)}))
          * CASE WHEN ${uniform(3)} < 0.002 THEN 30 ELSE 1 END * CASE WHEN series % 2 = 1 THEN 1.02 ELSE 1 END AS value
      FROM range(${perArm}) t(i), range(4) s(series)
    ) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  connection.closeSync();
  instance.closeSync();
}
