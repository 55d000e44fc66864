import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems, serveExample, type Served } from './pages.ts';

let served: Served;
beforeAll(async () => {
  served = await serveExample();
}, 240_000);
afterAll(() => served.stop());

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
  expect(wrong).toEqual([]);
  await page.context().close();
}, 180_000);

test('planning can be cancelled, in Chinese and dark', async () => {
  const { page, wrong } = await served.open('/programme?lang=zh', { locale: 'zh-CN', colorScheme: 'dark' });
  await page.getByRole('heading', { level: 1, name: '替换计划' }).waitFor();
  await page.getByRole('button', { name: '取消' }).click();
  await page.getByText('已取消').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: '编制' }).click();
  await page.getByText('满足所有限制').waitFor({ timeout: 60_000 });
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(wrong).toEqual([]);
  await page.context().close();
}, 180_000);
