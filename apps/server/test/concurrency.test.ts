import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, newStore } from './stores.ts';
import { type Client, good, makeWorld, type World } from './world.ts';

type Person = Client & { readonly personId: string };
const source = { name: 'n', kind: 'other', publishedOn: '2026', citation: 'c' } as const;
const graded = { source, reliability: 'A', credibility: 1, independentSources: 1, marking: 'GREEN' } as const;

describe.each(databases)('at the same time, on %s', (database) => {
  let world: World;
  let remove: () => Promise<void>;
  let [one, two, auditor] = [] as Person[] as [Person, Person, Person];
  beforeAll(async () => {
    const made = await newStore(database);
    remove = made.remove;
    world = await makeWorld(made.store);
    one = await world.join('A1', 'authority');
    two = await world.join('A2', 'authority');
    auditor = await world.join('AUDIT', 'auditor');
    await world.join('WG', 'working group');
  });
  afterAll(async () => {
    await world.server.close();
    await remove();
  });

  const body = {
    title: 't',
    question: 'q',
    marking: 'GREEN',
    authorities: ['A1', 'A2'],
    workingGroup: 'WG',
    quorum: 1,
  } as const;
  const move = async (id: string, to: 'open' | 'collecting' | 'drafting' | 'reply' | 'deliberation') => {
    const { version } = good(await one.getCase({ params: { id } }));
    return good(await one.moveCase({ params: { id }, body: { to }, ifMatch: version }));
  };

  test('the same idempotency key makes one case, and all get the same answer', async () => {
    const before = good(await one.listCases({})).total;
    const made = await Promise.all(
      Array.from({ length: 8 }, () => one.addCase({ body, idempotencyKey: 'same-key-at-once' })),
    );
    const ids = made.flatMap((answer) => (answer.ok ? [answer.value.id] : []));
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(8);
    expect(good(await one.listCases({})).total).toBe(before + 1);
  });

  test('of many changes of one version one is made', async () => {
    const { id } = good(await one.addCase({ body }));
    const changes = await Promise.all(
      Array.from({ length: 8 }, (_, n) => one.changeCase({ params: { id }, body: { title: `t${n}` }, ifMatch: 1 })),
    );
    expect(changes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(changes.filter(({ status }) => status === 412)).toHaveLength(7);
    expect(good(await one.getCase({ params: { id } })).version).toBe(2);
  });

  test('evidence is changed before the report is sealed or not at all', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { id } = good(await one.addCase({ body }));
      await move(id, 'open');
      const added = good(await two.addEvidence({ params: { id }, body: { ...graded, statement: 's' } }));
      const evidence = good(await two.shareEvidence({ params: { id: added.id }, ifMatch: 1 }));
      await move(id, 'collecting');
      const finding = good(
        await one.addFinding({ params: { id }, body: { statement: 's', severity: 'low', evidence: [evidence.id] } }),
      );
      good(await one.shareFinding({ params: { id: finding.id }, ifMatch: 1 }));
      for (const state of ['drafting', 'reply', 'deliberation'] as const) await move(id, state);
      const opinion = { position: 'concurs', reasons: 'r', version: 2 } as const;
      for (const who of [one, two]) good(await who.signOpinion({ params: { id: finding.id }, body: opinion }));
      const { version } = good(await one.getCase({ params: { id } }));
      const change = two.changeEvidence({ params: { id: evidence.id }, body: { credibility: 6 }, ifMatch: 2 });
      const submit = one.submitReport({ params: { id }, ifMatch: version });
      const outcome = [(await change).ok, (await submit).ok];
      expect(outcome.filter(Boolean), `round ${round}: ${outcome.join()}`).toHaveLength(1);
      const state = good(await one.listOpinions({ params: { id } })).items.map((item) => item.state);
      expect(state).toEqual(outcome[0] === true ? ['broken', 'broken'] : ['valid', 'valid']);
    }
  });

  test('after all that the ledger is one chain', async () => {
    const entries = good(await auditor.listLedger({ query: { limit: 1000 } })).items;
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, at) => at));
    expect(entries.slice(1).map(({ previous }) => previous)).toEqual(entries.slice(0, -1).map(({ hash }) => hash));
    expect(world.errors).toEqual([]);
  });
});
