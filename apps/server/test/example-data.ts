import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { silent } from '@underpin/model';
import { openStore } from '@underpin/store';
import { testTemplate } from '@underpin/store/testing';
import { loadExample } from '../src/load-example.ts';

const root = join(import.meta.dirname, '../../..');
const now = (): Date => new Date('2025-06-30T12:00:00Z');
const day = 86_400_000;

/**
 * A new data folder with the example sector loaded, as a first start leaves it but for the cases. It is a copy of one that is
 * made once for each state of the sources and the example.
 */
export async function exampleData(): Promise<string> {
  const kept = join(tmpdir(), `underpin-example-${await stateOfSources()}`);
  while (!existsSync(kept)) if (!(await make(kept))) await pause(200);
  const data = await mkdtemp(join(tmpdir(), 'underpin-data-'));
  await cp(kept, data, { recursive: true });
  return data;
}

/** Makes it, unless another process does; a process that died in the middle is waited for three minutes. */
async function make(kept: string): Promise<boolean> {
  const lock = `${kept}.lock`;
  try {
    await mkdir(lock);
  } catch {
    const held = await stat(lock).catch(() => null);
    if (held !== null && Date.now() - held.mtimeMs > 180_000) await rm(lock, { recursive: true, force: true });
    return false;
  }
  try {
    if (existsSync(kept)) return true;
    for (const name of await readdir(tmpdir())) {
      const other = join(tmpdir(), name);
      if (!/^underpin-example-[0-9a-f]{16}$/.test(name)) continue;
      const made = await stat(other).catch(() => null);
      if (made !== null && Date.now() - made.mtimeMs > day) await rm(other, { recursive: true, force: true });
    }
    const directory = await mkdtemp(join(tmpdir(), 'underpin-loading-'));
    const opened = await openStore({ directory, template: await testTemplate(), clock: now });
    if (!opened.ok) throw new Error(opened.reason);
    const loaded = await loadExample(opened.value, root, { now, progress: silent });
    await opened.value.close();
    if (!loaded.ok) throw new Error(loaded.reason);
    await rename(directory, kept);
    return true;
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function stateOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of ['packages', 'apps/server/src', 'examples/sector', 'examples/sector-2023']) {
    const found = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    const files = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    const sources = files.filter(
      (path) => !/\/(node_modules|\.types|test)\/|\.test\.ts$/.test(path.slice(root.length)),
    );
    for (const path of sources.toSorted()) hash.update(path.slice(root.length)).update(await readFile(path));
  }
  return hash
    .update(await readFile(join(root, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16);
}
