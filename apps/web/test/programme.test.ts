import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems, serveExample, type Served } from './pages.ts';

let served: Served;
beforeAll(async () => {
  served = await serveExample();
}, 240_000);
afterAll(() => served.stop());

/** Pictures for those who look, where a folder for them is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['UNDERPIN_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

test('a programme is planned, asked what if, followed, and taken away', async () => {
  const { page, wrong } = await served.open('/programme');
  const gantt = page.getByRole('listbox', { name: 'Replacements over time' });
  await gantt.waitFor({ timeout: 60_000 });
  await page.getByText('keeps every limit').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await gantt.focus();
  const told = page.locator('.gantt-told');
  const first = await told.textContent();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  expect(await told.textContent()).not.toBe(first);
  const lost = page.getByRole('group', { name: 'Reliance that is left' });
  expect(await lost.getByRole('row').nth(1).textContent()).toContain('21');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'iCalendar' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('plan.ics');
  const before = await page.getByText('Last cut-over').locator('xpath=following-sibling::dd').textContent();
  await page.getByRole('textbox', { name: 'Budget' }).fill('40 %');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByRole('status').filter({ hasText: 'At work' }).waitFor();
  await page.getByRole('status').filter({ hasText: 'At work' }).waitFor({ state: 'detached', timeout: 60_000 });
  const after = await page.getByText('Last cut-over').locator('xpath=following-sibling::dd').textContent();
  expect(after).not.toBe(before);
  // Both plans stand side by side; the first can be shown again.
  const compared = page.getByRole('group', { name: 'Plans side by side' });
  expect(await compared.getByRole('row').allTextContents()).toEqual([
    expect.any(String),
    expect.stringContaining('As written'),
    expect.stringContaining('Budget 40 %'),
  ]);
  await compared.getByRole('button', { name: 'Show' }).first().click();
  expect(await page.getByText('Last cut-over').locator('xpath=following-sibling::dd').textContent()).toBe(before);
  await picture(page, 'programme');
  await page.getByText('As a table').first().click();
  const tasks = page.getByRole('group', { name: 'Replacements as a table' });
  expect(await tasks.getByRole('row').count()).toBeGreaterThan(30);
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(wrong).toEqual([]);
  await served.close(page);
}, 180_000);

test('planning can be cancelled, in Chinese and dark', async () => {
  const { page, wrong } = await served.open('/programme?lang=zh', { locale: 'zh-CN', colorScheme: 'dark' });
  await page.getByRole('heading', { level: 1, name: '替换计划' }).waitFor();
  await page.getByRole('button', { name: '取消' }).click();
  await page.getByText('已取消').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: '编制' }).click();
  await page.getByText('满足所有限制').waitFor({ timeout: 60_000 });
  expect(await accessibilityProblems(page)).toEqual([]);
  await picture(page, 'programme-zh-dark');
  expect(wrong).toEqual([]);
  await served.close(page);
}, 180_000);

const impossible = `id: p
title: Too much for one crew
start: 2026-01-01
months: 1
currency: EUR
workloads:
${['A', 'B', 'C']
  .map(
    (id) =>
      `  - { id: ${id}, institution: BANK, name: Server ${id}, cores: { atLeast: 8, atMost: 8 }, peakUtilisation: { atLeast: 0.5, atMost: 0.5 }, memoryGb: 32, capacity: [{ unit: SAPS, per: core, value: 1000, source: s }] }`,
  )
  .join('\n')}
candidates:
  - { id: c, name: C, maker: M, coresPerServer: 8, memoryGbPerServer: 64, capacity: [{ unit: SAPS, per: core, value: 2000, source: s }], price: { purchase: '1', supportPerYear: '1', watts: 1, source: s } }
costs: { energyPricePerKwh: '0.2', source: s }
paces: [{ id: normal, days: 12 }]
`;

test('a programme that cannot be says why in words, and what would do', async () => {
  const { page, wrong } = await served.open('/programme');
  await page.getByText('keeps every limit').waitFor({ timeout: 60_000 });
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'p.yaml', mimeType: 'text/yaml', buffer: Buffer.from(impossible) });
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByRole('heading', { name: 'What cannot hold together' }).waitFor({ timeout: 60_000 });
  await page.getByText('Crews of BANK: 1 crew at a time', { exact: true }).waitFor();
  await page.getByText('Give the programme 5 days more, until 2026-02-05').waitFor();
  await picture(page, 'programme-conflict');
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(wrong).toEqual([]);
  await served.close(page);
}, 180_000);

test('ten thousand replacements: only rows in sight are drawn, and the keys reach the last', async () => {
  const { page, wrong } = await served.open('/programme');
  await page.getByText('keeps every limit').waitFor({ timeout: 60_000 });
  // The plan of the example, with its replacements repeated: the page does not know.
  await page.route('**/sector/programme/runs/*', async (route) => {
    const answer = await route.fetch();
    const run = (await answer.json()) as {
      state: string;
      plan: { replacements: { id: string; name: string }[] } | null;
    };
    if (run.plan !== null) {
      const { replacements } = run.plan;
      run.plan.replacements = Array.from({ length: 10_000 }, (_, at) => {
        const one = replacements[at % replacements.length] as (typeof replacements)[number];
        return { ...one, id: `${one.id}/${at}`, name: `${one.name} ${at}` };
      });
    }
    await route.fulfill({ response: answer, json: run });
  });
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByText('10,000 replacements').waitFor({ timeout: 60_000 });
  const gantt = page.getByRole('listbox', { name: 'Replacements over time' });
  await gantt.focus();
  const told = page.locator('.gantt-told');
  const first = await told.textContent();
  await page.keyboard.press('End');
  await page.waitForFunction((before) => document.querySelector('.gantt-told')?.textContent !== before, first);
  const { frames, nodes } = await gantt.evaluate(async (box) => {
    const times: number[] = [];
    for (let at = 0; at < 60; at += 1) {
      box.scrollTop = (at / 60) * box.scrollHeight;
      const begun = performance.now();
      box.dispatchEvent(new Event('scroll'));
      times.push(performance.now() - begun);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return { frames: times.toSorted((a, b) => a - b), nodes: box.querySelectorAll('*').length };
  });
  // What stands in the page does not grow with the rows; how long drawing takes is told, not judged.
  expect(nodes).toBeLessThan(10);
  console.log(
    `Gantt of 10,000: ${frames[30]?.toFixed(1)} ms a drawing (median), ${frames.at(-1)?.toFixed(1)} ms at most`,
  );
  await picture(page, 'programme-10000');
  expect(wrong).toEqual([]);
  await served.close(page);
}, 180_000);
