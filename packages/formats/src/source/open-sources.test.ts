import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSources } from './open-sources.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'underpin-sources-'));
  await mkdir(join(folder, 'deep', 'unpacked', 'reports'), { recursive: true });
  await writeFile(join(folder, 'a.zip'), 'zip');
  await writeFile(join(folder, 'b.XLSX'), 'xlsx');
  await writeFile(join(folder, 'README.md'), 'text');
  await writeFile(join(folder, 'deep', 'unpacked', 'reports', 'b_01.01.csv'), 'c0010\n');
});
afterAll(() => rm(folder, { recursive: true }));

test('openSources() finds files and unpacked folders, and says what it passed over', async () => {
  const opened = await openSources([folder]);
  if (!opened.ok) throw new Error(opened.reason);
  expect(opened.value.sources.map((source) => [source.name, source.content.kind])).toEqual([
    ['a.zip', 'file'],
    ['b.XLSX', 'file'],
    ['unpacked', 'folder'],
  ]);
  expect(opened.value.passedOver).toEqual([join(folder, 'README.md')]);
  const unpacked = opened.value.sources[2];
  expect(unpacked?.content.kind === 'folder' && unpacked.content.entries.map((entry) => entry.path)).toEqual([
    'reports/b_01.01.csv',
  ]);
});

test('openSources() takes a named file whatever its name', async () => {
  const opened = await openSources([join(folder, 'README.md')]);
  expect(opened.ok && opened.value.sources.length).toBe(1);
});

test('openSources() refuses a path that is not there, and names it', async () => {
  const opened = await openSources([join(folder, 'missing')]);
  expect(opened).toEqual({
    ok: false,
    reason: `Cannot read "${join(folder, 'missing')}": there is no such file or folder`,
  });
});
