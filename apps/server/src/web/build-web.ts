import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ok, refused, type Result } from '@underpin/model';

const stampName = 'built-from.txt';

/**
 * The folder of the built pages. Builds them when they are missing or older than their sources (by content), into a folder of its own that
 * then takes the place of the old one, so that two programs may build at once.
 */
export async function buildWeb(root: string): Promise<Result<{ readonly folder: string; readonly built: boolean }>> {
  const web = join(root, 'apps/web');
  if (!existsSync(join(web, 'index.html'))) return refused(`There are no pages to build in "${web}"`);
  const folder = join(web, 'dist');
  const wanted = await hashOfSources(root);
  if (await isBuiltFrom(folder, wanted)) return ok({ folder, built: false });
  const making = join(web, `.dist-${process.pid}-${Date.now()}`);
  const said = await runVite(web, making);
  if (said !== null) {
    await rm(making, { recursive: true, force: true });
    return refused(`Cannot build the pages: ${said}`);
  }
  await writeFile(join(making, stampName), wanted);
  if (await isBuiltFrom(folder, wanted)) {
    await rm(making, { recursive: true, force: true });
    return ok({ folder, built: true });
  }
  const old = `${making}-old`;
  if (existsSync(folder)) await rename(folder, old).catch(() => undefined);
  await rename(making, folder).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(making, { recursive: true, force: true });
  });
  await rm(old, { recursive: true, force: true });
  return ok({ folder, built: true });
}

async function isBuiltFrom(folder: string, wanted: string): Promise<boolean> {
  return (await readFile(join(folder, stampName), 'utf8').catch(() => '')) === wanted;
}

async function hashOfSources(root: string): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(join(root, 'package-lock.json')));
  for (const file of ['apps/web/index.html', 'apps/web/vite.config.ts', 'apps/web/package.json'])
    hash.update(await readFile(join(root, file)));
  for (const folder of [
    'apps/web/src',
    'packages/contract/src',
    'packages/model/src',
    'packages/formats/src',
    'packages/engines/register/src',
  ]) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.toSorted()) hash.update(file.slice(root.length)).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Runs the build in a process of its own; null when it went well, else what it said. */
function runVite(web: string, outDir: string): Promise<string | null> {
  const require = createRequire(join(web, 'package.json'));
  const vite = join(dirname(require.resolve('vite/package.json')), 'bin/vite.js');
  return new Promise((resolve) => {
    const build = spawn(process.execPath, [vite, 'build', '--outDir', outDir, '--logLevel', 'warn'], {
      cwd: web,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    let said = '';
    build.stdout.on('data', (text: Buffer) => (said += text.toString()));
    build.stderr.on('data', (text: Buffer) => (said += text.toString()));
    build.on('error', (error) => resolve(error.message));
    build.on('close', (code) => resolve(code === 0 ? null : said.trim() || `the build ended with ${code}`));
  });
}
