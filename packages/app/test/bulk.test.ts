import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silent } from '@underpin/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BulkCheck, type BulkOptions, type BulkPass, changesBelow } from '../src/index.ts';
import { changed, now, type PackageFile, samplePackages, withCell } from './register-files.ts';

const child = join(import.meta.dirname, 'bulk-child.ts');
let folder = '';
let packages: PackageFile[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'underpin-bulk-'));
  packages = (await samplePackages(24)).toSorted((a, b) => a.bytes.length - b.bytes.length).slice(0, 5);
  const [first, second] = packages as [PackageFile, PackageFile];
  packages.push({
    ...(await changed(first, { 'b_05.01.csv': withCell('c0080', 1, '=Utopia') })),
    name: `x${first.name}`,
  });
  packages.push({ name: 'broken.zip', bytes: second.bytes.slice(0, 2_000) });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function laid(name: string, copies = 1): Promise<{ readonly registers: string; readonly out: string }> {
  const registers = join(folder, name, 'registers');
  await mkdir(registers, { recursive: true });
  for (let copy = 0; copy < copies; copy += 1) {
    await mkdir(join(registers, String(copy)), { recursive: true });
    for (const file of packages) await writeFile(join(registers, String(copy), file.name), file.bytes);
  }
  return { registers, out: join(folder, name, 'out') };
}

async function passOver(paths: readonly string[], out: string, more: Partial<BulkOptions> = {}): Promise<BulkPass> {
  const bulk = await BulkCheck.open({ out, now: () => now, version: 'test', progress: silent, workers: 1, ...more });
  try {
    const pass = await bulk.pass(paths);
    if (!pass.ok) throw new Error(pass.reason);
    return pass.value;
  } finally {
    await bulk.close();
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

test('every package gets its reports, the summary counts and ranks, and a second pass checks only what is new', async () => {
  const { registers, out } = await laid('plain');
  const { summary, checked } = await passOver([registers], out);
  expect(checked).toBe(7);
  expect(summary.outcomes).toEqual({ accepted: 5, rejected: 2, 'not checked': 0 });
  expect(summary.lines[0]?.outcome).toBe('rejected');
  expect(summary.causes[0]?.severity).toBe('reject');
  expect(summary.causes.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['105', '503', 'UP-ZIP-2']));
  for (const { report } of summary.lines) {
    for (const file of ['report.json', 'report.csv', 'report.html'])
      expect(await exists(join(out, report ?? '', file)), `${report}/${file}`).toBe(true);
  }
  const line = summary.lines.find(({ name }) => name.startsWith('x'));
  const csv = await readFile(join(out, line?.report ?? '', 'report.csv'), 'utf8');
  expect(csv).toContain(",'=Utopia,");
  const html = await readFile(join(out, 'summary.html'), 'utf8');
  expect(html).toContain('Causes, ranked');
  expect((await readFile(join(out, 'summary.csv'), 'utf8')).trim().split('\r\n')).toHaveLength(8);
  const second = await passOver([registers], out);
  expect([second.checked, second.unchanged]).toEqual([0, 7]);
  expect(second.summary.lines).toEqual(summary.lines);
  const touched = join(registers, '0', packages[0]?.name ?? '');
  await utimes(touched, new Date(), new Date());
  expect((await passOver([registers], out)).checked).toBe(0);
  await writeFile(touched, packages[1]?.bytes ?? '');
  const third = await passOver([registers], out);
  expect([third.checked, third.unchanged]).toEqual([1, 6]);
  expect(third.summary.outcomes.rejected).toBe(3);
  expect((await passOver([registers], out, { version: 'next' })).checked).toBe(7);
});

test('killed in the middle, it goes on where it was', async () => {
  const { registers, out } = await laid('killed', 6);
  const state = join(out, 'state.jsonl');
  const running = spawn(process.execPath, [child, registers, out]);
  const lines = async (): Promise<number> => (await readFile(state, 'utf8').catch(() => '')).split('\n').length - 1;
  while ((await lines()) < 6 && running.exitCode === null) await new Promise((wake) => setTimeout(wake, 5));
  running.kill('SIGKILL');
  await new Promise((done) => running.once('exit', done));
  const before = await lines();
  expect(before).toBeGreaterThanOrEqual(6);
  expect(before).toBeLessThan(42);
  await writeFile(state, `${await readFile(state, 'utf8')}{"path":"cut o`);
  const resumed = await passOver([registers], out);
  expect(resumed.unchanged).toBeGreaterThanOrEqual(before);
  expect(resumed.checked + resumed.unchanged).toBe(42);
  expect(resumed.summary.outcomes).toEqual({ accepted: 30, rejected: 12, 'not checked': 0 });
});

test('a file that still changes waits for a later pass', async () => {
  const { registers, out } = await laid('settling');
  const late = await passOver([registers], out, { now: () => new Date(), settle: 60_000 });
  expect([late.checked, late.waiting]).toEqual([0, 7]);
  const settled = await passOver([registers], out, { now: () => new Date(Date.now() + 120_000), settle: 60_000 });
  expect(settled.checked).toBe(7);
});

test('what cannot be read is told, and does not stop the rest', async () => {
  const { registers, out } = await laid('missing');
  const bulk = await BulkCheck.open({ out, now: () => now, version: 'test', progress: silent });
  const pass = await bulk.pass([join(registers, 'nowhere')]);
  await bulk.close();
  expect(pass.ok ? '' : pass.reason).toContain('there is no such file');
});

test('a stop leaves the rest for the next pass', async () => {
  const { registers, out } = await laid('stopped', 3);
  let reports = 0;
  const progress = {
    get cancelled() {
      return reports >= 4;
    },
    report: () => {
      reports += 1;
    },
  };
  const stopped = await passOver([registers], out, { progress });
  expect(stopped.cancelled).toBe(true);
  expect(stopped.checked).toBeLessThan(21);
  const rest = await passOver([registers], out);
  expect(rest.checked + stopped.checked).toBe(21);
});

test('a watched folder is passed over at once, and again when something changes', async () => {
  const { registers } = await laid('watched');
  let ended = false;
  let passes = 0;
  for await (const _ of changesBelow([registers], { rescan: 400, pause: 10, ended: () => ended })) {
    passes += 1;
    if (passes === 1) await writeFile(join(registers, 'new.zip'), 'x');
    if (passes === 3) ended = true;
  }
  expect(passes).toBe(3);
});

test('memory is bounded by the largest package, not by the number', async () => {
  const peak = async (name: string, copies: number): Promise<number> => {
    const { registers, out } = await laid(name, copies);
    const running = spawn(process.execPath, [child, registers, out]);
    let text = '';
    running.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
    await new Promise((done) => running.once('exit', done));
    const said = JSON.parse(text) as { readonly checked: number; readonly peakMiB: number };
    expect(said.checked).toBe(copies * 7);
    return said.peakMiB;
  };
  const [few, many] = [await peak('few', 2), await peak('many', 12)];
  // Six times the packages; what grows is the garbage that a longer run lets lie, not the packages.
  expect(many).toBeLessThan(few * 1.6);
});
