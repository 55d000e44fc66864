import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalSha256, type Store } from '@underpin/app';
import { createClient } from '@underpin/contract';
import { seededRandom } from '@underpin/model';
import { openStore } from '@underpin/store';
import { testTemplate } from '@underpin/store/testing';
import { expect, test } from 'vitest';
import { startChild } from '../../../packages/store/test/child.ts';
import { fetchOf, good, makeWorld, type World } from './world.ts';

const kills = Number(process.env['UNDERPIN_KILLS'] ?? 4);

test(`no acknowledged write is lost when the server is killed ${kills} times, and the ledger stays one chain`, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'underpin-killed-'));
  const template = await testTemplate();
  const open = async (): Promise<{ readonly store: Store; readonly world: World }> => {
    const opened = await openStore({ directory, template, clock: () => new Date() });
    if (!opened.ok) throw new Error(opened.reason);
    return { store: opened.value, world: await makeWorld(opened.value, { now: () => new Date() }) };
  };
  const random = seededRandom(20_260_301);
  const acknowledged: string[] = [];
  try {
    const first = await open();
    const one = await first.world.join('A1', 'authority');
    await first.world.join('WG', 'working group');
    const auditor = await first.world.join('AUDIT', 'auditor');
    const body = {
      title: 't',
      question: 'q',
      marking: 'GREEN',
      authorities: [],
      workingGroup: 'WG',
      quorum: 1,
    } as const;
    const params = { id: good(await one.addCase({ body: { ...body, authorities: ['A1'] } })).id };
    const tokens = [one, auditor].map(
      async (who) => good(await who.addToken({ body: { name: 'k', scope: 'write', days: 1 } })).secret,
    );
    const [token = '', audit = ''] = await Promise.all(tokens);
    await first.store.close();

    for (let kill = 0; kill < kills; kill += 1) {
      const child = startChild('../../../apps/server/test/writing-server.ts', directory, token, params.id);
      expect(await child.nextLine()).toBe('ready');
      const wanted = 3 + Math.floor(random() * 25);
      for (let n = 0; n < wanted; n += 1) acknowledged.push((await child.nextLine()) ?? 'ended');
      await child.kill();
      for (let line = await child.nextLine(); line !== null; line = await child.nextLine()) {
        if (/^[0-9a-f-]{36}$/.test(line)) acknowledged.push(line);
      }
    }

    const last = await open();
    const asToken = (secret: string) => createClient({ baseUrl: '', fetch: fetchOf(last.world.server), token: secret });
    const kept = new Set<string>();
    let cursor: string | null = null;
    do {
      const query: { limit: number; cursor?: string } = { limit: 200, ...(cursor === null ? {} : { cursor }) };
      const page = good(await asToken(token).listTasks({ params, query }));
      for (const { id } of page.items) kept.add(id);
      cursor = page.next;
    } while (cursor !== null);
    expect(acknowledged.length).toBeGreaterThan(kills * 3 - 1);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    const tasks = new Set<string>();
    let previous = '0'.repeat(64);
    for (let from = 0; ; from += 1000) {
      const { items } = good(await asToken(audit).listLedger({ query: { from, limit: 1000 } }));
      for (const [at, { hash, ...entry }] of items.entries()) {
        expect(entry).toMatchObject({ sequence: from + at, previous });
        expect(canonicalSha256(entry)).toBe(hash);
        previous = hash;
        if (entry.act === 'task added') tasks.add(entry.object);
      }
      if (items.length < 1000) break;
    }
    // What is kept is in the ledger and the other way round: both come and go with one transaction.
    expect(tasks).toEqual(kept);
    await last.store.close();
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}, 300_000);
