import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { silent } from '@underpin/model';
import { start } from '@underpin/server';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as driver,
  type Page,
} from 'playwright-core';
import { exampleData } from '../../server/test/example-data.ts';

const require = createRequire(import.meta.url);

/** Milliseconds: other tests run at the same time, on machines of any speed. */
const patience = 60_000;
const usual = {
  viewport: { width: 1280, height: 900 },
  locale: 'en-GB',
  reducedMotion: 'reduce',
} as const;

/** What a browser keeps of a session. */
export type Session = Awaited<ReturnType<BrowserContext['storageState']>> | null;

/** The example behind a real server, and a real browser before it. */
export interface Served {
  readonly address: string;
  /** Path of the one-time link of the administrator. */
  readonly welcome: string | null;
  open(
    path: string,
    options?: BrowserContextOptions,
    /** What the browser kept of a session that is open already. */
    session?: Session,
  ): Promise<{ readonly page: Page; readonly wrong: readonly string[] }>;
  /** Gives a page back that nobody is signed in on any more. Starting a new one for each test would cost more than most tests. */
  close(page: Page): Promise<void>;
  stop(): Promise<void>;
}

export async function launchBrowser(): Promise<Browser> {
  return driver.launch({
    executablePath: await chromium.executablePath(),
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      // Without a graphics card the page is put together faster by the processor itself; WebGL stays.
      '--disable-gpu-compositing',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
    ],
  });
}

/** `fill` may put submissions into the data folder, which is then no example. `now`: fixed, so that pictures and figures are always the same; a session needs the time of the browser. */
export async function serveExample(
  host = '127.0.0.1',
  now = (): Date => new Date('2025-06-30T12:00:00Z'),
  fill: ((data: string) => Promise<void>) | null = null,
): Promise<Served> {
  const data = fill === null ? await exampleData(now()) : await mkdtemp(join(tmpdir(), 'underpin-web-'));
  await fill?.(data);
  const running = await start({
    root: join(import.meta.dirname, '../../..'),
    data,
    database: undefined,
    host,
    port: 0,
    now,
    progress: silent,
    // eslint-disable-next-line no-console
    tell: (error) => console.error(error),
  });
  if (!running.ok) throw new Error(running.reason);
  const address = running.value.address.replace('0.0.0.0', '127.0.0.1');
  const browser = await launchBrowser();
  const idle = new Map<string, Page[]>();
  const keyOf = new WeakMap<Page, string>();
  return {
    address,
    welcome: running.value.welcome,
    async open(path, options = {}, session = null) {
      const key = JSON.stringify(options);
      const page = idle.get(key)?.pop() ?? (await (await browser.newContext({ ...usual, ...options })).newPage());
      page.setDefaultTimeout(patience);
      keyOf.set(page, key);
      const wrong: string[] = [];
      page.on('console', (message) => {
        // Told by the driver, not by the page: there is no graphics card here.
        if (message.text().includes('GPU stall due to ReadPixels')) return;
        if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
      });
      page.on('pageerror', (error) => wrong.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) wrong.push(request.url());
      });
      if (session !== null) await page.context().setStorageState(session);
      await page.goto(address + path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      return { page, wrong };
    },
    async close(page) {
      page.removeAllListeners();
      await page.unrouteAll();
      await page.goto('about:blank');
      await page.context().clearCookies();
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Storage.clearDataForOrigin', { origin: address, storageTypes: 'local_storage' });
      await devtools.detach();
      const key = keyOf.get(page) ?? '';
      const { colorScheme = 'light', viewport = usual.viewport } = JSON.parse(key) as BrowserContextOptions;
      await page.emulateMedia({ media: null, colorScheme, reducedMotion: usual.reducedMotion });
      await page.setViewportSize(viewport ?? usual.viewport);
      idle.set(key, [...(idle.get(key) ?? []), page]);
    },
    async stop() {
      await browser.close();
      await running.value.stop();
      await rm(data, { recursive: true });
    },
  };
}

/** What axe-core finds wrong on a page (WCAG 2.2 A and AA and its best practices), as "rule: element". */
export async function accessibilityProblems(page: Page, only?: readonly string[]): Promise<readonly string[]> {
  const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  return await page.evaluate(async (values) => {
    interface Axe {
      run(
        options: object,
      ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
    }
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({
      resultTypes: ['violations'],
      preload: values === undefined,
      ...(values === undefined ? {} : { runOnly: { type: 'rule', values } }),
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 4).map((node) => `${id}: ${node.html.slice(0, 200)} (${node.failureSummary ?? ''})`),
    );
  }, only);
}

/** Rules of axe-core that colours and size decide; the others ask the document, which stays the same. */
const ofLook = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];
const small = { width: 390, height: 800 };

/**
 * What is wrong with a page in light and wide, then in dark and small: it redraws, it is not loaded again.
 * What sticks out of a small screen is told beside what axe-core finds.
 */
export async function problemsOfLook(page: Page): Promise<readonly string[]> {
  await page.waitForLoadState('networkidle');
  const light = await accessibilityProblems(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(small);
  const wide = await page
    .waitForFunction('document.documentElement.scrollWidth <= window.innerWidth', undefined, { timeout: 3000 })
    .then(() => [])
    .catch(() =>
      page.evaluate<string[]>(
        "[...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => `too wide: ${one.outerHTML.slice(0, 200)}`)",
      ),
    );
  return [...light, ...wide, ...(await accessibilityProblems(page, ofLook))];
}
