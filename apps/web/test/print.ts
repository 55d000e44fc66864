import type { Page } from 'playwright-core';

/** CSS pixels between the margins of A4: portrait, and landscape for the tables of the register. */
const paper = { portrait: 703, landscape: 1032 };

/**
 * What is wrong with a page on paper: navigation or something to press on it, no heading, no date and address, dark, or wider than the sheet.
 * Leaves the page as it is printed.
 */
export async function problemsOfPrint(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const turned = (await page.locator('.register').count()) > 0;
  await page.setViewportSize({ width: turned ? paper.landscape : paper.portrait, height: 1000 });
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  return page.evaluate<string[]>(`(() => {
    const seen = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== 'hidden';
    const told = (one) => one.outerHTML.slice(0, 160);
    const wrong = [];
    for (const one of document.querySelectorAll('aside, nav, input:not([type=checkbox]), select, .mantine-Button-root, .why:not(.says)'))
      if (seen(one)) wrong.push('printed: ' + told(one));
    if (![...document.querySelectorAll('h1')].some(seen)) wrong.push('no heading');
    const head = document.querySelector('.print-head');
    if (head === null || !seen(head) || !head.textContent.includes(location.pathname)) wrong.push('no date and address');
    for (const one of document.querySelectorAll('body, main, .panel'))
      if (!['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(getComputedStyle(one).backgroundColor)) wrong.push('dark: ' + told(one));
    const pale = (one) => getComputedStyle(one).color.match(/[0-9.]+/g).slice(0, 3).every((part) => Number(part) > 180);
    for (const one of document.querySelectorAll('h1, h2, main p, main td, main th'))
      if (seen(one) && one.textContent !== '' && pale(one)) wrong.push('pale: ' + told(one));
    if (document.documentElement.scrollWidth > innerWidth)
      for (const one of document.querySelectorAll('main *'))
        if (seen(one) && one.getBoundingClientRect().right > innerWidth + 1) wrong.push('too wide: ' + told(one));
    return wrong.slice(0, 8);
  })()`);
}
