import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems, problemsOfLook, serveExample, type Served } from './pages.ts';

const root = join(import.meta.dirname, '../../..');
const us = encodeURIComponent('country == "US" && category == "server.high-end"');
const paths = {
  overview: '/',
  register: '/register/functions',
  record: '/register/institutions/record?key=9999UPIYUVDRRH100040',
  reliance: '/reliance',
  'reliance on a subject': `/reliance?subject=${us}`,
  'what-if': `/what-if?subject=${us}`,
  'the sale of a business': '/what-if?mode=sell&brand=IBM+Power%7CIBM+Z&to=lenovo&on=2025-07-01',
  control: '/control?of=9999UPPGXWHURE106W87',
  'control as a table': '/control?of=9999UPPLAGNWFE103K27&as=table',
  changes: '/changes',
  compare: `/reliance/compare?first=${us}&second=${us}&firstDate=2023-03-31`,
  graph: `/reliance/graph?subject=${us}`,
  import: '/register/import',
  'an earlier date': '/?at=2023-03-31',
  check: '/check',
  market: '/market',
} as const;

let served: Served;
beforeAll(async () => {
  served = await serveExample();
}, 240_000);
afterAll(() => served.stop());

test.each(Object.entries(paths))(
  '%s has no problem of accessibility, light and dark, wide and small, and nothing goes wrong',
  async (_name, path) => {
    const { page, wrong } = await served.open(path, { colorScheme: 'light' });
    expect(await problemsOfLook(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await served.close(page);
  },
);

test('in Chinese: every page speaks it, with dates and countries', async () => {
  const { page, wrong } = await served.open('/?lang=zh', { locale: 'zh-CN' });
  await page.getByRole('heading', { name: '整个行业依靠什么' }).waitFor();
  expect(await page.getAttribute('html', 'lang')).toBe('zh-Hans');
  await page.getByText('2024年12月31日').first().waitFor();
  await page.getByText('国家和地区', { exact: true }).click();
  await page.getByRole('link', { name: '美国' }).first().click();
  await page.getByRole('heading', { name: '没有它会失去' }).waitFor();
  for (const name of ['登记册', '假设', '控制', '检查', '市场']) {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }
  expect(wrong).toEqual([]);
  await served.close(page);
});

test('the script of the first load of the overview is below 250 kB gzipped', async () => {
  const { page } = await served.open('/');
  await page.waitForLoadState('networkidle');
  const loaded = await page.evaluate<string[]>(
    "performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((name) => name.endsWith('.js'))",
  );
  expect(loaded.length).toBeGreaterThan(0);
  const folder = join(root, 'apps/web/dist');
  const sizes = await Promise.all(loaded.map(async (name) => gzipSync(await readFile(join(folder, name))).length));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(total).toBeLessThan(250_000);
  await served.close(page);
});

// The walks of somebody who has read nothing: they start at the front page and use only what can be seen or heard there.
const twoMinutes = 120_000;

test(
  'walk a: which maker fells most critical functions',
  async () => {
    const { page } = await served.open('/');
    await page.getByText('Makers', { exact: true }).click();
    const first = page.getByRole('group', { name: 'What fells most' }).getByRole('row').nth(1);
    await first.getByRole('link', { name: 'International Business Machines Corporation' }).waitFor();
    expect(await first.textContent()).toContain('44');
    await served.close(page);
  },
  twoMinutes,
);

test(
  'walk b: why one named function falls, with its rows and as a graph',
  async () => {
    const { page, wrong } = await served.open('/');
    await page.getByRole('link', { name: 'Glenford Systems Group' }).first().click();
    await page.getByRole('heading', { name: 'Functions that fall' }).waitFor();
    await page
      .getByRole('button', { name: /^Why\? Current accounts and deposits, / })
      .first()
      .click();
    const drawer = page.getByRole('dialog', { name: 'Why does it fall?' });
    await drawer.getByText('One path by which it falls').waitFor();
    expect(await drawer.getByText('Current accounts and deposits').count()).toBeGreaterThan(0);
    await drawer.getByRole('columnheader', { name: 'Line' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await drawer.getByRole('link', { name: 'Open the graph' }).click();
    await page.getByRole('heading', { level: 1, name: 'Why does it fall?' }).waitFor();
    const table = page.getByRole('group', { name: 'As a table' });
    await table.getByRole('button', { name: /Current accounts and deposits/ }).waitFor();
    await page.locator('.graph-canvas[data-state=drawn]').waitFor();
    expect(await table.getByText('withdrawn').count()).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
    await served.close(page);
  },
  twoMinutes,
);

test(
  "walk c: what changes if that maker's server business is sold",
  async () => {
    const { page } = await served.open('/');
    await page.getByRole('link', { name: 'What-if' }).click();
    await page.getByText('Change the owner', { exact: true }).click();
    await page.getByRole('button', { name: 'International Business Machines Corporation: IBM Power + IBM Z' }).click();
    await page.getByLabel('Buyer', { exact: true }).first().fill('Lenovo');
    await page.getByRole('option', { name: /^Lenovo · / }).click();
    await page.getByRole('button', { name: 'Apply the sale' }).click();
    await page.getByRole('heading', { name: 'Who fells how much' }).waitFor();
    const china = page.getByRole('row', { name: /^China/ });
    expect(await china.textContent()).toMatch(/88–94.*93–98/);
    const maker = page.getByRole('row', { name: /^International Business Machines Corporation maker/ });
    expect(await maker.textContent()).toMatch(/44.*30/);
    await served.close(page);
  },
  twoMinutes,
);

test('what stands on a page is told by roles and names', async () => {
  const { page } = await served.open('/');
  await page.getByRole('heading', { name: /What changed since/ }).waitFor();
  expect(await page.locator('body').ariaSnapshot()).toMatch(
    new RegExp(
      [
        'link "Skip to content"',
        'complementary "Menu"',
        'navigation "Pages"',
        'slider "Reference date of the sector"',
        'main',
        'heading "What the sector stands on" \\[level=1\\]',
        'region "What fells most"',
        'table',
        'region "From country over maker or provider to function"',
        'region "What changed since 31 Mar 2023"',
        'region "Open cases"',
        'region "Not seen"',
        'region "What the checks found"',
      ].join('[^]*'),
    ),
  );
  await page.goto(`${served.address}/reliance?subject=${us}`);
  await page.getByRole('heading', { name: 'Over time' }).waitFor();
  expect(await page.getByRole('main').ariaSnapshot()).toMatch(
    /heading "Reliance" \[level=1\][^]*form "Subject"[^]*region "Lost without it"[^]*region "Functions that fall"[^]*region "Time to stand again"[^]*region "Over time"/,
  );
  await served.close(page);
});

test('the date goes along from page to page, and says what it is', async () => {
  const { page, wrong } = await served.open('/');
  const slider = page.getByRole('slider', { name: 'Reference date of the sector' });
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByText(/This is the sector as of 31 Mar 2023: 12 entities/).waitFor();
  await page.getByRole('link', { name: 'Register' }).click();
  await page
    .getByText('120 of 120 rows')
    .or(page.getByText(/^16 of 16 rows/))
    .first()
    .waitFor();
  expect(new URL(page.url()).searchParams.get('at')).toBe('2023-03-31');
  await page.getByRole('button', { name: 'Back to the latest' }).click();
  await page.getByText('30 of 30 rows').waitFor();
  expect(new URL(page.url()).searchParams.get('at')).toBeNull();
  expect(wrong).toEqual([]);
  await served.close(page);
});

test('shares are told part by part; points of a trend and shares of the market open their rows', async () => {
  const { page, wrong } = await served.open(`/reliance?subject=${us}`);
  const parts = page.getByRole('region', { name: 'Its own share, part by part' });
  await parts.getByRole('row', { name: /Credit institutions/ }).waitFor();
  await parts.getByText('Licensed activity').click();
  await parts.getByRole('row', { name: /settlement service/ }).waitFor();
  await parts.getByRole('button', { name: /^Why\?? .*Portfolio management/ }).click();
  await page.getByRole('dialog').getByText("This asset is the subject's").first().waitFor();
  await page.keyboard.press('Escape');
  const trend = page.getByRole('region', { name: 'Over time' }).first();
  await trend
    .getByRole('button', { name: /31 Mar 2023$/ })
    .first()
    .click();
  await page
    .getByRole('dialog')
    .getByText(/falls at (least|most)/)
    .first()
    .waitFor();
  await page.goto(`${served.address}/market?category=server.high-end&weight=count`);
  await page
    .getByRole('button', { name: /International Business Machines/ })
    .first()
    .click();
  await page
    .getByRole('dialog')
    .getByText(/^Asset .* machines$/)
    .first()
    .waitFor();
  expect(wrong).toEqual([]);
  await served.close(page);
});

test('one subject is compared on two dates', async () => {
  const { page } = await served.open(`/reliance/compare?first=${us}`);
  await page.getByRole('button', { name: 'Same subject on the right' }).click();
  await page.getByLabel('First: As of').first().click();
  await page.getByRole('option', { name: '31 Mar 2023' }).click();
  await page.getByRole('columnheader', { name: 'First · 31 Mar 2023' }).waitFor();
  await page.getByRole('heading', { name: 'Falls with both' }).waitFor();
  await served.close(page);
});

test('a view is kept under a name, opened again, removed, and put back', async () => {
  const { page } = await served.open('/register/functions');
  await page.getByLabel('Filter Critical').fill('=yes');
  await page.getByText('108 of 228 rows').waitFor();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByLabel('Save this view').fill('Critical ones');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Critical ones', exact: true }).waitFor();
  await page.goto(`${served.address}/register/functions`);
  await page.getByText('228 of 228 rows').waitFor();
  await page.getByRole('button', { name: 'Views 1' }).click();
  await page.getByRole('button', { name: 'Critical ones', exact: true }).click();
  await page.getByText('108 of 228 rows').waitFor();
  await page.getByRole('button', { name: 'Remove Critical ones' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Critical ones', exact: true }).waitFor();
  await served.close(page);
});

test('the ownership map moves with its day, and its boxes lead on', async () => {
  const { page, wrong } = await served.open('/control?of=9999UPPGXWHURE106W87');
  const map = page.getByRole('group', { name: /^Ownership map of Glenford Systems Group/ });
  await map.getByRole('button', { name: /^Example State Holding state body/ }).waitFor();
  await page.getByRole('slider', { name: 'Day of the map' }).focus();
  await page.keyboard.press('Home');
  await page
    .getByText(/as of 1 Jan 2012/)
    .first()
    .waitFor();
  await map.getByRole('button', { name: /^Example State Holding/ }).press('Enter');
  await page.getByRole('heading', { name: 'Example State Holding' }).waitFor();
  expect(wrong).toEqual([]);
  await served.close(page);
});

test('a sale tells which directions it breaches, by whom, with the rows', async () => {
  const { page } = await served.open('/');
  await page.getByRole('link', { name: 'What-if' }).click();
  await page.getByText('Change the owner', { exact: true }).click();
  await page.getByLabel('Brand', { exact: true }).first().click();
  await page.getByRole('option', { name: /^IBM Power/ }).click();
  await page.getByLabel('Buyer', { exact: true }).first().fill('Lenovo');
  await page.getByRole('option', { name: /^Lenovo · / }).click();
  await page.getByLabel('From', { exact: true }).fill('2025-07-01');
  await page.getByRole('button', { name: 'Apply the sale' }).click();
  await page.getByRole('heading', { name: 'Who fells how much' }).waitFor();
  const china = page.getByRole('row', { name: /^China/ });
  expect(await china.textContent()).toMatch(/88–94.*93–98/);
  const yarport = page.getByRole('row', { name: /^Yarport Private Bank/ }).first();
  expect(await yarport.textContent()).toMatch(/Kept.*Breached · 70%.*newly breached/);
  await page.getByText('Rows behind Yarport Private Bank (40)').click();
  expect(await page.getByText('Stated dependency on system core, which falls').first().isVisible()).toBe(true);
  await served.close(page);
});

test('a subject is built by choosing, computed, and stepped through with the keyboard', async () => {
  const { page } = await served.open('/reliance');
  await page.getByLabel('Field').first().click();
  await page.getByRole('option', { name: 'Country of control' }).click();
  await page.getByLabel('Value').first().fill('united');
  await page.getByRole('option', { name: /United States/ }).click();
  await page.getByRole('button', { name: 'Compute' }).click();
  await page.getByText(/^Selects 25 providers/).waitFor();
  expect(new URL(page.url()).searchParams.get('subject')).toBe('country == "US"');
  await page.getByRole('link', { name: 'See it fall step by step' }).click();
  await page.getByRole('heading', { name: 'How it falls' }).waitFor();
  await page.getByRole('button', { name: 'Next step' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await page.locator('[aria-current=step]').textContent()).toContain('Step 2 of');
  await page.goBack();
  await page.getByRole('heading', { name: 'Lost without it' }).waitFor();
  await served.close(page);
});

test('a subject that cannot be read is told in words, and stays in the field', async () => {
  const { page } = await served.open(`/reliance?subject=${encodeURIComponent('colour == "red"')}`);
  expect(await page.getByRole('alert').textContent()).toContain('colour');
  await served.close(page);
});

test('the register: filters, order and columns stand in the address; a row leads to its record and line', async () => {
  const { page } = await served.open('/register/functions');
  await page.getByLabel('Filter Critical').fill('=yes');
  await page.getByText('108 of 228 rows').waitFor();
  await page.getByRole('button', { name: 'Sort by Name' }).click();
  await page.getByLabel('Filter Name').fill('cash');
  await page.getByRole('link', { name: 'Cash withdrawals' }).first().waitFor();
  const shared = page.url();
  expect(new URL(shared).searchParams.get('sort')).toBe('name');
  await page.goto(shared);
  await page.getByRole('link', { name: 'Cash withdrawals' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Cash withdrawals' }).waitFor();
  await page.getByRole('heading', { name: 'Where it comes from' }).waitFor();
  expect(await page.getByText('b_06.01.csv').count()).toBe(1);
  await served.close(page);
});

test('a long table scrolls to its end', async () => {
  const { page } = await served.open('/register/services');
  await page.getByText('652 of 652 rows').waitFor();
  await page.getByRole('region', { name: 'Services' }).focus();
  await page.keyboard.press('End');
  await page.locator('tr[aria-rowindex="653"] a').first().waitFor();
  await served.close(page);
});

test('the palette finds pages and records from the keyboard', async () => {
  const { page, wrong } = await served.open('/');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Page, institution/ }).fill('ravdale networks group');
  await page
    .getByRole('option', { name: /Found in the register/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Ravdale Networks Group' }).waitFor();
  expect(wrong).toEqual([]);
  await served.close(page);
});

test('files are checked inside the page and their findings are listed', async () => {
  const { page, wrong } = await served.open('/check');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(request.url());
  });
  const folder = join(root, 'examples/sector/registers');
  const [name = ''] = await readdir(folder);
  await page.locator('input[type=file]').setInputFiles(join(folder, name));
  await page.getByRole('heading', { name: 'An authority would take it' }).waitFor();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'x.zip', mimeType: 'application/zip', buffer: Buffer.from('no zip') });
  await page.getByRole('heading', { name: 'An authority would reject it' }).waitFor();
  const inventories = join(root, 'examples/sector/inventories');
  const [workbook = ''] = (await readdir(inventories)).filter((one) => one.endsWith('.xlsx'));
  await page.locator('input[type=file]').setInputFiles(join(inventories, workbook));
  await page.getByRole('heading', { name: 'An authority would take it' }).waitFor();
  // Nothing of the files was sent.
  expect(sent).toEqual([]);
  expect(wrong).toEqual([]);
  await served.close(page);
});

test('a figure tells its rows, a heat map cell too', async () => {
  const { page } = await served.open('/reliance');
  await page
    .getByRole('button', { name: /critical functions$/ })
    .first()
    .click();
  await page.getByText(/rows made this figure/).waitFor();
  expect(await page.getByRole('dialog').getByRole('row').count()).toBeGreaterThan(2);
  await served.close(page);
});

test('where others reach the server, the page asks to sign in, and says when that failed', async () => {
  const reached = await serveExample('0.0.0.0');
  const { page } = await reached.open('/reliance');
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByLabel('Login').fill('nobody');
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect((await page.getByRole('alert').textContent())?.length).toBeGreaterThan(10);
  await reached.stop();
}, 240_000);
