import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordTables, Records } from '../tables/records.ts';
import { testTemplate } from '../testing.ts';
import { EmbeddedDatabase } from './embedded-database.ts';
import { EmbeddedDialect } from './embedded-dialect.ts';

let directory: string;
let records: Records;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'underpin-embedded-'));
  const start = { directory: join(directory, 'records'), template: await testTemplate() };
  records = new Kysely<RecordTables>({ dialect: new EmbeddedDialect(new EmbeddedDatabase(start, 1500)) });
});
afterAll(async () => {
  await records.destroy();
  await rm(directory, { recursive: true });
});

const endless = sql`select count(*) from generate_series(1, 1000000000)`;
const names = async (): Promise<readonly string[]> =>
  (await records.selectFrom('setting').select('name').orderBy('name').execute()).map(({ name }) => name);

test('a query of another caller waits until the open transaction ends', async () => {
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const transaction = records.transaction().execute(async (inside) => {
    await inside.insertInto('setting').values({ name: 'inside', value: '' }).execute();
    begun.resolve();
    await goOn.promise;
    throw new Error('changed my mind');
  });
  await begun.promise;
  const outside = records.insertInto('setting').values({ name: 'outside', value: '' }).execute();
  goOn.resolve();
  await expect(transaction).rejects.toThrow('changed my mind');
  await outside;
  expect(await names()).toEqual(['outside']);
});

test('an error carries its SQLSTATE and leaves the connection usable', async () => {
  await records.insertInto('setting').values({ name: 'once', value: '' }).execute();
  const again = records.insertInto('setting').values({ name: 'once', value: '' }).execute();
  await expect(again).rejects.toMatchObject({ name: 'DatabaseError', code: '23505' });
  expect(await names()).toContain('once');
});

test('a statement past its time is stopped, its transaction with it, and the next one is served', async () => {
  const before = await names();
  let longestGap = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longestGap = Math.max(longestGap, performance.now() - last);
    last = performance.now();
  }, 5);
  const slow = records.transaction().execute(async (inside) => {
    await inside.insertInto('setting').values({ name: 'lost', value: '' }).execute();
    await endless.execute(inside);
  });
  await expect(slow).rejects.toMatchObject({ code: '57014' });
  clearInterval(beat);
  expect(await names()).toEqual(before);
  // The statement ran in another thread: this one went on meanwhile.
  expect(longestGap).toBeLessThan(1000);
});
