import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { start } from '@underpin/server';
import { chromium as driver } from 'playwright-core';

/** Pages that the documentation shows, taken from the example with a fixed clock. */
const us = encodeURIComponent('country == "US" && category == "server.high-end"');
const shots = [
  { path: '/', file: 'overview.png', height: 860 },
  { path: '/register/services', file: 'register.png', height: 700 },
  { path: `/reliance?subject=${us}`, file: 'reliance.png', height: 1000 },
  { path: `/what-if?subject=${us}`, file: 'what-if.png', height: 1000 },
  { path: '/control?of=9999UPPGXWHURE106W87', file: 'control.png', height: 700 },
  { path: '/reviews/review-2014', file: 'review.png', height: 1000 },
] as const;

const root = dirname(import.meta.dirname);
const data = await mkdtemp(join(tmpdir(), 'underpin-shots-'));
const progress = { cancelled: false, report: (): void => {} };
const now = (): Date => new Date('2025-06-30T12:00:00Z');
const running = await start({
  root,
  data,
  database: undefined,
  host: '127.0.0.1',
  port: 0,
  now,
  progress,
  tell: console.error,
});
if (!running.ok) throw new Error(running.reason);
const browser = await driver.launch({
  executablePath: await chromium.executablePath(),
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
await mkdir(join(root, 'docs/images'), { recursive: true });
for (const { path, file, height } of shots) {
  const page = await browser.newPage({ viewport: { width: 1280, height }, locale: 'en-GB' });
  await page.goto(running.value.address + path);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(root, 'docs/images', file) });
  console.log(`Wrote docs/images/${file}`);
}
await browser.close();
await running.value.stop();
await rm(data, { recursive: true });
