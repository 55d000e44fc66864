import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { BulkCheck, sampleRegisters } from '@underpin/app';
import { silent } from '@underpin/model';
import { recordResult } from './lib/record-result.ts';
import { rounded } from './lib/timed.ts';

/**
 * A bulk check of 1,000 small packages with reports. `ownShare` is the processor time of this process by the time of all cores; on a
 * machine that others use too, `shareOfFree` sets it against what they left over (own time and idle time). Peak memory is that of a
 * process of its own, for 100 and for 1,000 packages: it must not follow their number.
 */
interface Run {
  readonly packages: number;
  readonly seconds: number;
  readonly packagesPerSecond: number;
  readonly ownShare: number;
  readonly shareOfFree: number;
  readonly peakMiB: number;
}

const [mode, folder = '', out = ''] = process.argv.slice(2);
if (mode === '--child') console.log(JSON.stringify(await measured(folder, out)));
else await main();

async function measured(registers: string, reports: string): Promise<Run> {
  const idle = (): number => cpus().reduce((sum, { times }) => sum + times.idle, 0) / 1e3;
  const [used, free, started] = [process.cpuUsage(), idle(), performance.now()];
  const bulk = await BulkCheck.open({ out: reports, now: () => new Date(), version: 'bench', progress: silent });
  const pass = await bulk.pass([registers]);
  const seconds = (performance.now() - started) / 1e3;
  const { user, system } = process.cpuUsage(used);
  const own = (user + system) / 1e6;
  const left = Math.max(0, idle() - free);
  await bulk.close();
  if (!pass.ok) throw new Error(pass.reason);
  return {
    packages: pass.value.checked,
    seconds: rounded(seconds),
    packagesPerSecond: rounded(pass.value.checked / seconds),
    ownShare: rounded(own / (seconds * availableParallelism()), 3),
    shareOfFree: rounded(own / (own + left), 3),
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

async function main(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'underpin-bulk-bench-'));
  try {
    const packages: { readonly name: string; readonly bytes: Uint8Array }[] = [];
    for await (const { path, bytes } of sampleRegisters({ institutions: 140, seed: 9, referenceDate: '2024-12-31' }))
      packages.push({ name: path.slice(path.lastIndexOf('/') + 1), bytes });
    const small = packages.toSorted((a, b) => a.bytes.length - b.bytes.length).slice(0, 100);
    const runs = [100, 1_000].map((count) => {
      const registers = join(root, String(count));
      for (let copy = 0; copy < count / small.length; copy += 1) {
        const into = join(registers, String(copy));
        mkdirSync(into, { recursive: true });
        for (const { name, bytes } of small) writeFileSync(join(into, name), bytes);
      }
      const child = spawnSync(
        process.execPath,
        [import.meta.filename, '--child', registers, join(root, `out-${count}`)],
        {
          encoding: 'utf8',
        },
      );
      if (child.status !== 0) throw new Error(child.stderr);
      return JSON.parse(child.stdout) as Run;
    });
    const [few, many] = runs as [Run, Run];
    recordResult('bulk-check', {
      packageBytes: Math.round(small.reduce((sum, { bytes }) => sum + bytes.length, 0) / small.length),
      goal: 'both cores at 80 % or more; memory does not follow the number of packages',
      runs: { few, many },
      memoryRatio: rounded(many.peakMiB / few.peakMiB, 3),
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
