import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { importSubmissions, openSources } from '@underpin/app';
import { openStore } from '@underpin/store';
import { silent } from '@underpin/model';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../apps/web/test/pages.ts';
import { median } from './lib/measure.ts';
import { recordResult } from './lib/record-result.ts';
import { interaction, type Interaction, timeInteractions } from './lib/timed-page.ts';
import { acts, changed } from './lib/web-acts.ts';

/**
 * What people do on the pages, in a real Chromium: from the input to the paint in which the answer stands. Goals: 100 ms on the example, 300 ms
 * on a sector of 1,000 institutions. `UNDERPIN_BENCH_SECTOR` names a data folder with such a sector; without it one is made (minutes). `UNDERPIN_BENCH_ONLY` (example or thousand) measures one
 * of the two.
 */
const goals = { example: 100, thousand: 300 };
const root = dirname(import.meta.dirname);
const repeats = 5;

async function served(data: string, fictional: boolean): Promise<{ address: string; stop: () => Promise<void> }> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'lib/web-server.ts'), data, ...(fictional ? ['fictional'] : [])],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    const { address } = JSON.parse(line) as { address: string };
    return {
      address,
      stop: async () => {
        child.stdin.end();
        await ended;
      },
    };
  }
  throw new Error('The server ended before it said its address');
}

async function measured(browser: Browser, address: string, example: boolean) {
  const told: Record<string, object> = {};
  for (const { name, path, each, onlyExample } of acts) {
    if (onlyExample === true && !example) continue;
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'en-GB',
      bypassCSP: true,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await timeInteractions(page);
    await page.goto(address + path);
    await page.waitForLoadState('networkidle');
    const times: Interaction[] = [];
    try {
      for (let time = 0; time < repeats; time += 1) {
        const [act, stands] = await each(page, time);
        times.push(await interaction(page, act, stands));
      }
    } catch (error) {
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (times.length === 0) {
      told[name] = { failed: true };
    } else {
      const of = (key: keyof Interaction): number => Math.round(median(times.map((one) => one[key])));
      told[name] = {
        answered: of('answered'),
        first: Math.round(times[0]?.answered ?? 0),
        worst: Math.round(Math.max(...times.map(({ answered }) => answered))),
        reacts: of('reacts'),
        server: of('server'),
        times: times.length,
      };
      console.log(example ? 'example' : '1,000', name, JSON.stringify(told[name]));
    }
    await context.close();
  }
  return told;
}

/** A question whose graph has ten thousand nodes: until it stands folded, until every node is drawn, and until one node is found in the table. */
async function largeGraph(browser: Browser, address: string) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', bypassCSP: true });
  page.setDefaultTimeout(90_000);
  await timeInteractions(page);
  const begun = performance.now();
  await page.goto(`${address}/reliance/graph?subject=${encodeURIComponent('country == "US"')}`);
  const drawn = page.locator('.graph-canvas[data-state=drawn]');
  await drawn.waitFor();
  const folded = Math.round(performance.now() - begun);
  const pictures = process.env['UNDERPIN_BENCH_PICTURES'];
  const nodes = await page.locator('.panel h2').first().textContent();
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, 'graph-folded.png') });
  const unfold = await interaction(
    page,
    () => page.getByLabel('Those of one name as one').first().press('Space'),
    `document.querySelector('.graph-canvas')?.dataset.state === 'drawn' && ${await changed(page, '.panel h2')}`,
  );
  const all = await page.locator('.panel h2').first().textContent();
  await page.waitForTimeout(500);
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, 'graph-unfolded.png') });
  const choose = await interaction(
    page,
    () => page.locator('.node-rows tbody button').nth(3).click(),
    `document.querySelector('.node-rows [aria-pressed=true]') !== null`,
  );
  await page.waitForTimeout(500);
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, 'graph-chosen.png') });
  await page.close();
  return { folded: { says: nodes, drawn: folded }, unfolded: { says: all, ...unfold }, choose };
}

/** A sector of 1,000 institutions in a data folder of its own. */
async function thousand(data: string): Promise<void> {
  const files = await mkdtemp(join(tmpdir(), 'underpin-thousand-'));
  const sample = spawn(join(root, 'bin/underpin'), ['sample', '--institutions', '1000', '--out', files], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await new Promise((resolve) => sample.once('exit', resolve));
  const opened = await openStore({ directory: data, database: undefined, clock: () => new Date() });
  if (!opened.ok) throw new Error(opened.reason);
  const sources = await openSources([join(files, 'registers'), join(files, 'inventories')]);
  if (!sources.ok) throw new Error(sources.reason);
  const options = { now: (): Date => new Date(), progress: silent };
  for await (const _ of importSubmissions(opened.value.submissions, sources.value.sources, options));
  await opened.value.close();
  await rm(files, { recursive: true });
}

const browser = await launchBrowser();
const temporary = await mkdtemp(join(tmpdir(), 'underpin-interaction-'));
let graph: object | null = null;
const results: Record<string, Record<string, object>> = {};
try {
  const only = process.env['UNDERPIN_BENCH_ONLY'];
  if (only !== 'thousand') {
    const example = await served(join(temporary, 'example'), false);
    results['example'] = await measured(browser, example.address, true);
    await example.stop();
  }
  if (only !== 'example') {
    const kept = process.env['UNDERPIN_BENCH_SECTOR'];
    const data = kept ?? join(temporary, 'thousand');
    if (kept === undefined) await thousand(data);
    const large = await served(data, true);
    results['thousand'] = await measured(browser, large.address, false);
    graph = await largeGraph(browser, large.address).catch((error: unknown) => ({ failed: String(error) }));
    console.log('graph', JSON.stringify(graph));
    await large.stop();
  }
} finally {
  await browser.close();
  await rm(temporary, { recursive: true });
}
const slower = Object.entries(results).flatMap(([size, told]) =>
  Object.entries(told)
    .filter(([, one]) => !('answered' in one) || Number(one.answered) > goals[size as keyof typeof goals])
    .map(([name]) => `${size}: ${name}`),
);
const only = process.env['UNDERPIN_BENCH_ONLY'];
recordResult(only === undefined ? 'web-interaction' : `web-interaction-${only}`, {
  measured:
    'milliseconds from the input to the paint in which the answer stands (median of the repeats), of that waiting for the server, and to the first paint after the input; Chromium with a software renderer on the same machine',
  cores: availableParallelism(),
  goals,
  milliseconds: results,
  graph,
  slower,
  met: slower.length === 0,
});
