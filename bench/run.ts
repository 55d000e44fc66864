import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const names = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.ts') && name !== 'run.ts')
  .map((name) => name.slice(0, -3));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0 || asked.length === 0) {
  console.error(`Name the benches to run, or "all": ${names.join(', ')}`);
  process.exitCode = asked.includes('all') ? 0 : 2;
}
const chosen = asked.includes('all') ? names : asked.filter((name) => names.includes(name));
for (const name of chosen) {
  console.log(`\n# ${name}`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
