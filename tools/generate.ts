import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { doraProfiles, inventoryProfile } from '@underpin/formats';
import { cliPage } from './cli-page.ts';
import { decisionsPage } from './decisions-page.ts';
import { dependenciesSvg } from './dependencies-svg.ts';
import { readHouse } from './layers.ts';
import { programmePage } from './programme-page.ts';
import { profilePage } from './profile-page.ts';
import { rulesPage } from './rules-page.ts';
import { subjectsPage } from './subjects-page.ts';

const root = dirname(import.meta.dirname);

/** Everything that is made from the sources and committed. With `--check` stale files fail instead of being written. */
const pages: readonly { readonly path: string; readonly render: () => string }[] = [
  { path: 'docs/decisions/README.md', render: () => decisionsPage(join(root, 'docs/decisions')) },
  { path: 'docs/reference/cli.md', render: cliPage },
  { path: 'docs/reference/dependencies.svg', render: () => dependenciesSvg(readHouse(root)) },
  { path: 'docs/reference/inventory-1.0.md', render: () => profilePage(inventoryProfile) },
  ...doraProfiles.map((profile) => ({ path: `docs/reference/${profile.id}.md`, render: () => profilePage(profile) })),
  { path: 'docs/reference/programme-file.md', render: programmePage },
  { path: 'docs/reference/rules.md', render: rulesPage },
  { path: 'docs/reference/subjects.md', render: subjectsPage },
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
