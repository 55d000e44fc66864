import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { testTemplate } from '../src/testing.ts';

const clock = (): Date => new Date('2026-01-01T00:00:00Z');
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'underpin-open-'));
});
afterAll(() => rm(root, { recursive: true }));

test('a death while the database was first made does not stand in the way', async () => {
  const directory = join(root, 'half made');
  await mkdir(join(directory, 'records', 'base'), { recursive: true });
  await writeFile(join(directory, 'records', 'PG_VERSION'), '1');
  await writeFile(join(directory, 'records.unfinished'), '');
  const opened = await openStore({ directory, template: await testTemplate(), clock });
  if (!opened.ok) throw new Error(opened.reason);
  expect(await openStore({ directory, clock })).toMatchObject({
    ok: false,
    reason: expect.stringContaining('has it open'),
  });
  await Promise.all([opened.value.close(), opened.value.close()]);
});

test('a directory that cannot be made is refused with the reason', async () => {
  await writeFile(join(root, 'a file'), '');
  const result = await openStore({ directory: join(root, 'a file', 'below'), clock });
  expect(result).toMatchObject({ ok: false, reason: expect.stringMatching(/Cannot use .*a file.*ENOTDIR/) });
});

test('a database directory that is damaged is refused, and the directory is let go', async () => {
  const directory = join(root, 'damaged');
  await mkdir(join(directory, 'records'), { recursive: true });
  await writeFile(join(directory, 'records', 'PG_VERSION'), 'not a version');
  expect(await openStore({ directory, clock })).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/^Cannot open/),
  });
  await rm(join(directory, 'records'), { recursive: true });
  const again = await openStore({ directory, template: await testTemplate(), clock });
  expect(again).toMatchObject({ ok: true });
  if (again.ok) await again.value.close();
});
