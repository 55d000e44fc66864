import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalSha256 } from '@underpin/app';
import { createClient, type Fetch } from '@underpin/contract';
import { seededRandom } from '@underpin/model';
import { openStore } from '@underpin/store';
import { testTemplate } from '@underpin/store/testing';
import { startChild } from '../../../packages/store/test/child.ts';
import { startPostgres } from '../../../packages/store/test/local-postgres.ts';
import type { databases } from './stores.ts';
import { fetchOf, good, makeWorld } from './world.ts';

export interface KillsTold {
  readonly kills: number;
  readonly acknowledged: number;
  /** Writes that got no answer, under way at the kill or sent just after it: asked again with their key, each was done once. */
  readonly askedAgain: number;
  /** Of those, how many had been kept although nobody was told. */
  readonly keptUntold: number;
  readonly ledgerEntries: number;
}

const writers = 4;

/**
 * Writes over HTTP with several writers, kills the server with SIGKILL in the middle, starts it again, and so on. Throws when an
 * acknowledged write is gone, when a write that was asked again is there twice, or when the ledger is not one chain of just these writes.
 */
export async function killRun(
  database: (typeof databases)[number],
  kills: number,
  tell: (kill: number) => void = () => {},
): Promise<KillsTold> {
  const directory = await mkdtemp(join(tmpdir(), 'underpin-killed-'));
  const postgres = database === 'PostgreSQL' ? await startPostgres() : null;
  const url = postgres === null ? undefined : await postgres.createDatabase('killed');
  const template = await testTemplate();
  const open = async () => {
    const opened = await openStore({ directory, database: url, template, clock: () => new Date() });
    if (!opened.ok) throw new Error(opened.reason);
    return { store: opened.value, world: await makeWorld(opened.value, { now: () => new Date() }) };
  };
  const random = seededRandom(20_260_301);
  const kept = new Map<string, string>();
  const untold = new Set<string>();
  let keptUntold = 0;
  try {
    const first = await open();
    const one = await first.world.join('A1', 'authority');
    await first.world.join('WG', 'working group');
    const auditor = await first.world.join('AUDIT', 'auditor');
    const about = { title: 't', question: 'q', marking: 'GREEN', workingGroup: 'WG', quorum: 1 } as const;
    const params = { id: good(await one.addCase({ body: { ...about, authorities: ['A1'] } })).id };
    const secretOf = async (who: typeof one) =>
      good(await who.addToken({ body: { name: 'k', scope: 'write', days: 2 } })).secret;
    const [token, audit] = [await secretOf(one), await secretOf(auditor)];
    await first.world.server.close();
    await first.store.close();

    const add = async (baseUrl: string, key: string): Promise<boolean> => {
      const client = createClient({ baseUrl, fetch: fetch as unknown as Fetch, token });
      try {
        const answer = await client.addTask({ params, body: { title: key, owner: 'A1' }, idempotencyKey: key });
        const { id } = good(answer);
        if ((kept.get(key) ?? id) !== id) throw new Error(`"${key}" was done twice`);
        kept.set(key, id);
        return true;
      } catch (error) {
        if (error instanceof TypeError) return false;
        throw error;
      }
    };
    let count = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const child = startChild(
        '../../../apps/server/test/killed-server.ts',
        directory,
        ...(url === undefined ? [] : [url]),
      );
      const baseUrl = (await child.nextLine()) ?? '';
      let over = false;
      const wanted = kept.size + 3 + Math.floor(random() * 25);
      const enough = Promise.withResolvers<void>();
      const writing = Array.from({ length: writers }, async () => {
        while (!over) {
          const key = `task-number-${(count += 1)}`;
          if (!(await add(baseUrl, key))) untold.add(key);
          if (kept.size >= wanted) enough.resolve();
        }
      });
      await Promise.race([enough.promise, Promise.all(writing)]);
      // A moment within the next few writes, whatever the speed of the machine.
      await new Promise((resolve) => setTimeout(resolve, random() * 8));
      await child.kill();
      over = true;
      await Promise.all(writing);
      tell(kill + 1);
    }

    const last = await open();
    const asToken = (secret: string) => createClient({ baseUrl: '', fetch: fetchOf(last.world.server), token: secret });
    const before = await titlesOf(asToken(token), params.id);
    for (const [key, id] of kept) if (before.get(id) !== key) throw new Error(`"${key}" was acknowledged and is lost`);
    for (const key of untold) {
      const there = [...before].find(([, title]) => title === key)?.[0];
      if (there !== undefined) keptUntold += 1;
      const answer = await asToken(token).addTask({ params, body: { title: key, owner: 'A1' }, idempotencyKey: key });
      const { id } = good(answer);
      if (there !== undefined && there !== id) throw new Error(`"${key}" was done twice`);
      kept.set(key, id);
    }
    const after = await titlesOf(asToken(token), params.id);
    if (after.size !== kept.size) throw new Error(`${after.size} tasks are there, ${kept.size} were made`);
    const tasks = new Set<string>();
    let [previous, entries] = ['0'.repeat(64), 0];
    for (;;) {
      const { items } = good(await asToken(audit).listLedger({ query: { from: entries, limit: 1000 } }));
      for (const { hash, ...entry } of items) {
        const fits = entry.sequence === entries && entry.previous === previous && canonicalSha256(entry) === hash;
        if (!fits) throw new Error(`The ledger breaks at entry ${entries}`);
        previous = hash;
        entries += 1;
        if (entry.act === 'task added') tasks.add(entry.object);
      }
      if (items.length < 1000) break;
    }
    // What is kept is in the ledger and the other way round: both come and go with one transaction.
    const ledgerOnly = [...tasks].filter((id) => !after.has(id)).length;
    if (ledgerOnly > 0 || tasks.size !== after.size) throw new Error('The ledger and the tasks do not name the same');
    await last.world.server.close();
    await last.store.close();
    return {
      kills,
      acknowledged: kept.size - untold.size,
      askedAgain: untold.size,
      keptUntold,
      ledgerEntries: entries,
    };
  } finally {
    await postgres?.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function titlesOf(client: ReturnType<typeof createClient>, id: string): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = { limit: 200, ...(cursor === null ? {} : { cursor }) };
    const page = good(await client.listTasks({ params: { id }, query }));
    for (const task of page.items) titles.set(task.id, task.title);
    cursor = page.next;
  } while (cursor !== null);
  return titles;
}
