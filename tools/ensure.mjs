// Runs before anything is installed, on whatever Node the machine has: plain JavaScript, no dependencies.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lock = readFileSync(join(root, 'package-lock.json'));
const wanted = createHash('sha256').update(lock).digest('hex');
const stamp = join(root, 'node_modules', '.installed-lock-sha256');
const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const installed = existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === wanted && existsSync(pinnedNode);

if (!installed) {
  process.stderr.write('Installing what the lock file names (once, about half a minute) ...\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const run = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (run.status !== 0) {
    process.stderr.write('Could not install the packages that the lock file names: see the lines above.\n');
    process.exit(run.status ?? 1);
  }
  if (!existsSync(pinnedNode)) {
    process.stderr.write(
      'The Node that the lock file pins was not unpacked. Allow its install script (see "allowScripts" in package.json) and run "npm ci" again.\n',
    );
    process.exit(1);
  }
  writeFileSync(stamp, `${wanted}\n`);
}
