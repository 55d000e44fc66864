import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { testTemplate } from '../src/testing.ts';
import { describeSchema } from './describe-schema.ts';
import { sampleSubmission } from './sample-submission.ts';

let directory: string;
let database: PGlite;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'underpin-schema-'));
  const opened = await openStore({ directory, template: await testTemplate(), clock: () => new Date(0) });
  if (!opened.ok) throw new Error(opened.reason);
  await opened.value.submissions.add(sampleSubmission({ entity: 'first' }));
  await opened.value.close();
  database = await PGlite.create({ dataDir: join(directory, 'records') });
});
afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true });
});

test('schema.sql is what the migrations make (vitest -u writes it anew)', async () => {
  await expect(await describeSchema(database)).toMatchFileSnapshot('../schema.sql');
});

test.each([
  `update submission set name = 'other'`,
  `update submission set rejected = true`,
  `update submission set supersedes = id`,
  `update submission set superseded_by = null`,
  `update submission set superseded_by = repeat('0', 64), name = 'other'`,
  'delete from submission',
  'truncate submission cascade',
  `update submission_table set hash = repeat('0', 64)`,
  'delete from submission_table',
  'truncate submission_table',
])('the database itself refuses: %s', async (statement) => {
  await expect(database.query(statement)).rejects.toThrow(/submissions are kept as received/);
});
