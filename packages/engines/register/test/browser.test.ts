import { mkdtemp, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import chromium from '@sparticuz/chromium';
import { chromium as driver } from 'playwright-core';
import { expect, test } from 'vitest';
import { check } from './browser-entry.ts';
import { cleanRows, fullZip } from './full-package.ts';

const today = '2026-03-20';
const rules = [
  'rule_id,severity,enabled,message,lhs,op,rhs',
  'named,ERROR,Y,Names are written.,ISNULL(DPS(DPI_0501_0050)),=,False',
  '"latin",WARNING,Y,Names begin with H.,"MATCH_CHARACTERS(DPS(DPI_0501_0050), ""^H"")",=,True',
].join('\n');

interface Bundle {
  readonly code: string;
  readonly imports: readonly string[];
}

// The bundler is the one that the test runner itself is built on.
async function bundled(): Promise<Bundle> {
  const near = createRequire(import.meta.resolve('vitest'));
  const vite = (await import(pathToFileURL(near.resolve('vite')).href)) as {
    build(options: object): Promise<readonly { readonly output: readonly Bundle[] }[]>;
  };
  const [result] = await vite.build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    build: {
      write: false,
      minify: false,
      target: 'es2024',
      lib: { entry: join(import.meta.dirname, 'browser-entry.ts'), formats: ['iife'], name: 'checker' },
    },
  });
  const [chunk] = result?.output ?? [];
  if (chunk === undefined) throw new TypeError('The bundler gave nothing');
  return chunk;
}

test('a browser finds in a package what Node finds, without asking anybody', async () => {
  const rows = structuredClone(cleanRows('CON'));
  Object.assign(rows['B_05.01']?.[1] ?? {}, { c0010: 'DUMMYLEI123456789012', c0050: 'Müller & Söhne' });
  Object.assign(rows['B_02.02']?.[0] ?? {}, { c0070: '31.12.2025', c0100: '' });
  rows['B_06.01']?.push({ ...rows['B_06.01'][0], c0060: 'x'.repeat(400) });
  const { name, bytes } = await fullZip(rows);
  const expected = await check(name, bytes, rules, today);
  expect(new Set(expected.map(({ rule }) => rule))).toEqual(
    new Set(['330', '806', '807', 'AA-01', 'AA-02', 'AA-08', 'UP-X-12', 'latin', 'hash']),
  );

  const { code, imports } = await bundled();
  expect(imports).toEqual([]);
  const folder = await mkdtemp(join(tmpdir(), 'underpin-browser-'));
  await writeFile(
    join(folder, 'page.html'),
    `<!doctype html><meta charset="utf-8"><script>${code.replaceAll('</script', '<\\/script')}</script>`,
  );
  const browser = await driver.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  try {
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(join(folder, 'page.html')).href);
    const found = await page.evaluate(
      async ([packageName, base64, ruleText, day]) => {
        const { checker } = globalThis as unknown as { checker: { check: typeof check } };
        const content = Uint8Array.from(atob(base64 as string), (character) => character.charCodeAt(0));
        return await checker.check(packageName as string, content, ruleText as string, day as string);
      },
      [name, Buffer.from(bytes).toString('base64'), rules, today],
    );
    expect(found).toEqual(expected);
    expect(requests).toHaveLength(1);
    expect(await page.evaluate(() => 'process' in globalThis)).toBe(false);
  } finally {
    await browser.close();
  }
});
