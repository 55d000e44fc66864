/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderOverview, renderReview } from '../src/index.ts';
import { accessibilityProblems, openHtml, startBrowser } from './browser.ts';
import { sampleOverview } from './sample-overview.ts';
import { sampleReport } from './sample-report.ts';

/** What is wrong with the bones of a page. */
async function structureProblems(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const problems: string[] = [];
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) problems.push(`id twice: ${id}`);
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      const id = (link.getAttribute('href') ?? '').slice(1);
      if (document.getElementById(id) === null) problems.push(`leads nowhere: #${id}`);
    }
    let level = 0;
    for (const heading of document.querySelectorAll('main h1, main h2, main h3, main h4')) {
      const next = Number(heading.tagName.slice(1));
      if (next > level + 1) problems.push(`heading out of order: ${heading.textContent}`);
      level = next;
    }
    for (const table of document.querySelectorAll('table')) {
      if (table.caption === null || table.tHead === null) problems.push(`table without caption or head: ${table.id}`);
      if (table.querySelectorAll('th:not([scope])').length > 0) problems.push(`head without scope: ${table.id}`);
    }
    for (const chart of document.querySelectorAll('figure svg')) {
      if (chart.getAttribute('role') !== 'img') problems.push('chart without role');
    }
    return problems;
  });
}

describe.each([
  ['review report', renderReview(sampleReport())],
  ['overview', renderOverview(sampleOverview())],
])('%s in a browser', (_, text) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  test.each([false, true])('has no accessibility problem (dark: %s)', async (dark) => {
    const { page, requests } = await openHtml(browser, text, { dark });
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(requests).toEqual([]);
  });

  test('has sound bones: ids, links, headings, tables, charts', async () => {
    const { page } = await openHtml(browser, text);
    expect(await structureProblems(page)).toEqual([]);
  });

  test('lets the keyboard skip to the content', async () => {
    const { page } = await openHtml(browser, text);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    const box = await page.locator('.skip').boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  test.each([380, 1280])('fits a window of %i px without scrolling sideways', async (width) => {
    const { page } = await openHtml(browser, text, { width });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
  });

  test('prints on A4 with nothing cut off', async () => {
    const { page } = await openHtml(browser, text, { width: 680 });
    await page.emulateMedia({ media: 'print' });
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('table, svg, pre, p')]
        .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map((element) => element.id || element.outerHTML.slice(0, 80)),
    );
    expect(cut).toEqual([]);
    const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(boxes.length).toBeGreaterThan(1);
    for (const box of boxes) {
      expect(Number(box[1])).toBeCloseTo(595, -1);
      expect(Number(box[2])).toBeCloseTo(842, -1);
    }
  });
});
