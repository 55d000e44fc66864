import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { start } from '@underpin/server';
import { type Browser, chromium as driver, type Page } from 'playwright-core';

interface Shot {
  readonly path: string;
  readonly file: string;
  readonly height: number;
  /** Who is signed in, of the people of the example. */
  readonly as?: string;
  /** What is done before the picture is taken. */
  readonly first?: (page: Page) => Promise<unknown>;
  /** Shown dark. */
  readonly dark?: true;
}

/** Pages that the documentation shows, taken from the example. */
const us = encodeURIComponent('country == "US" && category == "server.high-end"');
const shots: readonly Shot[] = [
  { path: '/', file: 'overview.png', height: 860 },
  { path: '/register/services', file: 'register.png', height: 700 },
  { path: `/reliance?subject=${us}`, file: 'reliance.png', height: 1000 },
  { path: '/reliance', file: 'heat-map.png', height: 1000, first: (page) => show(page, 'Heat map') },
  {
    path: `/reliance/graph?subject=${us}`,
    file: 'graph.png',
    height: 900,
    first: (page) => page.locator('.graph-canvas[data-state=drawn]').waitFor(),
  },
  { path: `/what-if?subject=${us}`, file: 'what-if.png', height: 1000 },
  { path: '/what-if?mode=sell&brand=IBM+Power%7CIBM+Z&to=lenovo&on=2025-07-01', file: 'sale.png', height: 1000 },
  { path: '/control?of=9999UPPGXWHURE106W87', file: 'control.png', height: 700 },
  { path: '/changes', file: 'changes.png', height: 900 },
  { path: '/market', file: 'market.png', height: 800 },
  { path: '/sign-in', file: 'sign-in.png', height: 760 },
  { path: '/cases/review-2014', file: 'case.png', height: 900, as: 'Tomas Varga' },
  { path: '/cases/review-2014?tab=findings', file: 'findings.png', height: 900, as: 'Tomas Varga' },
  { path: '/cases/review-2014?tab=report', file: 'report.png', height: 900, as: 'Tomas Varga' },
  { path: '/directions', file: 'directions.png', height: 620, as: 'Clara Nyström' },
  {
    path: '/programme',
    file: 'programme.png',
    height: 900,
    as: 'Tomas Varga',
    // The plan is made in the meantime.
    first: (page) => page.locator('.gantt').first().waitFor({ timeout: 120_000 }),
  },
  { path: '/ledger', file: 'ledger.png', height: 800, as: 'Ragnar Eide' },
  { path: '/administration', file: 'administration.png', height: 800, as: 'Yusuf Demir' },
  { path: '/register/import', file: 'import.png', height: 900, as: 'Daniel Okafor', first: dropRows },
  { path: '/', file: 'overview-dark.png', height: 860, dark: true },
];

async function show(page: Page, heading: string): Promise<void> {
  const found = page.getByRole('heading', { level: 2, name: heading }).first();
  await found.waitFor();
  await found.evaluate((element: Element) => element.scrollIntoView());
}

/** Two rows of providers, one of which cannot be taken. */
async function dropRows(page: Page): Promise<void> {
  const columns = ['c0010', 'c0020', 'c0050', 'c0080'];
  const text = [columns.join(','), 'LEI,eba_qCO:qx2000,Northfield Hosting,Germny', ''].join('\n');
  await page.locator('input[type=file]').setInputFiles({
    name: 'b_05.01.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });
  await page.getByText('Germny').first().waitFor();
}

const only = process.argv.slice(2);
const root = dirname(import.meta.dirname);
const data = await mkdtemp(join(tmpdir(), 'underpin-shots-'));
const progress = { cancelled: false, report: (): void => {} };
const running = await start({
  root,
  data,
  database: undefined,
  host: '127.0.0.1',
  port: 0,
  // Sessions need the time of the browser.
  now: () => new Date(),
  progress,
  tell: console.error,
});
if (!running.ok) throw new Error(running.reason);
const { address } = running.value;
const executablePath = await chromium.executablePath();
// The browser of this package comes without Chinese.
const chinese = 'node_modules/@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf';
await copyFile(join(root, chinese), join(tmpdir(), 'fonts/NotoSansHans-Regular.otf'));
const browser = await driver.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-dev-shm-usage',
    '--use-gl=angle',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
  ],
});
await mkdir(join(root, 'docs/images'), { recursive: true });
for (const shot of shots) if (only.length === 0 || only.includes(shot.file)) await take(browser, shot);
await browser.close();
await running.value.stop();
await rm(data, { recursive: true });

async function take(from: Browser, { path, file, height, as, first, dark }: Shot): Promise<void> {
  const page = await from.newPage({
    viewport: { width: 1280, height },
    locale: 'en-GB',
    colorScheme: dark === true ? 'dark' : 'light',
    bypassCSP: true,
    reducedMotion: 'reduce',
  });
  if (as !== undefined) {
    await page.goto(`${address}/sign-in`);
    await page.getByRole('button', { name: as }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
  }
  await page.goto(address + path);
  await page.waitForLoadState('networkidle');
  try {
    await page.waitForFunction("document.querySelector('.computing') === null");
    await first?.(page);
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  await page.screenshot({ path: join(root, 'docs/images', file) });
  console.log(`Wrote docs/images/${file}`);
  await page.close();
}
