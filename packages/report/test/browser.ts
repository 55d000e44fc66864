import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as driver } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const require = createRequire(import.meta.url);

/** Starts the browser that the tests bring along; no install, works as root. Close it when done. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath();
  return await driver.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** Opens a page from its text, as a file, and counts every request that it makes beyond itself. */
export async function openHtml(
  browser: Browser,
  text: string,
  options: { readonly dark?: boolean; readonly width?: number } = {},
): Promise<{ readonly page: Page; readonly requests: readonly string[] }> {
  const file = join(tmpdir(), `underpin-page-${process.pid}-${Math.random().toString(36).slice(2)}.html`);
  await writeFile(file, text);
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.dark === true ? 'dark' : 'light',
    bypassCSP: true,
  });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== `file://${file}`) requests.push(request.url());
  });
  await page.goto(`file://${file}`);
  return { page, requests };
}

/** What axe-core finds wrong on a page (WCAG 2.2 A and AA and its best practices), as "rule: element". */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return await page.evaluate(async () => {
    interface Axe {
      run(): Promise<{
        violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
      }>;
    }
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 5).map((node) => `${id}: ${node.html.slice(0, 160)} (${node.failureSummary ?? ''})`),
    );
  });
}
