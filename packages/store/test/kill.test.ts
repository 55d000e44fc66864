import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '@underpin/app';
import { seededRandom } from '@underpin/model';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashFile } from '../src/files/hashed-files.ts';
import { openStore } from '../src/index.ts';
import { testTemplate } from '../src/testing.ts';
import { startChild } from './child.ts';

const kills = Number(process.env['UNDERPIN_KILLS'] ?? 3);
const clock = (): Date => new Date('2026-01-01T00:00:00Z');
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'underpin-kill-'));
  const opened = await openStore({ directory, template: await testTemplate(), clock });
  if (opened.ok) await opened.value.close();
});
afterAll(() => rm(directory, { recursive: true }));

test(
  'kill -9 in the middle of an import leaves all of it or none of it',
  { timeout: 120_000 + kills * 10_000 },
  async () => {
    const random = seededRandom(20_260_331);
    const promised = new Set<string>();
    let leftovers = 0;
    for (let run = 0; run < kills; run += 1) {
      const child = startChild('import-loop.ts', directory, String(run));
      expect(await child.nextLine()).toBe('open');
      const start = performance.now();
      for (let count = 1 + Math.floor(random() * 4); count > 0; count -= 1)
        promised.add((await child.nextLine()) ?? '');
      // A moment somewhere within the next few imports, whatever the speed of the machine.
      const killed = pause(random() * (performance.now() - start)).then(child.kill);
      for (let line = await child.nextLine(); line !== null; line = await child.nextLine()) promised.add(line);
      await killed;

      const before = await files(directory);
      const opened = await openStore({ directory, clock });
      if (!opened.ok) throw new Error(opened.reason);
      leftovers += before.length - (await expectWhole(opened.value, promised));
      await opened.value.close();
    }
    expect(promised.size).toBeGreaterThanOrEqual(kills);
    // The kills did hit imports halfway: there were files that no record named.
    expect(leftovers).toBeGreaterThan(0);
  },
);

/** Checks every submission whole, every promised one there, and no file without a record; answers how many files there are. */
async function expectWhole({ submissions, columns }: Store, promised: ReadonlySet<string>): Promise<number> {
  const listed = await submissions.list();
  const ids = listed.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining([...promised]));
  const tables = await submissions.tables(ids);
  expect(tables).toHaveLength(listed.length * 4);
  for (const name of ['T0', 'T1', 'T2', 'T3']) {
    const parts = tables.filter(({ table }) => table === name);
    const { table, part } = await columns.read(parts);
    expect(table.rowCount).toBe(listed.length * 50);
    const owner = table.columns.get('submission');
    const astray = part.findIndex((index, row) => owner?.values[owner.codes[row] ?? -1] !== parts[index]?.submission);
    expect(astray).toBe(-1);
  }
  for (const { id } of listed) {
    expect(
      createHash('sha256')
        .update(await submissions.content(id))
        .digest('hex'),
    ).toBe(id);
    expect(await submissions.findings(id)).toHaveLength(1);
  }
  expect(listed.filter(({ supersededBy }) => supersededBy === null).length).toBeLessThanOrEqual(3);
  const present = await files(directory);
  for (const path of present) expect(path).toContain(await hashFile(path));
  // Of each submission: its bytes, four tables and its findings, all different.
  expect(present).toHaveLength(listed.length * 6);
  return present.length;
}

async function files(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const room of ['columns', 'content']) {
    for (const entry of await readdir(join(root, room), { withFileTypes: true, recursive: true })) {
      if (entry.isFile()) found.push(join(entry.parentPath, entry.name));
    }
  }
  return found;
}
