import chromium from '@sparticuz/chromium';
import { chromium as driver } from 'playwright-core';
const base = process.argv[2]!;
const jobs = JSON.parse(process.argv[3]!) as {
  as: string | null;
  path: string;
  file: string;
  dark?: boolean;
  width?: number;
  zh?: boolean;
  height?: number;
  click?: string;
}[];
const browser = await driver.launch({
  executablePath: await chromium.executablePath(),
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
for (const j of jobs) {
  const ctx = await browser.newContext({
    viewport: { width: j.width ?? 1280, height: j.height ?? 900 },
    locale: j.zh ? 'zh-CN' : 'en-GB',
    colorScheme: j.dark ? 'dark' : 'light',
  });
  const page = await ctx.newPage();
  page.on('console', (m) => {
    if (['error', 'warning'].includes(m.type())) console.log(j.file, 'CONSOLE', m.text());
  });
  page.on('pageerror', (e) => console.log(j.file, 'ERR', e.message));
  page.setDefaultTimeout(20000);
  if (j.as) {
    await page.goto(base + '/sign-in');
    await page.getByRole('button', { name: j.as }).first().click();
    await page.waitForURL((u: URL) => !u.pathname.startsWith('/sign-in'));
  }
  await page.goto(base + j.path);
  await page.waitForLoadState('networkidle');
  if (j.click) {
    for (const c of j.click.split('|')) {
      await page.getByRole('button', { name: c }).first().click();
      await page.waitForTimeout(300);
    }
  }
  await page.waitForTimeout(400);
  await page.screenshot({ path: '/tmp/shots/' + j.file + '.png', fullPage: j.height === undefined });
  console.log(j.file);
  await ctx.close();
}
await browser.close();
