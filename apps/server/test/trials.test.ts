import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { checkBundle, nodePrimitives, readBundle, verifyBundle } from '@underpin/app';
import { createClient } from '@underpin/contract';
import { trialProtocolSchema } from '@underpin/model';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { workOnce } from '../src/api/worker.ts';
import { databases, newStore } from './stores.ts';
import { type Client, fetchOf, good, makeWorld, type World } from './world.ts';

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
    const received: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];
    const receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    const { secret } = good(await bank.addWebhook({ body: { url, events: ['trial.harm'] } }));
    // A party that does not see the trial hears nothing of it.
    good(await other.addWebhook({ body: { url: `${url}/other`, events: ['trial.harm'] } }));
    const id = await sealedTrial('stopped-for-harm');
    world.clock = new Date('2026-02-11T09:00:00.000Z');
    const fed = await feed(id, 'stopped-for-harm');
    expect(fed?.state).toBe('stopped');
    expect(fed?.harmOn).toMatch(/^2026-0[12]-/);
    while (await workOnce(world.options));
    receiver.close();
    expect(received).toHaveLength(1);
    const [{ headers, body }] = received as [(typeof received)[0]];
    expect(JSON.parse(body)).toEqual({ type: 'trial.harm', timestamp: expect.any(String), data: { id } });
    const signed = `${headers['webhook-id']?.toString()}.${headers['webhook-timestamp']?.toString()}.${body}`;
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);

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

  test('a trial is brought into a case, sealed with it, and its bundle is verified; data from before the seal count for nothing', async () => {
    const [first, second] = [await world.join('CB', 'authority'), await world.join('MF', 'authority')];
    const group = await world.join('WG', 'working group');
    const id = await sealedTrial('accepted');
    const params = { id };
    const shown = good(await bank.getTrial({ params }));
    good(await bank.shareTrial({ params, ifMatch: shown.version, body: { parties: ['CB'] } }));
    const opened = good(
      await first.addCase({
        body: {
          title: 'Whether others may follow',
          question: 'May other banks follow?',
          subject: null,
          marking: 'AMBER',
          authorities: ['CB', 'MF'],
          workingGroup: 'WG',
          quorum: 2,
        },
      }),
    );
    const caseId = opened.id;
    const move = async (to: 'open' | 'collecting' | 'drafting' | 'reply' | 'deliberation') => {
      const { version } = good(await first.getCase({ params: { id: caseId } }));
      good(await first.moveCase({ params: { id: caseId }, body: { to }, ifMatch: version }));
    };
    await move('open');
    await move('collecting');
    expect(await first.citeTrial({ params, body: { caseId } })).toMatchObject({
      status: 409,
      problem: { detail: expect.stringContaining('no verdict yet') },
    });
    world.clock = new Date('2026-03-02T09:00:00.000Z');
    await feed(id, 'accepted');
    good(await bank.assessTrial({ params, body: {} }));
    expect(await second.citeTrial({ params, body: { caseId } })).toMatchObject({ status: 404 });
    const brought = good(await first.citeTrial({ params, body: { caseId } }));
    expect(brought).toMatchObject({ kind: 'file', fileName: `trial-${id}.html` });
    expect(brought.statement).toContain(': accepted.');
    good(await first.shareEvidence({ params: { id: brought.id }, ifMatch: brought.version }));
    await move('drafting');
    const finding = good(
      await first.addFinding({
        params: { id: caseId },
        body: { statement: 'The trial held.', severity: 'medium', evidence: [brought.id] },
      }),
    );
    good(await first.shareFinding({ params: { id: finding.id }, ifMatch: finding.version }));
    await move('reply');
    await move('deliberation');
    const { version } = good(await first.getFinding({ params: { id: finding.id } }));
    for (const one of [first, second])
      good(
        await one.signOpinion({
          params: { id: finding.id },
          body: { position: 'concurs', reasons: 'By the trial.', version },
        }),
      );
    const held = good(await first.getCase({ params: { id: caseId } }));
    good(await first.submitReport({ params: { id: caseId }, ifMatch: held.version }));
    const bundle = good(await group.getBundle({ params: { id: caseId } }));
    const keeper = good(await createClient({ baseUrl: '', fetch: fetchOf(world.server) }).getKeeper({}));
    expect(await checkBundle('case.bundle.zip', bundle, keeper)).toMatchObject({ verdict: 'good' });
    const files = await readBundle('case.bundle.zip', bundle);
    const text = files.ok ? Buffer.from(files.value.get(`report/trial-${id}.html`) ?? '').toString('utf8') : '';
    expect(text).toContain('Verdict: accepted');
    expect(createHash('sha256').update(text).digest('hex')).toBe(brought.sha256);
    if (files.ok) {
      const changed = new Map(files.value);
      changed.set(`report/trial-${id}.html`, Buffer.from(text.replace('Verdict: accepted', 'Verdict: rejected')));
      expect(verifyBundle(changed, keeper, nodePrimitives)).toMatchObject({
        verdict: 'tampered',
        broken: { link: `report/trial-${id}.html`, check: 'sha256' },
      });
    }
    const pdf = Buffer.from(good(await first.getTrialReport({ params, query: { format: 'pdf' } })));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');

    // The same data under a seal of a later day: none of them counts.
    world.clock = new Date('2026-03-02T10:00:00.000Z');
    const late = good(await bank.createTrial({ body: { protocol: protocolOf('accepted') } }));
    good(await bank.sealTrial({ params: { id: late.id }, ifMatch: late.version }));
    await feed(late.id, 'accepted');
    const told = good(await bank.assessTrial({ params: { id: late.id }, body: {} })).assessment;
    expect([told?.verdict, told?.used]).toEqual(['not enough data', 0]);
    expect(told?.findings.map(({ rule }) => rule)).toContain('trial-before-seal');
  });

  test('an envelope is stated, a list of workloads held against it, and trials of one candidate pooled', async () => {
    const [id, rejected] = [await sealedTrial('accepted'), await sealedTrial('rejected')];
    world.clock = new Date('2026-03-02T09:00:00.000Z');
    for (const [trial, name] of [
      [id, 'accepted'],
      [rejected, 'rejected'],
    ] as const) {
      await feed(trial, name);
      good(await bank.assessTrial({ params: { id: trial }, body: {} }));
    }
    const read = (name: string) => parse(readFileSync(join(examples, name), 'utf8')) as never;
    const { version } = good(await bank.getTrial({ params: { id } }));
    good(await bank.stateSeen({ params: { id }, ifMatch: version, body: { seen: read('seen.yaml') } }));
    good(await bank.putWorkloads({ body: { workloads: read('workloads.yaml') } }));
    const covered = good(await bank.getTrialCoverage({ params: { id } }));
    expect([covered.verdict, covered.inside, covered.outside, covered.unknown]).toEqual(['accepted', 1, 2, 1]);
    expect(covered.envelope.map(({ kind }) => kind)).toEqual(['card payments', 'end of day']);
    // Another party keeps another list.
    expect(good(await other.getWorkloads({})).workloads).toEqual([]);
    const pool = good(await bank.getTrialPool({ params: { id } }));
    expect(pool.trials.length).toBeGreaterThanOrEqual(2);
    const latency = pool.endpoints.find(({ endpoint, workload }) => endpoint === 'latency' && workload === 'cards');
    expect(latency?.heterogeneity.i2).toBeGreaterThan(0.5);
    expect(latency?.inside).toBe(false);
    expect(latency?.trials.every(({ lower, upper }) => (lower ?? 0) < (upper ?? 0))).toBe(true);
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
