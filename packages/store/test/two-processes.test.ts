import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { testTemplate } from '../src/testing.ts';
import { startChild } from './child.ts';

const clock = (): Date => new Date('2026-01-01T00:00:00Z');
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'underpin-two-'));
  const opened = await openStore({ directory, template: await testTemplate(), clock });
  if (opened.ok) await opened.value.close();
});
afterAll(() => rm(directory, { recursive: true }));

test('a second process is refused, told by whom, and served once the first is gone, however it went', async () => {
  const first = startChild('hold-store.ts', directory);
  expect(await first.nextLine()).toBe('open');
  const here = await openStore({ directory, clock });
  expect(here).toMatchObject({ ok: false });
  expect(here.ok ? '' : here.reason).toContain(`process ${first.process.pid} `);
  expect(here.ok ? '' : here.reason).toContain(directory);
  await first.kill();

  const after = await openStore({ directory, clock });
  expect(after).toMatchObject({ ok: true });
  const second = startChild('hold-store.ts', directory);
  expect(await second.nextLine()).toContain(`process ${process.pid} `);
  expect(await openStore({ directory, clock })).toMatchObject({ ok: false });
  if (after.ok) await after.value.close();
});
