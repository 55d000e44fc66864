import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok, refused, type Result, trialProtocolSchema } from '@underpin/model';

/** Start of the exported samples, a full hour. */
export const exchangeStart = Date.UTC(2026, 1, 1) / 1000;

/** A trial whose four endpoints are read from Prometheus: gauge, counter that is set back, histogram, and a series that stops. */
export const exchangeProtocol = trialProtocolSchema.parse({
  id: 'exchange',
  title: 'Exchange',
  candidate: { name: 'Candidate' },
  incumbent: { name: 'Incumbent' },
  workloads: [{ id: 'pay', name: 'payments' }],
  period: {
    from: '2026-02-01',
    to: '2026-02-10',
    peaks: [{ id: 'p', name: 'peak', from: '2026-02-02', to: '2026-02-02' }],
  },
  design: 'paired',
  blocks: 'day',
  alpha: 0.05,
  power: 0.9,
  endpoints: [
    {
      id: 'up',
      name: 'availability',
      kind: 'availability',
      metric: 'up',
      unit: '1',
      better: 'higher',
      estimator: 'share',
      margin: { kind: 'level', value: 0.9 },
      minimumSample: 10,
      series: { kind: 'gauge', stepSeconds: 60, query: 'trial_up{arm="$arm",workload="$workload"}' },
    },
    {
      id: 'incidents',
      name: 'incidents',
      kind: 'incidents',
      metric: 'incidents',
      unit: '1',
      better: 'lower',
      estimator: 'rate ratio',
      margin: { kind: 'ratio', value: 2 },
      minimumSample: 10,
      series: { kind: 'counter', stepSeconds: 60, query: 'trial_incidents_total{arm="$arm",workload="$workload"}' },
    },
    {
      id: 'latency',
      name: 'response time',
      kind: 'latency',
      metric: 'latency',
      unit: 'ms',
      better: 'lower',
      estimator: 'shift',
      margin: { kind: 'ratio', value: 1.5 },
      minimumSample: 3,
      series: {
        kind: 'histogram',
        stepSeconds: 60,
        query: 'trial_latency_seconds_bucket{arm="$arm",workload="$workload"}',
      },
    },
  ],
});

/** Four hours of samples, a minute apart, in the OpenMetrics format. The candidate's gauge stops after two hours for twenty minutes; its counter is set back after three. */
export function openMetrics(): string {
  const lines: string[] = [];
  const minutes = Array.from({ length: 241 }, (_, at) => at);
  const arms = ['incumbent', 'candidate'] as const;
  lines.push('# TYPE trial_up gauge');
  for (const arm of arms)
    for (const at of minutes)
      if (arm === 'incumbent' || at < 120 || at >= 140)
        lines.push(`trial_up{arm="${arm}",workload="pay",instance="${arm}-1"} 1 ${exchangeStart + at * 60}`);
  lines.push('# TYPE trial_incidents counter');
  for (const arm of arms)
    for (const at of minutes) {
      const since = arm === 'candidate' && at >= 180 ? at - 180 : at;
      lines.push(
        `trial_incidents_total{arm="${arm}",workload="pay",instance="${arm}-1"} ${Math.floor(since / 30)} ${exchangeStart + at * 60}`,
      );
    }
  lines.push('# TYPE trial_latency_seconds histogram');
  for (const arm of arms)
    for (const [bound, share] of [
      ['0.01', 0.2],
      ['0.02', 0.9],
      ['+Inf', 1],
    ] as const)
      for (const at of minutes)
        lines.push(
          `trial_latency_seconds_bucket{arm="${arm}",workload="pay",instance="${arm}-1",le="${bound}"} ${Math.round(at * 100 * share)} ${exchangeStart + at * 60}`,
        );
  return `${lines.join('\n')}\n# EOF\n`;
}

export interface RunningPrometheus {
  readonly address: string;
  stop(): void;
}

/** Whether the Debian package `prometheus` is installed. */
export const prometheusInstalled =
  spawnSync('promtool', ['--version']).status === 0 && spawnSync('prometheus', ['--version']).status === 0;

/** A real Prometheus with the samples backfilled. */
export async function startPrometheus(): Promise<RunningPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'underpin-prometheus-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  writeFileSync(join(folder, 'samples.txt'), openMetrics());
  writeFileSync(join(folder, 'prometheus.yml'), 'global:\n  scrape_interval: 1h\n');
  const made = spawnSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'samples.txt'), data]);
  if (made.status !== 0) throw new Error(`promtool failed: ${made.stderr.toString()}`);
  const port = await freePort();
  const child: ChildProcess = spawn('prometheus', [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${data}`,
    '--storage.tsdb.retention.time=100y',
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=error',
  ]);
  const address = `http://127.0.0.1:${port}`;
  const stop = (): void => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 200; tries += 1) {
    const ready = await fetch(`${address}/-/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return { address, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  stop();
  throw new Error('Prometheus did not become ready within 20 s');
}

/** Asks a server, errors of it included in the body. */
export function httpGet(address: string): (path: string) => Promise<Result<string>> {
  return async (path) => {
    const answer = await fetch(`${address}${path}`).catch((error: unknown) => String(error));
    return typeof answer === 'string' ? refused(answer) : ok(await answer.text());
  };
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
