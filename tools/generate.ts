import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dependenciesSvg } from './dependencies-svg.ts';
import { readHouse } from './layers.ts';

const root = dirname(import.meta.dirname);

/** Everything that is made from the sources and committed. With `--check` stale files fail instead of being written. */
const pages: readonly { readonly path: string; readonly render: () => string }[] = [
  { path: 'docs/reference/dependencies.svg', render: () => dependenciesSvg(readHouse(root)) },
];

const check = process.argv.includes('--check');
for (const page of pages) {
  const path = join(root, page.path);
  const wanted = page.render();
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) continue;
  if (check) {
    console.error(`${page.path} is stale: run "npm run generate" and commit the result`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, wanted);
    console.log(`Wrote ${page.path}`);
  }
}
if (check && process.exitCode === undefined) console.log(`Generated files: ${pages.length}, none stale.`);
