import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { totpCode } from '../../../packages/app/src/use-cases/sign-in/totp.ts';
import { accessibilityProblems, problemsOfLook, serveExample, type Served } from './pages.ts';

let served: Served;
beforeAll(async () => {
  served = await serveExample('127.0.0.1', () => new Date());
}, 240_000);
afterAll(() => served.stop());

const sessions = new Map<string, Cookies>();
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** Signs in as somebody of the example, by the visible labels alone; goes to a page, with the session that somebody has already. */
async function as(
  person: string,
  path?: string,
  options: Parameters<Served['open']>[1] = {},
): Promise<{ readonly page: Page; readonly wrong: readonly string[] }> {
  const given = { acceptDownloads: true, ...options };
  const session = sessions.get(person);
  if (path !== undefined && session !== undefined) return await served.open(path, given, session);
  const opened = await served.open('/sign-in', given);
  await opened.page.getByRole('button', { name: person }).click();
  await opened.page.waitForURL((url) => url.pathname !== '/sign-in');
  await opened.page.getByRole('heading', { level: 1 }).first().waitFor();
  sessions.set(person, await opened.page.context().cookies());
  if (path !== undefined) {
    await opened.page.goto(served.address + path);
    await opened.page.getByRole('heading', { level: 1 }).first().waitFor();
  }
  return opened;
}

/** Who sees which page. */
const pages: Readonly<Record<string, readonly string[]>> = {
  'Tomas Varga': [
    '/cases',
    '/cases/review-2014',
    '/cases/review-2014?tab=evidence',
    '/cases/review-2014?tab=findings',
    '/cases/review-2014?tab=timeline',
    '/cases/review-2014?tab=report',
  ],
  'Ines Albrecht': ['/cases?begin=yes'],
  'Jonas Weber': ['/cases/delivery-check?tab=replies'],
  'Clara Nyström': ['/cases/server-cap', '/directions'],
  'Daniel Okafor': ['/received'],
  'Sofia Marchetti': ['/received'],
  'Ragnar Eide': ['/ledger'],
  'Yusuf Demir': [
    '/administration',
    '/administration?tab=parties',
    '/administration?tab=machinery',
    '/administration?tab=health',
    '/account',
    '/cases',
  ],
};

test('signing in has no problem of accessibility', async () => {
  const { page, wrong } = await served.open('/sign-in', { colorScheme: 'light' });
  await page.getByText('This is the example, on your own machine').waitFor();
  expect(await problemsOfLook(page)).toEqual([]);
  expect(wrong).toEqual([]);
  await served.close(page);
});

test.each(Object.entries(pages))(
  'what %s sees has no problem of accessibility, light and dark, wide and small, and nothing goes wrong',
  async (person, paths) => {
    const { page, wrong } = await as(person, undefined, { colorScheme: 'light' });
    for (const path of paths) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(served.address + path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      expect(await problemsOfLook(page)).toEqual([]);
      expect([path, ...wrong]).toEqual([path]);
    }
    await served.close(page);
  },
);

test('an analyst adds evidence with a file; a reload loses nothing; two who change it at once see both versions; a change is undone', async () => {
  const { page, wrong } = await as('Ines Albrecht', '/cases/review-2014?tab=evidence');
  await page.getByRole('button', { name: 'Add evidence' }).click();
  await page.getByLabel('What the source states').fill('A bank told of its spare parts.');
  await page.waitForTimeout(400);
  await page.reload();
  await page.getByRole('button', { name: 'Add evidence' }).click();
  await page.getByText(/^Your draft of/).waitFor();
  expect(await page.getByLabel('What the source states').inputValue()).toBe('A bank told of its spare parts.');
  await page.getByRole('textbox', { name: 'Source', exact: true }).fill('A bank');
  await page.getByLabel('Published').fill('2025-02');
  await page.getByLabel('Where to find it').fill('Letter of February 2025');
  await page.locator('input[type=file]').setInputFiles({
    name: 'letter.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Spare parts for two years.'),
  });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('The evidence is added. Only your authority sees it.').waitFor();
  const mine = page.getByRole('listitem').filter({ hasText: 'A bank told of its spare parts.' });
  expect(await mine.textContent()).toContain('only CB');
  expect(await mine.textContent()).toContain('text/plain');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    mine.getByRole('link', { name: 'letter.txt' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toBe('Spare parts for two years.');

  // Somebody of another authority sees nothing of it.
  const other = await as('Olena Koval', '/cases/review-2014?tab=evidence');
  await other.page.getByText('Government agencies are said').first().waitFor();
  expect(await other.page.getByText('A bank told of its spare parts.').count()).toBe(0);
  await served.close(other.page);

  await mine.getByRole('button', { name: 'Edit' }).click();
  const colleague = await as('Tomas Varga', '/cases/review-2014?tab=evidence');
  await colleague.page.getByRole('button', { name: 'Edit A bank told of its spare parts.' }).click();
  await colleague.page.getByLabel('What the source states').fill('A bank told of its spare parts in stock.');
  await colleague.page.getByRole('button', { name: 'Save' }).click();
  await colleague.page.getByText('The evidence is changed.').waitFor();
  await page.getByLabel('What the source states').fill('One bank told of its spare parts.');
  await page.getByRole('button', { name: 'Save' }).click();
  const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else changed this meanwhile' });
  await conflict.waitFor();
  expect(await conflict.textContent()).toContain('A bank told of its spare parts in stock.');
  expect(await conflict.textContent()).toContain('One bank told of its spare parts.');
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await page.getByText('The evidence is changed.').waitFor();
  await colleague.page.reload();
  await colleague.page.getByRole('button', { name: 'Edit One bank told of its spare parts.' }).waitFor();
  await colleague.page.getByRole('button', { name: 'Edit One bank told of its spare parts.' }).click();
  await colleague.page.getByRole('combobox', { name: 'Reliability of the source' }).click();
  await colleague.page.getByRole('option', { name: /^C · / }).click();
  await colleague.page.getByRole('button', { name: 'Save' }).click();
  await colleague.page.getByText('C6').waitFor();
  await colleague.page.getByRole('button', { name: 'Undo' }).click();
  await colleague.page.getByText('F6').waitFor();
  await served.close(colleague.page);
  expect(wrong.filter((text) => !text.includes('412'))).toEqual([]);
  await served.close(page);
});

test('figures of a subject are put into a case from the page about reliance, by a job that is watched', async () => {
  const { page, wrong } = await as('Ines Albrecht', `/reliance?subject=${encodeURIComponent('country == "US"')}`);
  await page.getByRole('button', { name: 'Put into a case' }).click();
  await page.getByLabel('Case', { exact: true }).first().click();
  await page.getByRole('option', { name: /^Reliance of commercial banks/ }).click();
  await page.getByRole('button', { name: 'Freeze now' }).click();
  await page.getByRole('dialog').getByText('done', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'See the evidence of the case' }).click();
  await page.getByText('only CB').first().waitFor();
  expect(wrong).toEqual([]);
  await served.close(page);
});

test('an extract hides what it should, shows its recipient exactly what the preview showed, and is replied to', async () => {
  const { page, wrong } = await as('Petros Ioannou', '/cases/delivery-check?tab=replies');
  await page.getByRole('button', { name: 'Make an extract' }).click();
  await page.getByRole('combobox', { name: 'Finding', exact: true }).click();
  await page.getByRole('option', { name: /^Only Castelby/ }).click();
  await page.getByRole('combobox', { name: 'Recipient', exact: true }).click();
  await page.getByRole('option', { name: 'Maker group under review' }).click();
  await page.getByLabel('What the recipient is asked').fill('How do your buyers check deliveries?');
  await page.getByLabel('Or hide these words wherever they stand').fill('yarport private bank');
  await page.getByLabel('Reason, told to the recipient').fill('names an institution');
  await page.getByRole('button', { name: 'Hide the words' }).click();
  // By keyboard: select the first eight words' worth of characters and hide them.
  await page.getByLabel(/^Select text with the mouse/).focus();
  await page.keyboard.press('Control+Home');
  for (let at = 0; at < 5; at += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.down('Shift');
  for (let at = 0; at < 21; at += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.up('Shift');
  await page.getByRole('button', { name: 'Hide the selection' }).click();
  const preview = page.getByRole('region', { name: 'What the recipient will see' }).getByRole('article');
  const shown = await preview.locator('blockquote').textContent();
  expect(shown).not.toMatch(/Castelby|Yarport/);
  expect(shown).toContain('compare what arrives with what was shipped');
  await page.getByRole('button', { name: 'Make the extract' }).click();
  await page.getByText('The extract is made. It is not released yet.').waitFor();
  await page.getByRole('button', { name: 'Release to Maker group under review' }).click();
  await page.getByText('Released to Maker group under review.').waitFor();
  const vendor = await as('Sofia Marchetti');
  const received = vendor.page.getByRole('listitem').filter({ hasText: 'How do your buyers check deliveries?' }).last();
  expect(await received.locator('blockquote').textContent()).toBe(shown);
  expect(await vendor.page.textContent('body')).not.toContain('Yarport');
  await received.getByRole('textbox', { name: 'Your reply' }).fill('They compare serial numbers.');
  await received.getByRole('button', { name: 'Send the reply' }).click();
  await vendor.page.getByText('Your reply is sent.').waitFor();
  await vendor.page.getByRole('link', { name: 'Directions' }).click();
  await vendor.page.getByText('There is no direction that you may see.').waitFor();
  await served.close(vendor.page);
  await page.reload();
  await page.getByText('They compare serial numbers.').waitFor();
  expect(wrong).toEqual([]);
  await served.close(page);
});

test('walk d: a sealed report, by the labels alone, in under two minutes', async () => {
  const begun = performance.now();
  const { page, wrong } = await served.open('/', { acceptDownloads: true });
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Signatory Tomas Varga' }).click();
  await page.getByRole('link', { name: 'Opinions to sign: 2' }).click();
  for (const [label, position] of [
    ['Sign an opinion', 'concurs with reservation'],
    ['Sign again One trial', 'concurs'],
  ] as const) {
    await page.getByRole('button', { name: label }).first().click();
    await page.getByRole('radio', { name: position, exact: true }).check();
    await page.getByLabel('Reasons').fill('As far as the registers tell.');
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.getByText('Your opinion is signed.').last().waitFor();
  }
  await page.getByRole('link', { name: 'Report and decision' }).click();
  await page.getByText('All authorities gave their opinion. The report can be sealed.').waitFor();
  await page.getByRole('button', { name: 'Seal and submit the report' }).click();
  await page.getByRole('heading', { name: 'The sealed report' }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the sealed report' }).click(),
  ]);
  await page.getByRole('link', { name: 'Verify the seal' }).click();
  await page.getByRole('button', { name: 'Verify the report of this case' }).click();
  await page.getByText('“review-2014.bundle.zip” is whole').waitFor();
  expect(performance.now() - begun).toBeLessThan(120_000);

  const bytes = await readFile(await download.path());
  const place = bytes.indexOf('report/report.json');
  expect(place).toBeGreaterThan(0);
  const spoilt = Uint8Array.from(bytes);
  const at = Math.floor(bytes.length / 2);
  spoilt[at] = (spoilt[at] ?? 0) ^ 1;
  const file = join(await download.path().then((path) => join(path, '..')), 'spoilt.zip');
  await writeFile(file, spoilt);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') asked.push(request.url());
  });
  await page.getByLabel('Choose a sealed report').setInputFiles(file);
  await page.getByText('“spoilt.zip” does not hold').waitFor();
  await page.getByText(/^First broken link: /).waitFor();
  expect(asked).toEqual([]);
  expect(wrong).toEqual([]);
  await served.close(page);
});

test('the working group decides, with a direction and an exclusion rule; an addressee sees itself only; the direction is varied', async () => {
  const { page, wrong } = await as('Clara Nyström');
  await page.getByRole('link', { name: 'Decide', exact: true }).first().click();
  await page.getByRole('button', { name: 'Decide' }).click();
  await page.getByLabel('The decision').fill('Bought no longer, and reduced.');
  await page.getByRole('button', { name: 'Add an exclusion rule' }).click();
  await page.getByLabel('Title').fill('No purchase without maintenance');
  await page.getByLabel('In force from').fill('2027-01-01');
  await page.getByLabel('Legal basis').fill('Illustrative order 1');
  await page.getByRole('combobox', { name: 'Addressees' }).click();
  await page.getByRole('option', { name: 'Castelby Savings Bank' }).click();
  await page.getByRole('option', { name: 'Yarport Private Bank' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Sign the decision' }).click();
  await page.getByText('The decision is taken.').waitFor();
  await page.getByRole('link', { name: 'No purchase without maintenance' }).click();
  await page.getByText('Illustrative order 1').waitFor();
  await page.getByText('Yarport Private Bank').waitFor();
  await page.getByRole('link', { name: 'Directions' }).first().click();
  await page.getByRole('link', { name: /^Cap on critical functions/ }).click();
  await page.getByText('missed').first().waitFor();
  await page.getByRole('button', { name: 'Vary it' }).click();
  await page.getByLabel('Counts from').fill('2027-01-01');
  await page.getByLabel('Reason').fill('The supply is late.');
  await page.getByLabel('Milestone 1: on').fill('2028-01-01');
  await page.getByLabel('Milestone 1: at most').fill('40');
  await page.getByRole('button', { name: 'Vary', exact: true }).click();
  await page.getByText('The supply is late.').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await served.close(page);
  const bank = await as('Daniel Okafor', '/directions');
  await bank.page.getByRole('link', { name: 'No purchase without maintenance' }).click();
  await bank.page.getByText('Castelby Savings Bank').first().waitFor();
  await bank.page.getByText('Illustrative order 1').waitFor();
  expect(await bank.page.textContent('body')).not.toContain('Yarport');
  await served.close(bank.page);
  expect(wrong).toEqual([]);
});

test('a case is begun, and moved on by its lead', async () => {
  const { page, wrong } = await as('Jonas Weber');
  await page.getByRole('button', { name: 'Begin a case' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Title').fill('Spare parts');
  await form.getByLabel('What is to be answered').fill('For how long are there spare parts?');
  await form.getByRole('combobox', { name: 'Authorities that take part' }).click();
  await page.getByRole('option', { name: /^MF · / }).click();
  await page.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Begin as a draft' }).click();
  await page.getByRole('heading', { level: 1, name: 'Spare parts' }).waitFor();
  await page.getByText('only BR').first().waitFor();
  await page.getByRole('button', { name: 'Open the case' }).click();
  await page.getByText('The case is now in the state “open”.').waitFor();
  await page.getByLabel('New task').fill('Write to the maker');
  await page.getByRole('button', { name: 'Add task' }).click();
  await page.getByLabel('Done: Write to the maker').click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('checkbox', { name: 'Done: Write to the maker', checked: false }).waitFor();
  expect(wrong).toEqual([]);
  await served.close(page);
});

test('an auditor checks the whole chain in the page, and sees no case', async () => {
  const { page, wrong } = await as('Ragnar Eide');
  await page.getByText(/^The chain of \d+ entries is whole/).waitFor();
  await page.goto(`${served.address}/cases`);
  await page.getByText('Cases are for authorities and working groups.').waitFor();
  expect(wrong).toEqual([]);
  await served.close(page);
});

test('an administrator adds a person, who sets a password by the link, signs in, and sets up a second factor', async () => {
  const { page, wrong } = await as('Yusuf Demir');
  await page.getByRole('form', { name: 'Add a person' }).getByRole('combobox', { name: 'Party' }).click();
  await page.getByRole('option', { name: 'CB · Central bank' }).click();
  await page.getByLabel('Name').fill('Nora Lind');
  await page.getByLabel('Login').fill('nora@example.org');
  await page.getByRole('button', { name: 'Add and get a one-time link' }).click();
  const link = (await page.getByText(/\/welcome#/).textContent()) ?? '';
  await served.close(page);
  const fresh = await served.open(link.replace(served.address, ''));
  await fresh.page.getByRole('textbox', { name: 'Password', exact: true }).fill('a long enough password');
  await fresh.page.getByLabel('Once more').fill('a long enough password');
  expect(await accessibilityProblems(fresh.page)).toEqual([]);
  expect(fresh.page.url()).not.toContain('#');
  await fresh.page.getByRole('button', { name: 'Set password' }).click();
  await fresh.page.getByText('Sign in as “nora@example.org”.').waitFor();
  await fresh.page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await fresh.page.getByText('Sign in with a password instead').click();
  await fresh.page.getByLabel('Login').fill('nora@example.org');
  await fresh.page.getByRole('textbox', { name: 'Password' }).fill('a long enough password');
  await fresh.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await fresh.page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor();
  await fresh.page.getByRole('link', { name: 'Nora Lind' }).click();
  await fresh.page.getByRole('button', { name: 'Set up' }).click();
  await fresh.page.getByRole('img', { name: 'QR code for your second factor' }).waitFor();
  const secret = (await fresh.page.getByText('Or type this key:').locator('code').textContent()) ?? '';
  await fresh.page
    .getByRole('textbox', { name: 'Code', exact: true })
    .fill(totpCode(secret, Math.floor(Date.now() / 30_000)));
  await fresh.page.getByRole('button', { name: 'Confirm' }).click();
  await fresh.page.getByText('The second factor is set up.').waitFor();
  await fresh.page.getByRole('textbox', { name: 'Name', exact: true }).fill('script');
  await fresh.page.getByRole('button', { name: 'Make a token' }).click();
  await fresh.page.getByText(/^up_/).waitFor();
  await fresh.page.getByRole('button', { name: 'Sign out' }).click();
  await fresh.page.getByText('This is the example').waitFor();
  // Who is signed out, or not yet signed in, asks who they are and is told 401.
  expect([...wrong, ...fresh.wrong].filter((text) => !text.includes('401'))).toEqual([]);
  await served.close(fresh.page);
});

test('the palette finds what is in cases, and does what can be done, from the keyboard', async () => {
  const { page, wrong } = await as('Ines Albrecht', '/cases');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: /^Page, institution/ });
  await field.fill('arrive as they were');
  await page.getByRole('option', { name: /In cases · case/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Whether servers arrive as they were built' }).waitFor();
  await page.keyboard.press('Control+k');
  await field.fill('Begin a case');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Begin a case' }).waitFor();
  expect(wrong).toEqual([]);
  await served.close(page);
});

test('in Chinese: every page of the desk speaks it', async () => {
  const { page, wrong } = await as('Tomas Varga', '/cases/review-2014?lang=zh', { locale: 'zh-CN' });
  for (const name of ['概要', '证据', '认定与意见', '摘录与答复', '时间线', '报告与决定']) {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    const left = (await page.getByRole('heading', { level: 2 }).allTextContents()).filter((text) =>
      /^[\x20-\x7e]+$/.test(text),
    );
    expect(left, name).toEqual([]);
  }
  for (const name of ['案件', '指令', '账本']) {
    await page
      .getByRole('navigation')
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }
  expect(wrong).toEqual([]);
  await served.close(page);
});
