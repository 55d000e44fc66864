import type { Page } from 'playwright-core';

/** Something that people do on a page, and how it is known to be answered. */
export interface Act {
  readonly name: string;
  readonly path: string;
  /** Makes the page ready for the n-th time; answers what to do and what is true once it is answered. */
  readonly each: (page: Page, time: number) => Promise<readonly [act: () => Promise<unknown>, stands: string]>;
  readonly onlyExample?: boolean;
}

const textOf = (selector: string): string => `(document.querySelector(${JSON.stringify(selector)})?.textContent ?? '')`;
/** True when an element says something else than now, and something. */
export async function changed(page: Page, selector: string): Promise<string> {
  const before = await page.evaluate<string>(textOf(selector));
  return `${textOf(selector)} !== ${JSON.stringify(before)} && ${textOf(selector)} !== ''`;
}
const firstRow = '.rows tbody tr[aria-rowindex="2"]';
const us = encodeURIComponent('country == "US" && category == "server.high-end"');
// Each leaves fewer functions of the example and of any sample.
const letters = ['c', 'a', 's', 'Backspace', 'r'];

/** What people do on the pages, each made ready before it is timed. */
export const acts: readonly Act[] = [
  {
    name: 'overview: rank another kind',
    path: '/',
    each: async (page, time) => {
      const kind = ['Makers', 'Providers', 'Product lines', 'Countries', 'Groups'][time % 5] ?? '';
      const stands = await changed(page, '[aria-label="What fells most"] tbody tr');
      return [() => page.locator('.segments label', { hasText: kind }).first().click(), stands];
    },
  },
  {
    name: 'register: filter, one letter more',
    path: '/register/functions',
    each: async (page, time) => {
      await page.locator(`${firstRow} th a`).waitFor();
      await page.getByLabel('Filter Name').focus();
      const stands = `${await changed(page, '.toolbar [role=status]')} && ${textOf(`${firstRow} th a`)} !== ''`;
      return [() => page.keyboard.press(letters[time] ?? 'a'), stands];
    },
  },
  {
    name: 'register: sort',
    path: '/register/services',
    each: async (page, time) => {
      await page.locator(`${firstRow} th a`).waitFor();
      const column = ['Provider', 'Function', 'Provider', 'Institution', 'Provider'][time] ?? '';
      return [() => page.getByRole('button', { name: `Sort by ${column}` }).click(), await changed(page, firstRow)];
    },
  },
  {
    name: 'register: rows far below',
    path: '/register/services',
    each: async (page, time) => {
      await page.locator('.rows tbody tr[aria-rowindex] a').first().waitFor();
      await page.locator('.rows').hover();
      const seen = 120 * (time + 1);
      return [
        () => page.mouse.wheel(0, 120 * 30),
        `[...document.querySelectorAll('.rows tbody tr[aria-rowindex]')].some((row) => Number(row.getAttribute('aria-rowindex')) > ${seen}) && [...document.querySelectorAll('.rows tbody tr[aria-rowindex]')].every((row) => row.textContent !== '')`,
      ];
    },
  },
  {
    name: 'register: another table',
    path: '/register/functions',
    each: async (page, time) => {
      const table = ['Providers', 'Arrangements', 'Systems', 'Products', 'Institutions'][time] ?? '';
      await page.locator(`${firstRow} th a`).waitFor();
      return [
        () => page.getByRole('link', { name: table, exact: true }).click(),
        `document.querySelector('.rows')?.getAttribute('aria-label') === ${JSON.stringify(table)} && ${textOf(firstRow)} !== ''`,
      ];
    },
  },
  {
    name: 'register: open a record',
    path: '/register/functions',
    each: async (page, time) => {
      if (time > 0) await page.goBack();
      await page.locator(`${firstRow} th a`).waitFor();
      return [
        () =>
          page
            .locator(`.rows tbody tr[aria-rowindex="${time + 3}"] a`)
            .first()
            .click(),
        `document.querySelector('.rows') === null && document.querySelectorAll('h2').length > 1`,
      ];
    },
  },
  {
    name: 'reliance: choose a subject',
    path: '/reliance',
    each: async (page, time) => {
      if (time > 0) await page.goBack();
      const link = page.getByRole('group', { name: 'What fells most' }).locator('tbody a').nth(time);
      await link.waitFor();
      // What is selected, the figures, and the first functions that fall: the panels in sight. Those below them are drawn afterwards.
      return [
        () => link.click(),
        `document.querySelector('.answer-head') !== null && document.querySelector('[aria-label="Functions that fall"] tbody tr th a') !== null`,
      ];
    },
  },
  {
    name: 'reliance: a cell of the heat map',
    path: '/reliance',
    each: async (page, time) => {
      if (time > 0) await page.keyboard.press('Escape');
      if (time > 0) await page.getByRole('dialog').waitFor({ state: 'detached' });
      const cell = page.locator('.heat-cell button').nth(time * 3);
      await cell.waitFor();
      await cell.scrollIntoViewIfNeeded();
      return [() => cell.click(), `document.querySelectorAll('[role=dialog] tbody tr').length > 0`];
    },
  },
  {
    name: 'what-if: next step',
    path: `/what-if?subject=${us}`,
    each: async (page, time) => {
      const back = time >= 2;
      const button = page.getByRole('button', { name: back && time % 2 === 0 ? 'Previous step' : 'Next step' });
      await button.waitFor();
      return [() => button.click(), await changed(page, '[aria-current=step]')];
    },
  },
  {
    name: 'palette: search the register',
    path: '/',
    each: async (page, time) => {
      if (time === 0) await page.keyboard.press('Control+k');
      const box = page.getByRole('combobox', { name: /^Page, institution/ });
      await box.waitFor();
      await box.fill('');
      await page.waitForTimeout(300);
      return [
        () => box.fill(['bank', 'cloud', 'systems', 'network', 'group'][time] ?? ''),
        `[...document.querySelectorAll('[role=option]')].some((one) => one.textContent.includes('Found in the register'))`,
      ];
    },
  },
  {
    name: 'market: another weight',
    path: '/market',
    each: async (page, time) => {
      const labels = page.locator('main .toolbar .mantine-SegmentedControl-root').locator('label');
      await labels.first().waitFor();
      return [() => labels.nth(time % 2).click(), await changed(page, 'main .panel')];
    },
  },
  {
    name: 'date of the sector: earlier and back',
    path: '/',
    onlyExample: true,
    each: async (page, time) => {
      await page.getByRole('slider', { name: 'Reference date of the sector' }).focus();
      return [
        () => page.keyboard.press(time % 2 === 0 ? 'ArrowLeft' : 'ArrowRight'),
        await changed(page, '[aria-label="What fells most"] tbody tr'),
      ];
    },
  },
  {
    name: 'control: another day of the map',
    path: '/control?of=fund-1',
    onlyExample: true,
    each: async (page, time) => {
      await page.getByRole('slider', { name: 'Day of the map' }).focus();
      await page.waitForTimeout(300);
      return [
        () => page.keyboard.press(time % 2 === 0 ? 'Home' : 'End'),
        await changed(page, 'main [role=group] svg, main .ownership'),
      ];
    },
  },
];
