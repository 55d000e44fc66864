import type { Acting, ReviewRecords, ReviewStore, ReviewTables, Store } from '@underpin/app';
import { expect, test } from 'vitest';

type Kind = Acting['kind'];
const now = '2026-01-01T00:00:00.000Z';
const hash = '0'.repeat(64);
let count = 0;
const fresh = (): string => `x${(count += 1)}-${crypto.randomUUID()}`;

async function operator(reviews: ReviewStore): Promise<Acting> {
  const acting: Acting = { person: 'op', party: 'OPERATOR', kind: 'operator', roles: ['administrator'] };
  await reviews.as(acting, async (records) => {
    await records.insert('party', party('OPERATOR', 'operator'));
    await records.insert('person', person('op', 'OPERATOR'));
  });
  return acting;
}

function party(id: string, kind: Kind): ReviewTables['party'] {
  return { id, kind, name: id, country: null, lei: null, createdAt: now, version: 1 };
}

function person(id: string, of: string): ReviewTables['person'] {
  return { id, party: of, name: id, login: id, roles: ['analyst'], active: true, createdAt: now, version: 1 };
}

async function member(reviews: ReviewStore, kind: Kind): Promise<Acting> {
  const [id, who] = [fresh(), fresh()];
  await reviews.as(await operator(reviews), async (records) => {
    expect(await records.insert('party', party(id, kind))).toBe(true);
    expect(await records.insert('person', person(who, id))).toBe(true);
  });
  return { person: who, party: id, kind, roles: ['analyst'] };
}

/** A draft case of one authority, with the authority and its working group. */
export async function oneCase(
  reviews: ReviewStore,
  authorities: readonly string[] = [],
): Promise<{ acting: Acting; group: Acting; caseId: string }> {
  const acting = await member(reviews, 'authority');
  const group = await member(reviews, 'working group');
  const id = fresh();
  const row: ReviewTables['reviewCase'] = {
    id,
    title: 'Title',
    question: 'Question',
    subject: null,
    marking: 'AMBER',
    authorities: [acting.party, ...authorities],
    workingGroup: group.party,
    quorum: 1,
    lead: acting.party,
    state: 'draft',
    stateSince: now,
    dueAt: null,
    createdAt: now,
    version: 1,
  };
  expect(await reviews.as(acting, (records) => records.insert('reviewCase', row))).toBe(true);
  return { acting, group, caseId: id };
}

const entry = (acting: Acting, object: string): Parameters<ReviewRecords['append']>[0] => ({
  time: now,
  actor: `${acting.party}/${acting.person}`,
  act: 'test',
  object,
  objectSha256: hash,
});
const hashOf = ({ sequence }: { sequence: number }): string => (sequence + 1).toString(16).padStart(64, '0');

/** What reviews must keep whichever database holds them. */
export function reviewConformance(opened: () => Store): void {
  test('a row comes back as it was given', async () => {
    const { reviews } = opened();
    const { acting, caseId } = await oneCase(reviews, ['other']);
    const found = await reviews.as(acting, (records) => records.get('reviewCase', caseId));
    expect(found).toMatchObject({ authorities: [acting.party, 'other'], stateSince: now, dueAt: null, subject: null });
  });

  test('a draft is its author’s alone; opened it is seen by who takes part, and by nobody else', async () => {
    const { reviews } = opened();
    const [other, stranger] = [await member(reviews, 'authority'), await member(reviews, 'authority')];
    const auditor = await member(reviews, 'auditor');
    const { acting, group, caseId } = await oneCase(reviews, [other.party]);
    const seen = async (): Promise<boolean[]> =>
      Promise.all(
        [acting, other, stranger, group, auditor, await operator(reviews)].map((who) =>
          reviews.as(who, async (records) => (await records.get('reviewCase', caseId)) !== null),
        ),
      );
    expect(await seen()).toEqual([true, false, false, false, false, false]);
    const move = (state: 'open' | 'submitted'): Promise<number> =>
      reviews.as(acting, (records) => records.update('reviewCase', { id: caseId }, { state }));
    expect(await move('open')).toBe(1);
    expect(await seen()).toEqual([true, true, false, false, false, false]);
    expect(await move('submitted')).toBe(1);
    expect(await seen()).toEqual([true, true, false, true, false, false]);
  });

  test('nobody writes in the name of another party', async () => {
    const { reviews } = opened();
    const { acting, caseId } = await oneCase(reviews);
    const thief = await member(reviews, 'authority');
    const task: ReviewTables['task'] = {
      id: fresh(),
      caseId,
      title: 't',
      owner: acting.party,
      dueOn: null,
      done: false,
      createdAt: now,
      version: 1,
    };
    await expect(reviews.as(thief, (records) => records.insert('task', task))).rejects.toThrow(/row-level security/);
    await expect(reviews.as(thief, (records) => records.append(entry(acting, caseId), hashOf))).rejects.toThrow(
      /row-level security/,
    );
    await expect(reviews.as(thief, (records) => records.insert('party', party(fresh(), 'authority')))).rejects.toThrow(
      /row-level security/,
    );
    expect(await reviews.as(thief, (records) => records.update('reviewCase', { id: caseId }, { title: 'x' }))).toBe(0);
    expect(await reviews.as(acting, (records) => records.insert('task', task))).toBe(true);
    expect(await reviews.as(acting, (records) => records.insert('task', task))).toBe(false);
  });

  test('the door sees no case, a worker sees none, and a party sees no credential', async () => {
    const { reviews } = opened();
    const { acting } = await oneCase(reviews);
    const astray = (records: unknown): Promise<unknown> => (records as ReviewRecords).list('reviewCase');
    await expect(reviews.door(astray)).rejects.toThrow(/permission denied/);
    await expect(reviews.worker(astray)).rejects.toThrow(/permission denied/);
    for (const table of ['credential', 'session', 'token', 'identity', 'delivery']) {
      const read = (records: ReviewRecords): Promise<unknown> => records.list(table as 'party');
      await expect(reviews.as(acting, read), table).rejects.toThrow(/permission denied/);
    }
  });

  test('what is not to be kept is rolled back, and so is what throws', async () => {
    const { reviews } = opened();
    const { acting, caseId } = await oneCase(reviews);
    const change = async (records: ReviewRecords): Promise<string> => {
      await records.update('reviewCase', { id: caseId }, { title: 'changed' });
      return 'answer';
    };
    expect(await reviews.as(acting, change, () => false)).toBe('answer');
    const thrown = reviews.as(acting, async (records) => {
      await change(records);
      throw new Error('halfway');
    });
    await expect(thrown).rejects.toThrow('halfway');
    expect(await reviews.as(acting, (records) => records.get('reviewCase', caseId))).toMatchObject({ title: 'Title' });
  });

  test('the ledger is one chain also when many write at once; nobody changes it; its party and auditors read it', async () => {
    const { reviews } = opened();
    const { acting, caseId } = await oneCase(reviews);
    const auditor = await member(reviews, 'auditor');
    await Promise.all(
      Array.from({ length: 12 }, () => reviews.as(acting, (records) => records.append(entry(acting, caseId), hashOf))),
    );
    const all = await reviews.as(auditor, (records) => records.ledger(0, 1000));
    expect(all.map(({ sequence }) => sequence)).toEqual(all.map((_, index) => index));
    expect(all.slice(1).map(({ previous }) => previous)).toEqual(all.slice(0, -1).map((one) => one.hash));
    expect(await reviews.as(acting, (records) => records.ledger(0, 1000))).toHaveLength(12);
    const other = await member(reviews, 'authority');
    expect(await reviews.as(other, (records) => records.ledger(0, 1000))).toEqual([]);
    await expect(
      reviews.as(acting, (records) => records.update('ledgerEntry', { sequence: 1 }, { act: 'forged' })),
    ).rejects.toThrow(/permission denied/);
  });

  test('lists have pages, sorts and totals of what may be seen', async () => {
    const { reviews } = opened();
    const { acting, caseId } = await oneCase(reviews);
    await reviews.as(acting, async (records) => {
      for (const title of ['b', 'a', 'd', 'c', 'c']) {
        const task = { id: fresh(), caseId, title, owner: acting.party, dueOn: '2026-02-01', done: title === 'a' };
        await records.insert('task', { ...task, createdAt: now, version: 1 });
      }
    });
    const sort = { field: 'title', descending: true } as const;
    const titles: string[] = [];
    let after: readonly [unknown, string] | undefined;
    for (let page = 0; page < 3; page += 1) {
      const query = { where: { caseId }, sort, limit: 2, ...(after === undefined ? {} : { after }) };
      const { items, total } = await reviews.as(acting, (records) => records.list('task', query));
      expect(total).toBe(5);
      titles.push(...items.map(({ title }) => title));
      const last = items.at(-1);
      after = last === undefined ? undefined : [last.title, last.id];
    }
    expect(titles).toEqual(['d', 'c', 'c', 'b', 'a']);
    const done = await reviews.as(acting, (records) => records.list('task', { where: { caseId, done: true } }));
    expect(done).toMatchObject({ total: 1, items: [{ title: 'a', dueOn: '2026-02-01' }] });
  });

  test('search finds text as it is written, not as a pattern', async () => {
    const { reviews } = opened();
    const { acting, caseId } = await oneCase(reviews);
    await reviews.as(acting, (records) => records.update('reviewCase', { id: caseId }, { title: '100%_sure \\ x' }));
    const find = (text: string): Promise<number> =>
      reviews.as(acting, async (records) => (await records.search(text, 10)).total);
    expect(await Promise.all(['0%_S', '%%', "' or 1=1", '\\ X', '__'].map(find))).toEqual([1, 0, 0, 1, 0]);
  });

  test('a job is taken once, and again when its worker is gone', async () => {
    const { reviews } = opened();
    const { acting } = await oneCase(reviews);
    const job: ReviewTables['job'] = {
      id: fresh(),
      person: acting.person,
      party: acting.party,
      kind: 'test',
      input: { a: 1 },
      state: 'waiting',
      step: null,
      done: 0,
      total: 0,
      result: null,
      error: null,
      cancelAsked: false,
      attempts: 0,
      runAt: now,
      lockedUntil: null,
      createdAt: now,
      finishedAt: null,
    };
    await reviews.as(acting, (records) => records.insert('job', job));
    const take = (at: string, until: string): Promise<string | null> =>
      reviews.worker(async (records) => (await records.takeJob(at, until))?.id ?? null);
    const taken = await Promise.all([1, 2, 3].map(() => take('2026-01-01T00:00:01Z', '2026-01-01T00:01:00Z')));
    expect(taken.filter((id) => id !== null)).toEqual([job.id]);
    expect(await take('2026-01-01T00:00:59Z', '2026-01-01T00:02:00Z')).toBeNull();
    expect(await take('2026-01-01T00:01:01Z', '2026-01-01T00:02:00Z')).toBe(job.id);
    const own = await reviews.as(acting, (records) => records.get('job', job.id));
    expect(own).toMatchObject({ state: 'running', attempts: 2, input: { a: 1 } });
    await reviews.worker((records) => records.update('job', { id: job.id }, { state: 'done', result: { x: [1] } }));
  });

  test('answers to idempotency keys are forgotten in time, and not before', async () => {
    const { reviews } = opened();
    const { acting } = await oneCase(reviews);
    const ids = [fresh(), fresh()];
    await reviews.as(acting, async (records) => {
      for (const [at, id] of ids.entries()) {
        const row = { id, person: acting.person, requestSha256: hash, status: 201, body: { at } };
        await records.insert('idempotency', { ...row, createdAt: `2026-01-0${at + 1}T00:00:00.000Z` });
      }
    });
    await reviews.worker((records) => records.forget('2026-01-01T12:00:00Z'));
    const left = await reviews.as(acting, (records) => records.list('idempotency'));
    expect(left.items.map(({ id }) => id)).toEqual([ids[1]]);
  });

  test('a file of evidence comes back whole; one that is too long leaves nothing', async () => {
    const { files } = opened().reviews;
    async function* pieces(): AsyncIterable<Uint8Array> {
      yield new Uint8Array(70_000).fill(1);
      yield new Uint8Array(70_000).fill(2);
    }
    const written = await files.write(pieces(), 140_000);
    if (!written.ok) throw new Error(written.reason);
    expect(written.value).toMatchObject({ bytes: 140_000, head: { length: 4096 } });
    const read: Uint8Array[] = [];
    for await (const piece of await files.read(written.value.sha256)) read.push(piece);
    expect(
      Buffer.concat(read).equals(Buffer.concat([new Uint8Array(70_000).fill(1), new Uint8Array(70_000).fill(2)])),
    ).toBe(true);
    expect(await files.write(pieces(), 139_999)).toMatchObject({ ok: false });
  });
}
