import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { trialProtocolSchema } from '@underpin/model';
import { openParquetFile } from '@underpin/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSamples, reduceSamples } from '../src/index.ts';

const protocol = trialProtocolSchema.parse({
  id: 't',
  title: 't',
  candidate: { name: 'C' },
  incumbent: { name: 'I' },
  workloads: [{ id: 'pay', name: 'payments' }],
  period: { from: '2026-02-01', to: '2026-02-28', peaks: [] },
  design: 'paired',
  alpha: 0.05,
  power: 0.9,
  measurement: { timeZone: 'Asia/Shanghai' },
  endpoints: [
    {
      id: 'l',
      name: 'l',
      kind: 'latency',
      metric: 'response',
      unit: 'ms',
      better: 'lower',
      estimator: 'shift',
      margin: { kind: 'ratio', value: 1.1 },
      minimumSample: 1,
    },
  ],
});
const now = new Date('2026-03-01T00:00:00Z');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "underpin samples' "));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const rows = `SELECT i, CASE WHEN i % 2 = 0 THEN 'candidate' ELSE 'incumbent' END AS arm, 'pay' AS workload, 'response' AS metric,
    CASE WHEN i = 7 THEN NULL ELSE 10 + i % 5 END::DOUBLE AS value FROM range(5000) t(i)`;
  const write = async (name: string, time: string): Promise<void> => {
    await connection.run(
      `COPY (SELECT ${time} AS time, * EXCLUDE (i) FROM (${rows}) ORDER BY i) TO '${join(folder, name).replaceAll("'", "''")}' (FORMAT parquet)`,
    );
  };
  await connection.run("SET TimeZone = 'UTC'");
  await write('zoned.parquet', "(TIMESTAMPTZ '2026-02-01 00:00:00+08' + to_seconds(i * 60))");
  await write('local.parquet', "(TIMESTAMP '2026-02-01 00:00:00' + to_seconds(i * 60))");
  await write('epoch.parquet', '(1769875200 + i * 60)');
  await write('text.parquet', "'2026-02-01'");
  connection.closeSync();
  instance.closeSync();
});
afterAll(async () => await rm(folder, { recursive: true }));

async function reduced(name: string) {
  const opened = await openSamples([join(folder, name)], protocol, openParquetFile);
  if (!opened.ok) throw new Error(opened.reason);
  const done = await reduceSamples(protocol, opened.value.sources, { now, seal: null });
  opened.value.close();
  if (done === null) throw new Error('cancelled');
  return done;
}

test('times with a zone, local times and seconds since 1970 give the same intervals', async () => {
  const [zoned, local, epoch] = await Promise.all(
    ['zoned', 'local', 'epoch'].map((name) => reduced(`${name}.parquet`)),
  );
  expect(zoned?.samples).toBe(5000);
  expect(zoned?.used).toBe(4999);
  expect(zoned?.observations[0]?.count).toBe(2 * Math.ceil(5000 / 60));
  expect(local?.observations).toEqual(zoned?.observations);
  expect(epoch?.observations).toEqual(zoned?.observations);
  expect(local?.readings.map(({ rule }) => rule)).toEqual(['samples-local-time']);
});

test('a column of texts as time is refused with what to do', async () => {
  expect((await reduced('text.parquet')).readings[0]?.message).toContain('store it as a timestamp');
});

test('the same bytes are read once; what is no file of samples is refused', async () => {
  const text = 'time,arm,workload,metric,value\n1769875200,candidate,pay,response,1\n';
  await writeFile(join(folder, 'a.csv'), text);
  await writeFile(join(folder, 'b.csv'), text);
  const twice = await openSamples([join(folder, 'a.csv'), join(folder, 'b.csv')], protocol, openParquetFile);
  expect(twice.ok && [twice.value.sources.length, twice.value.findings[0]?.rule]).toEqual([1, 'samples-same-file']);
  await writeFile(join(folder, 'x.json'), '{"a": 1}');
  await writeFile(join(folder, 'x.parquet'), 'PAR1 and nothing more');
  for (const name of ['x.json', 'x.parquet', 'none.csv'])
    expect((await openSamples([join(folder, name)], protocol, openParquetFile)).ok).toBe(false);
});
