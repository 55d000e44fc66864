import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trialProtocolSchema } from '@underpin/model';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, newStore } from './stores.ts';
import { type Client, good, makeWorld, type World } from './world.ts';

const examples = join(import.meta.dirname, '../../../examples/trial');
const protocolOf = (name: string) =>
  trialProtocolSchema.parse(parse(readFileSync(join(examples, name, 'protocol.yaml'), 'utf8')));
const bytesOf = (name: string, file: string) => readFileSync(join(examples, name, 'measurements', file));

describe.each(databases)('trials on %s', (database) => {
  let close: () => Promise<void>;
  let world: World;
  let bank: Client;
  let other: Client;
  beforeAll(async () => {
    const made = await newStore(database);
    world = await makeWorld(made.store);
    close = async () => {
      await world.server.close();
      await made.remove();
    };
    world.clock = new Date('2026-01-12T09:00:00.000Z');
    bank = await world.join('BANK1', 'institution');
    other = await world.join('BANK2', 'institution');
  });
  afterAll(() => close());

  async function sealedTrial(name: string): Promise<string> {
    world.clock = new Date('2026-01-12T09:00:00.000Z');
    const begun = good(await bank.createTrial({ body: { protocol: protocolOf(name) } }));
    const sealed = good(await bank.sealTrial({ params: { id: begun.id }, ifMatch: begun.version }));
    expect(sealed.seals).toMatchObject([{ act: 'trial protocol sealed', at: '2026-01-12T09:00:00.000Z' }]);
    return begun.id;
  }

  async function feed(id: string, name: string) {
    let last;
    for (const file of ['latency.csv', 'incidents.csv', 'availability.csv'])
      last = good(await bank.addMeasurements({ params: { id }, query: { name: file }, file: bytesOf(name, file) }));
    return last;
  }

  test('from protocol to verdict: planned, sealed, fed, watched, assessed, printed', async () => {
    const plan = good(await bank.planTrial({ body: protocolOf('accepted') }));
    expect(plan).toMatchObject({ sealable: true, moreDays: 0, plannedDays: 42 });
    const id = await sealedTrial('accepted');
    world.clock = new Date('2026-03-02T09:00:00.000Z');
    const fed = await feed(id, 'accepted');
    expect(fed?.monitoring?.endpoints[0]?.days).toHaveLength(42);
    expect(fed?.harmOn).toBeNull();
    const told = good(await bank.assessTrial({ params: { id }, body: {} }));
    expect(told.assessment?.verdict).toBe('accepted');
    expect(told.assessment?.endpoints).toHaveLength(4);
    expect(told.state).toBe('assessed');
    const entries = good(await bank.listLedger({ query: {} })).items.map(({ act }) => act);
    expect(entries).toEqual(
      expect.arrayContaining(['trial protocol sealed', 'trial measurements added', 'trial verdict given']),
    );
  });

  test('a trial is seen by its party and by whom it is shared with, and changed by its party alone', async () => {
    const id = await sealedTrial('rejected');
    expect((await other.getTrial({ params: { id } })).ok).toBe(false);
    expect(good(await other.listTrials({ query: {} })).total).toBe(0);
    const shown = good(await bank.getTrial({ params: { id } }));
    const shared = good(
      await bank.shareTrial({ params: { id }, ifMatch: shown.version, body: { parties: ['BANK2'] } }),
    );
    expect(good(await other.getTrial({ params: { id } })).title).toBe(shown.title);
    const refused = await other.sealTrial({ params: { id }, ifMatch: shared.version });
    expect(refused).toMatchObject({ ok: false, status: 404 });
    expect(await other.assessTrial({ params: { id }, body: {} })).toMatchObject({ ok: false, status: 404 });
  });

  test('harm stops the trial and tells by webhook; a change of the protocol is a visible amendment', async () => {
    good(await bank.addWebhook({ body: { url: 'http://127.0.0.1:9/hook', events: ['trial.harm'] } }));
    const id = await sealedTrial('stopped-for-harm');
    world.clock = new Date('2026-02-11T09:00:00.000Z');
    const fed = await feed(id, 'stopped-for-harm');
    expect(fed?.state).toBe('stopped');
    expect(fed?.harmOn).toMatch(/^2026-0[12]-/);
    const told = await world.store.reviews.worker(async (records) => (await records.list('outbox')).items);
    expect(told.filter(({ event }) => event === 'trial.harm')).toMatchObject([{ object: id, audience: ['BANK1'] }]);

    const wider = { ...protocolOf('stopped-for-harm'), alpha: 0.025 };
    const changed = good(await bank.changeProtocol({ params: { id }, ifMatch: fed?.version ?? 0, body: wider }));
    expect(changed.unsealed).toEqual(['alpha']);
    expect(good(await bank.assessTrial({ params: { id }, body: {} })).assessment?.because.join(' ')).toContain(
      'not the one that was sealed',
    );
    const now = good(await bank.getTrial({ params: { id } }));
    const amended = good(await bank.sealTrial({ params: { id }, ifMatch: now.version }));
    expect(amended.seals[1]).toMatchObject({ act: 'trial protocol amended', changes: ['alpha'], restarts: true });
  });

  test('what cannot be done is refused with its reason', async () => {
    const draft = good(await bank.createTrial({ body: { protocol: protocolOf('accepted') } }));
    const params = { id: draft.id };
    expect(await bank.addMeasurements({ params, query: { name: 'a.csv' }, file: new Uint8Array(3) })).toMatchObject({
      ok: false,
      status: 409,
    });
    const senseless = { ...protocolOf('accepted'), period: { from: '2026-01-19', to: '2026-02-01', peaks: [] } };
    const changed = good(await bank.changeProtocol({ params, ifMatch: draft.version, body: senseless }));
    expect(await bank.sealTrial({ params, ifMatch: changed.version })).toMatchObject({ ok: false, status: 409 });
    expect(await bank.sealTrial({ params, ifMatch: draft.version })).toMatchObject({ ok: false });
    expect(await bank.createTrial({ body: { protocol: protocolOf('accepted'), measure: 'none' } })).toMatchObject({
      ok: false,
      status: 404,
    });
    const cover = good(
      await bank.coverTrial({ body: { seen: [], workloads: [{ id: 'a', institution: 'B', kind: 'k' }] } }),
    );
    expect(cover.workloads[0]?.standing).toBe('outside');
  });
});
