import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { silent } from '@underpin/model';
import { openStore } from '@underpin/store';
import { testTemplate } from '@underpin/store/testing';
import { start } from '../src/index.ts';
import { loadExample } from '../src/load-example.ts';

const root = join(import.meta.dirname, '../../..');
const now = (): Date => new Date('2025-06-30T12:00:00Z');
const day = 86_400_000;

/**
 * A new data folder with the example as a first start on the day of `asOf` leaves it, cases and all. It is a copy of one that
 * is made once for each day and state of the sources.
 */
export async function exampleData(asOf = now()): Promise<string> {
  const loaded = await keptLoaded();
  const kept = `${loaded}-${asOf.toISOString().slice(0, 10)}`;
  await once(kept, async (directory) => {
    await cp(loaded, directory, { recursive: true });
    const started = await start({
      root,
      data: directory,
      database: undefined,
      host: '127.0.0.1',
      port: 0,
      now: () => asOf,
      progress: silent,
    });
    if (!started.ok) throw new Error(started.reason);
    await started.value.stop();
  });
  const data = await mkdtemp(join(tmpdir(), 'underpin-data-'));
  await cp(kept, data, { recursive: true });
  return data;
}

/** A new data folder with the submissions of the example and none of its people and cases. */
export async function loadedExample(): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'underpin-data-'));
  await cp(await keptLoaded(), data, { recursive: true });
  return data;
}

async function keptLoaded(): Promise<string> {
  const loaded = join(tmpdir(), `underpin-example-${await stateOfSources()}`);
  await once(loaded, load);
  return loaded;
}

async function load(directory: string): Promise<void> {
  const opened = await openStore({ directory, template: await testTemplate(), clock: now });
  if (!opened.ok) throw new Error(opened.reason);
  const loaded = await loadExample(opened.value, root, { now, progress: silent });
  await opened.value.close();
  if (!loaded.ok) throw new Error(loaded.reason);
}

/** Makes a folder unless it is there or another process makes it; a process that died in the middle is waited for three minutes. */
async function once(kept: string, make: (directory: string) => Promise<void>): Promise<void> {
  const lock = `${kept}.lock`;
  while (!existsSync(kept)) {
    try {
      await mkdir(lock);
    } catch {
      const held = await stat(lock).catch(() => null);
      if (held !== null && Date.now() - held.mtimeMs > 180_000) await rm(lock, { recursive: true, force: true });
      await pause(200);
      continue;
    }
    try {
      if (existsSync(kept)) return;
      await removeOld();
      const directory = await mkdtemp(join(tmpdir(), 'underpin-loading-'));
      await make(directory);
      await rename(directory, kept);
    } finally {
      await rm(lock, { recursive: true, force: true });
    }
  }
}

async function removeOld(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const other = join(tmpdir(), name);
    if (!/^underpin-example-[0-9a-f]{16}(-\d{4}-\d\d-\d\d)?$/.test(name)) continue;
    const made = await stat(other).catch(() => null);
    if (made !== null && Date.now() - made.mtimeMs > day) await rm(other, { recursive: true, force: true });
  }
}

let state: Promise<string> | null = null;
function stateOfSources(): Promise<string> {
  return (state ??= readSources());
}

async function readSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of ['packages', 'apps/server/src', 'examples']) {
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
