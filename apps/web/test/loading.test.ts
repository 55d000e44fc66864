import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, silent } from '@underpin/model';
import { openStore } from '@underpin/store';
import { expect, test } from 'vitest';
import { listen } from '../../server/src/index.ts';
import { exampleData } from '../../server/test/example-data.ts';
import { gatedStore } from '../../server/test/gated-store.ts';
import { accessibilityProblems, launchBrowser } from './pages.ts';

test('who comes while the server loads can sign in, sees that it loads, and then what they came for', async () => {
  // A session needs the time of the browser.
  const now = (): Date => new Date();
  const data = await exampleData(now());
  const opened = await openStore({ directory: data, clock: now });
  if (!opened.ok) throw new Error(opened.reason);
  const gated = gatedStore(opened.value);
  const listening = await listen({
    root: join(import.meta.dirname, '../../..'),
    data,
    database: undefined,
    store: Promise.resolve(ok(gated.store)),
    host: '127.0.0.1',
    port: 0,
    now,
    progress: silent,
  });
  if (!listening.ok) throw new Error(listening.reason);
  const { address, loaded, stop } = listening.value;
  const browser = await launchBrowser();
  const page = await browser.newPage({ locale: 'en-GB' });
  await page.goto(`${address}/sign-in`);
  const note = page.getByRole('status').filter({ hasText: 'still loading' });
  await note.waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Analyst Ines Albrecht' }).click();
  await page.getByRole('link', { name: 'Ines Albrecht' }).waitFor();
  await note.waitFor();
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await note.waitFor();
  gated.open();
  expect((await loaded).ok).toBe(true);
  await page.getByText('Glenford Systems Group').first().waitFor();
  await note.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Cases', exact: true }).click();
  await page.getByRole('table').first().waitFor();
  await browser.close();
  await stop();
  await rm(data, { recursive: true });
}, 240_000);
