import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readProtocol } from '@underpin/formats/browser';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems, serveExample, type Served } from './pages.ts';

const story = join(import.meta.dirname, '../../../examples/trial/accepted');
let served: Served;
let page: Page;
let wrong: readonly string[];
/** The server's own clock, so that a trial of eight weeks takes no eight weeks. */
let now = new Date();
beforeAll(async () => {
  served = await serveExample('127.0.0.1', () => now);
  ({ page, wrong } = await served.open('/sign-in', { acceptDownloads: true }));
  await enter();
}, 240_000);
afterAll(async () => {
  await served.close(page);
  await served.stop();
});

/** Signs in as the reporter of the bank that runs the trials. */
async function enter(): Promise<void> {
  await page.getByRole('button', { name: 'Daniel Okafor' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** The story's samples with their days moved so that they begin on a day. */
async function moved(name: string, from: string): Promise<Buffer> {
  const shift = Date.parse(from) - Date.parse('2026-01-19');
  const text = await readFile(join(story, 'measurements', name), 'utf8');
  const day = (iso: string): string => new Date(Date.parse(iso) + shift).toISOString().slice(0, 10);
  return Buffer.from(text.replaceAll(/\d{4}-\d{2}-\d{2}/g, day));
}

test('from protocol to verdict: written in the form, planned, sealed, fed, watched, assessed, taken away', async () => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Page, institution/ }).fill('Trials');
  await page.getByRole('option', { name: /^Trials/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Trials' }).waitFor();
  await page.getByRole('button', { name: 'Begin a trial' }).click();
  // The file of the story, at days to come: sealed before its data.
  const begins = new Date(Math.floor(now.getTime() / 86_400_000 + 3) * 86_400_000).toISOString().slice(0, 10);
  const protocol = readProtocol(await readFile(join(story, 'protocol.yaml'), 'utf8')).value;
  const shift = Date.parse(begins) - Date.parse('2026-01-19');
  const text = JSON.stringify({ ...protocol, id: 'walk', title: 'The walk' }).replaceAll(
    /\d{4}-\d{2}-\d{2}(T00:00:00\.000Z)?/g,
    (iso) => new Date(Date.parse(iso.slice(0, 10)) + shift).toISOString().slice(0, 10),
  );
  const file = (name: string, buffer: Buffer, mimeType = 'application/json') => ({ name, mimeType, buffer });
  await page.getByLabel('File of the protocol').setInputFiles(file('broken.json', Buffer.from('{"id": 1}')));
  await page.getByRole('alert').filter({ hasText: 'Error' }).waitFor();
  expect(await page.getByRole('button', { name: 'Begin with', exact: false }).isDisabled()).toBe(true);
  await page.getByLabel('File of the protocol').setInputFiles(file('walk.json', Buffer.from(text)));
  await page
    .getByLabel('Request for trial that it answers')
    .selectOption({ label: 'Trial of another maker’s servers' });
  await page.getByRole('button', { name: 'Begin with this file' }).click();
  await page.getByRole('heading', { level: 1, name: 'The walk' }).waitFor();
  await page.getByText('The 42 planned days suffice').waitFor();
  expect(await page.getByRole('img', { name: 'Power of each endpoint by days of measuring' }).count()).toBe(1);
  expect(await accessibilityProblems(page)).toEqual([]);

  // A period without its peak is told at the field, and cannot be sealed; then it is mended.
  const title = page.getByLabel('Title');
  await title.fill('The walk, written on the page');
  const to = page.getByRole('group', { name: 'Period' }).getByLabel('To', { exact: false }).first();
  const whole = await to.inputValue();
  await to.fill(begins);
  await page.getByText('It cannot be sealed before the errors are mended.').waitFor();
  await to.fill(whole);
  await page.getByText('Nothing stands against sealing it.').waitFor();
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByText('The protocol is saved.').waitFor();
  await page.getByRole('heading', { level: 1, name: 'The walk, written on the page' }).waitFor();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await page.getByText('Seal the protocol first').waitFor();
  await page.getByRole('link', { name: 'Protocol', exact: true }).click();
  await page.getByRole('button', { name: 'Seal the protocol' }).click();
  await page.getByText('The protocol is sealed.').waitFor();
  await page.getByText('sealed, running').waitFor();

  // Six weeks later.
  const trial = new URL(page.url()).pathname;
  now = new Date(Date.parse(begins) + 43 * 86_400_000);
  await page.goto(`${served.address}/sign-in`);
  await enter();
  await page.goto(served.address + trial);
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  const files = await Promise.all(
    ['latency.csv', 'incidents.csv', 'availability.csv'].map(async (name) =>
      file(name, await moved(name, begins), 'text/csv'),
    ),
  );
  await page.getByLabel('Add measurements').setInputFiles(files);
  await page.getByText('“availability.csv” is received.').waitFor();
  expect(await page.getByRole('group', { name: 'Received' }).getByRole('row').count()).toBe(4);
  await page.getByRole('link', { name: 'Monitoring', exact: true }).click();
  await page.getByRole('img', { name: /^Confidence sequence against the margin: response time, card/ }).waitFor();
  await page.getByText('Day by day, and why').first().click();
  expect(
    await page
      .getByRole('group', { name: /^Day by day, and why: response time, card/ })
      .getByRole('row')
      .count(),
  ).toBe(43);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('link', { name: 'Verdict', exact: true }).click();
  await page.getByText('There is no verdict yet.').waitFor();
  await page.getByRole('button', { name: 'Assess' }).click();
  await page.getByText('The verdict is given.').waitFor();
  await page.getByText('Every interval lies inside its margin').waitFor();
  const rows = page.getByRole('group', { name: 'Endpoints' }).getByRole('row');
  expect(await rows.count()).toBe(5);
  expect(await rows.nth(1).textContent()).toContain('1.037');
  for (const [link, begin] of [
    ['Report (HTML)', '<!doctype html>'],
    ['Report (PDF)', '%PDF'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: link }).click(),
    ]);
    expect((await readFile(await download.path(), 'utf8')).slice(0, 20).toLowerCase()).toContain(begin.toLowerCase());
  }
  expect(await accessibilityProblems(page)).toEqual([]);

  // A wider margin afterwards is an amendment that stays visible, and a breach until it is sealed.
  await page.getByRole('link', { name: 'Protocol', exact: true }).click();
  await page.getByRole('button', { name: 'Amend' }).click();
  await page
    .getByRole('group', { name: 'Endpoints 1' })
    .getByRole('textbox', { name: 'Margin', exact: true })
    .fill('1.3');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByText('Changed and not sealed: endpoints.0.margin.value').waitFor();
  await page.getByRole('link', { name: 'Verdict', exact: true }).click();
  await page.getByRole('button', { name: 'Assess' }).click();
  await page.getByText('The trial was not run as it was sealed').waitFor();
  // The session of six weeks ago is over, and is told so.
  expect(wrong.filter((text) => !text.includes('401'))).toEqual([]);
}, 240_000);

test('an authority reads it by the request that it made, covers its list, pools, and brings it into a case; in Chinese too', async () => {
  const { page: other, wrong: amiss } = await served.open('/sign-in');
  await other.getByRole('button', { name: 'Ines Albrecht' }).click();
  await other.waitForURL((url) => url.pathname !== '/sign-in');
  await other.goto(`${served.address}/trials`);
  await other.getByRole('link', { name: 'Card payments on candidate servers', exact: true }).click();
  await other.getByRole('link', { name: 'Coverage', exact: true }).click();
  await other.getByText('inside 1 of 4').waitFor();
  const because = other.getByRole('row', { name: /^BANK3 cards/ });
  expect(await because.textContent()).toContain('exceeds the 930 transactions/s');
  await other.getByLabel('Keep a list of workloads').setInputFiles({
    name: 'mine.yaml',
    mimeType: 'text/yaml',
    buffer: Buffer.from('- { id: cards, institution: BANK9, kind: card payments }\n'),
  });
  await other.getByText('The list is kept. Only your party sees it.').waitFor();
  await other.getByText('unknown 1 of 1').waitFor();
  await other.getByRole('link', { name: 'Other trials', exact: true }).click();
  await other
    .getByText(/of the variation lies between the trials/)
    .first()
    .waitFor();
  expect(await accessibilityProblems(other)).toEqual([]);
  await other.getByRole('link', { name: 'Verdict', exact: true }).click();
  expect(await other.getByRole('button', { name: 'Assess' }).count()).toBe(0);
  await other.getByRole('button', { name: 'Put into a case' }).click();
  await other.getByLabel('Case', { exact: true }).selectOption({ index: 0 });
  await other.getByRole('button', { name: 'Bring it into the case' }).click();
  await other.getByRole('link', { name: 'See the evidence of the case' }).click();
  await other.getByRole('link', { name: 'trial-trial-cards.html' }).waitFor();
  await other.goto(`${served.address}/trials/trial-running?lang=zh`);
  await other.getByRole('link', { name: '监测' }).waitFor();
  for (const tab of ['protocol', 'data', 'monitoring', 'verdict', 'coverage', 'pool']) {
    await other.goto(`${served.address}/trials/trial-first?lang=zh&tab=${tab}`);
    await other.waitForLoadState('networkidle');
    expect(await accessibilityProblems(other), tab).toEqual([]);
  }
  expect(amiss).toEqual([]);
  await served.close(other);
}, 240_000);

test('a small dark screen and print hold the pages', async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const path of ['/trials', '/trials/trial-cards?tab=verdict', '/trials/trial-running?tab=monitoring']) {
    await page.goto(served.address + path);
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), path).toBe(true);
    expect(await accessibilityProblems(page), path).toEqual([]);
  }
  await page.emulateMedia({ media: 'print' });
  await page.goto(`${served.address}/trials/trial-cards?tab=verdict`);
  await page.getByRole('img', { name: 'Intervals of the endpoints against their margins' }).waitFor();
  expect(await page.locator('.side').isVisible()).toBe(false);
}, 120_000);
