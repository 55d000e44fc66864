import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { median } from './lib/measure.ts';
import { recordResult } from './lib/record-result.ts';

const root = dirname(import.meta.dirname);
const rounds = 3;
const goals = { first: 15, second: 5 };

/** Seconds from the start of the process to the line that names the address. */
async function secondsToAddress(data: string): Promise<number> {
  const started = performance.now();
  const child = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...process.env, UNDERPIN_DATA: data, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.includes('Underpin is at')) break;
  }
  const seconds = (performance.now() - started) / 1000;
  if (!text.includes('Underpin is at')) throw new Error(`npm start ended early: ${text}`);
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await ended;
  return seconds;
}

const first: number[] = [];
const second: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const data = await mkdtemp(join(tmpdir(), 'underpin-start-'));
  first.push(await secondsToAddress(data));
  second.push(await secondsToAddress(data));
  await rm(data, { recursive: true });
}
const seconds = { first: median(first), second: median(second) };
recordResult('start-time', {
  measured:
    'npm start with dependencies installed, to the line that names the address; first: empty data folder, the 63 submissions of the example imported, its parties and cases made',
  rounds,
  seconds,
  goals,
  met: seconds.first <= goals.first && seconds.second <= goals.second,
});
