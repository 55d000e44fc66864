import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  addParty,
  addPerson,
  type Desk,
  firstAdministrator,
  importSubmissions,
  openSources,
  type Outcome,
} from '@underpin/app';
import { readSubmission } from '@underpin/formats';
import { cell, silent, type Table } from '@underpin/model';
import { openStore } from '@underpin/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installationSealer } from '../../server/src/api/installation-key.ts';
import { accessibilityProblems, serveExample, type Served } from './pages.ts';

const registers = join(import.meta.dirname, '../../../examples/sector/registers');
const bank = '9999UPIYUVDRRH100040';
const now = (): Date => new Date();

let served: Served;
/** One-time links of the people, by login. */
const links = new Map<string, string>();
beforeAll(async () => {
  served = await serveExample('127.0.0.1', now, fill);
}, 240_000);
afterAll(() => served.stop());

/** Two registers that are no example, a bank with a reporter and an authority with an analyst. */
async function fill(data: string): Promise<void> {
  const opened = await openStore({ directory: data, database: undefined, clock: now });
  if (!opened.ok) throw new Error(opened.reason);
  const store = opened.value;
  const { reviews, submissions } = store;
  const names = (await readdir(registers)).toSorted();
  const own = names.find((name) => name.startsWith(bank)) ?? '';
  const other = names.find((name) => name !== own) ?? '';
  const sources = await openSources([own, other].map((name) => join(registers, name)));
  if (!sources.ok) throw new Error(sources.reason);
  for await (const { added } of importSubmissions(submissions, sources.value.sources, { now, progress: silent }))
    expect(added).toBe(true);
  const sealer = await installationSealer(data);
  await firstAdministrator({ reviews, sealer, now });
  const [administrator] = (
    await reviews.door((records) => records.list('person', { where: { login: 'administrator' } }))
  ).items;
  if (administrator === undefined) throw new Error('Expected an administrator');
  const acting = {
    person: administrator.id,
    party: administrator.party,
    kind: 'operator' as const,
    roles: ['administrator' as const],
  };
  const done = async <T>(work: (desk: Desk) => Promise<Outcome<T>>): Promise<T> => {
    const outcome = await reviews.as(
      acting,
      (records) => work({ records, acting, sealer, now: now().toISOString(), newId: () => crypto.randomUUID() }),
      ({ ok }) => ok,
    );
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.value;
  };
  await done((desk) =>
    addParty(desk, { id: 'bank', kind: 'institution', name: 'Castelby Savings Bank', country: null, lei: bank }),
  );
  await done((desk) => addParty(desk, { id: 'CB', kind: 'authority', name: 'Central bank', country: null, lei: null }));
  for (const [party, login, role] of [
    ['bank', 'reporter@example.org', 'reporter'],
    ['CB', 'analyst@example.org', 'analyst'],
  ] as const) {
    const { link } = await done((desk) => addPerson(desk, { party, name: login, login, roles: [role] }));
    links.set(login, link);
  }
  await store.close();
}

async function as(login: string, path: string): ReturnType<Served['open']> {
  const opened = await served.open(links.get(login) ?? '', { acceptDownloads: true });
  const { page } = opened;
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill('a long enough password');
  await page.getByLabel('Once more').fill('a long enough password');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('Login').fill(login);
  await page.getByRole('textbox', { name: 'Password' }).fill('a long enough password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await page.goto(served.address + path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  return opened;
}

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

  const { page, wrong } = await as('reporter@example.org', '/register/import');
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
  // Who is not signed in yet is told 401, and a bank that the whole sector is not for it to read 403: so the menu leaves it out.
  expect(wrong.filter((text) => !/40[13]/.test(text))).toEqual([]);
  await served.close(page);

  // What was filed is in the sector that an authority sees.
  const authority = await as('analyst@example.org', '/register/providers');
  await authority.page.getByLabel('Filter Name').fill('Renamed Systems');
  await authority.page.getByRole('link', { name: 'Renamed Systems' }).click();
  await authority.page.getByRole('heading', { level: 1, name: 'Renamed Systems' }).waitFor();
  await authority.page.getByText('b_05.01.csv').first().waitFor();
  await served.close(authority.page);
}, 120_000);
