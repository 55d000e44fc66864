import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import type { LocalPostgres } from './local-postgres.ts';
import { startPostgres } from './local-postgres.ts';
import { sampleSubmission } from './sample-submission.ts';
import { oneCase, reviewConformance } from './review.conformance.ts';
import type { Opened } from './store.conformance.ts';
import { storeConformance } from './store.conformance.ts';

const clock = (): Date => new Date('2026-01-01T00:00:00Z');

describe('records in PostgreSQL', () => {
  let server: LocalPostgres;
  let directory: string;
  let database: string;
  let opened: Opened;
  beforeAll(async () => {
    server = await startPostgres();
    directory = await mkdtemp(join(tmpdir(), 'underpin-store-'));
    database = await server.createDatabase('conformance');
    const result = await openStore({ directory, database, clock });
    if (!result.ok) throw new Error(result.reason);
    opened = { store: result.value, directory };
  });
  afterAll(async () => {
    await opened.store.close();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  });

  storeConformance(() => opened);
  reviewConformance(() => opened.store);

  test('several processes may start at once on an empty database', async () => {
    const empty = await server.createDatabase('at_once');
    const results = await Promise.all([1, 2, 3].map(() => openStore({ directory, database: empty, clock })));
    expect(results.map((result) => (result.ok ? 'open' : result.reason))).toEqual(['open', 'open', 'open']);
    for (const result of results) if (result.ok) await result.value.close();
  });

  test('a submission added by one process is seen by another', async () => {
    const other = await openStore({ directory, database, clock });
    if (!other.ok) throw new Error(other.reason);
    const { submission } = await other.value.submissions.add(sampleSubmission({ entity: 'other process' }));
    expect(await opened.store.submissions.get(submission.id)).toEqual(submission);
    await other.value.close();
  });

  test('a role that owns nothing serves, and cannot see past the policies even when it tries', async () => {
    const owner = await server.createDatabase('owned');
    const made = await openStore({ directory, database: owner, clock });
    if (!made.ok) throw new Error(made.reason);
    await made.value.close();
    const admin = new pg.Client({ connectionString: owner });
    await admin.connect();
    await admin.query(`create role server_login login password 'login'`);
    await admin.query('grant underpin_app, underpin_door, underpin_worker, underpin_keeper to server_login');
    const login = owner.replace('underpin:underpin@', 'server_login:login@');
    const result = await openStore({ directory, database: login, databaseOwner: owner, clock });
    if (!result.ok) throw new Error(result.reason);
    const { reviews, submissions } = result.value;
    await submissions.add(sampleSubmission({ entity: 'owned' }));
    const { acting, caseId } = await oneCase(reviews);
    expect(await reviews.as(acting, (records) => records.get('reviewCase', caseId))).not.toBeNull();
    const client = new pg.Client({ connectionString: login });
    await client.connect();
    await client.query(`begin; select set_config('role', 'underpin_app', true); reset role`);
    expect((await client.query('select * from review_case')).rows).toEqual([]);
    await client.query('rollback');
    await expect(client.query('alter table review_case disable row level security')).rejects.toThrow(/must be owner/);
    await expect(client.query('delete from ledger_entry')).rejects.toThrow(/permission denied/);
    await client.end();
    await admin.end();
    await result.value.close();
  });

  test('a database that cannot be reached is refused with the reason', async () => {
    const result = await openStore({ directory, database: 'postgres://nobody@127.0.0.1:1/none', clock });
    expect(result).toMatchObject({ ok: false, reason: expect.stringMatching(/ECONNREFUSED/) });
  });

  test('a setting that is no address of a database is refused', async () => {
    const result = await openStore({ directory, database: 'mysql://localhost/x', clock });
    expect(result).toMatchObject({ ok: false, reason: expect.stringMatching(/postgres:\/\//) });
  });

  test('a database of a newer or an altered schema is refused', async () => {
    const url = await server.createDatabase('history');
    const first = await openStore({ directory, database: url, clock });
    if (!first.ok) throw new Error(first.reason);
    await first.value.close();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`insert into migration values ('9999_future', 'x', now())`);
    expect(await openStore({ directory, database: url, clock })).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/9999_future.*newer/),
    });
    await client.query(`delete from migration where name = '9999_future'`);
    await client.query(`update migration set checksum = 'edited'`);
    expect(await openStore({ directory, database: url, clock })).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/0001_submissions.*other statements/),
    });
    await client.end();
  });
});
