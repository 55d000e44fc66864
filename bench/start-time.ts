import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median } from './lib/measure.ts';
import { recordResult } from './lib/record-result.ts';

const root = dirname(import.meta.dirname);
const rounds = 3;
const goals = { inside: 10, firstUseful: 15, second: 5 };

interface Start {
  /** To the line that names the address. */
  readonly address: number;
  /** To a session of somebody of the example: the page for signing in was fetched, the people were listed, one was chosen. */
  readonly inside: number;
  /** To the first answer about the sector. */
  readonly sector: number;
  /** To the line that says that everything is loaded. */
  readonly loaded: number;
}

/** Seconds from the start of the process. */
async function startOnce(data: string): Promise<Start> {
  const started = performance.now();
  const since = (): number => (performance.now() - started) / 1000;
  const child = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...process.env, UNDERPIN_DATA: data, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let text = '';
  let entering: Promise<{ readonly address: number; readonly inside: number; readonly sector: number }> | null = null;
  for await (const chunk of child.stdout) {
    text += String(chunk);
    const address = /Underpin is at (\S+)/.exec(text)?.[1];
    if (address !== undefined && entering === null) {
      const at = since();
      entering = enter(address, since).then((seconds) => ({ address: at, ...seconds }));
    }
    if (text.includes('Everything is loaded')) break;
  }
  const loaded = since();
  if (entering === null) throw new Error(`npm start ended early: ${text}`);
  const told = await entering;
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await ended;
  return { ...told, loaded };
}

async function enter(address: string, since: () => number): Promise<{ inside: number; sector: number }> {
  const page = await (await fetch(`${address}/sign-in`)).text();
  const [script = ''] = /\/assets\/[\w-]+\.js/.exec(page) ?? [];
  await (await fetch(address + script, { headers: { 'accept-encoding': 'br' } })).arrayBuffer();
  const door = (await (await fetch(`${address}/api/v1/door`)).json()) as { example: readonly { person: string }[] };
  const [person] = door.example;
  const entered = await fetch(`${address}/api/v1/example-session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person: person?.person }),
  });
  if (!entered.ok) throw new Error(`Nobody could sign in: ${entered.status}`);
  const inside = since();
  while (!(await fetch(`${address}/api/v1/sector`)).ok) await pause(100);
  return { inside, sector: since() };
}

const first: Start[] = [];
const second: Start[] = [];
for (let round = 0; round < rounds; round += 1) {
  const data = await mkdtemp(join(tmpdir(), 'underpin-start-'));
  first.push(await startOnce(data));
  second.push(await startOnce(data));
  await rm(data, { recursive: true });
}
const medians = (starts: readonly Start[]): Start => ({
  address: median(starts.map((one) => one.address)),
  inside: median(starts.map((one) => one.inside)),
  sector: median(starts.map((one) => one.sector)),
  loaded: median(starts.map((one) => one.loaded)),
});
const seconds = { first: medians(first), second: medians(second) };
recordResult('start-time', {
  measured:
    'npm start with dependencies installed: to the line that names the address, to a session of somebody of the example, to the first answer about the sector, to everything loaded; first: empty data folder, the 63 submissions of the example imported, its parties and cases made',
  rounds,
  seconds,
  goals,
  met:
    seconds.first.inside <= goals.inside &&
    seconds.first.sector <= goals.firstUseful &&
    seconds.second.sector <= goals.second,
});
