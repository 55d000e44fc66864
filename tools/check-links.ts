import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const pages = globSync('**/*.md', {
  cwd: root,
  exclude: (path) => /(^|\/)(node_modules|\.types|\.underpin|out)(\/|$)/.test(path),
});
const broken: string[] = [];
for (const page of pages) {
  const text = readFileSync(join(root, page), 'utf8').replaceAll(/```[\s\S]*?```/g, '');
  for (const match of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    const target = (match[1] ?? '').split('#')[0] ?? '';
    if (target === '' || /^[a-z]+:/.test(target)) continue;
    if (!existsSync(join(root, dirname(page), target))) broken.push(`${page}: the link to "${target}" leads nowhere`);
  }
}
for (const line of broken) console.error(line);
if (broken.length > 0) process.exitCode = 1;
else console.log(`Links: ${pages.length} pages, every relative link resolves.`);
