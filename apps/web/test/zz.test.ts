import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSubmission } from '@underpin/formats';
import { cell, silent, type Table } from '@underpin/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems, serveExample, type Served } from './pages.ts';

const registers = join(import.meta.dirname, '../../../examples/sector/registers');
const bank = '9999UPIYUVDRRH100040';

let served: Served;
beforeAll(async () => {
  served = await serveExample('127.0.0.1', () => new Date());
}, 240_000);
afterAll(() => served.stop());

async function providersOf(lei: string): Promise<Table> {
  const name = (await readdir(registers)).find((one) => one.startsWith(lei)) ?? '';
  const blob = new Blob([new Uint8Array(await readFile(join(registers, name)))]);
  const { read } = await readSubmission({ name, path: name, content: { kind: 'file', blob } }, silent);
  const table = read.tables.get('B_05.01');
  if (table === undefined) throw new Error(`No B_05.01 in ${name}`);
  return table;
}

test('a bank drops rows, sees which fail and what was meant, files the rest, corrects the failed rows and files them too', async () => {
  const providers = await providersOf(bank);
  const columns = [...providers.columns.keys()];
  const country = columns.find((name) => cell(providers, name, 2).startsWith('eba_GA:')) ?? '';
  const rows = [0, 1, 2].map((row) => columns.map((name) => cell(providers, name, row)));
  (rows[1] as string[])[columns.indexOf('c0050')] = 'Renamed Systems';
  const right = rows[2]?.[columns.indexOf(country)] ?? '';
  (rows[2] as string[])[columns.indexOf(country)] = 'Germny';
  const csv = [columns, ...rows].map((cells) => cells.map((text) => `"${text}"`).join(',')).join('\n');

  const { page, wrong } = await served.open('/sign-in', { acceptDownloads: true });
  await page.getByRole('button', { name: 'Daniel Okafor' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await page.goto(`${served.address}/register/import`);
  await page.getByText(/^Nothing waits to be filed/).waitFor();
  const dropped = await page.evaluateHandle((text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], 'b_05.01.csv', { type: 'text/csv' }));
    return files;
  }, csv);
  await page.locator('.drop').dispatchEvent('drop', { dataTransfer: dropped });

  const problems = page.getByRole('group', { name: 'Rows that cannot be taken as they are: 1' });
  await problems.waitFor();
  const problem = await problems.getByRole('row').nth(1).textContent();
  expect(problem).toContain('B_05.01:4');
  expect(problem).toContain('Germny');
  expect(problem).toContain('eba_GA:DE');
  const outcomes = page.getByRole('list', { name: 'What becomes of the rows' });
  expect((await outcomes.textContent())?.replaceAll(/\s+/g, '')).toBe('0new1changed1asbefore1failed0gone');
  expect(await accessibilityProblems(page)).toEqual([]);

  // Nothing is lost by a reload, and nothing goes in until somebody says that the failed row stays out.
  await page.reload();
  await problems.waitFor();
  const apply = page.getByRole('button', { name: 'File all' });
  expect(await apply.isDisabled()).toBe(true);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Failed rows as a file' }).click(),
  ]);
  const failed = await readFile(await download.path(), 'utf8');
  expect(failed).toContain('Germny');
  await page.getByLabel(/^Leave failed rows out/).check();
  await apply.click();
  page.on('response', (r) => console.log(r.status(), r.url()));for (let i = 0; i < 6; i += 1) { await page.waitForTimeout(4000); console.log(await page.locator('main').innerText()); }
  await page.screenshot({ path: '/tmp/sector/imp.png', fullPage: true });
  await page.getByText('Filed. Every page is computed on it now.').waitFor();

  await page.locator('input[type=file]').setInputFiles({
    name: 'b_05.01.failed.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(failed.replace('Germny', right)),
  });
  await page.getByText('Nothing would change.').or(outcomes).first().waitFor();
  expect(await problems.count()).toBe(0);
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByText(/^Nothing waits to be filed|^Filed\. Every/).waitFor();
  expect(wrong).toEqual([]);
  await page.context().close();

  // What was filed is in the sector that an authority sees, with the file and line that it came from.
  const authority = await served.open('/sign-in');
  await authority.page.getByRole('button', { name: 'Ines Albrecht' }).click();
  await authority.page.waitForURL((url) => url.pathname !== '/sign-in');
  await authority.page.goto(`${served.address}/register/submissions`);
  await authority.page.locator('.rows tbody tr[aria-rowindex="2"] a').waitFor();
  await authority.page.getByLabel('Search all columns').or(authority.page.getByRole('searchbox')).first().fill(bank);
  await authority.page.context().close();
}, 120_000);
