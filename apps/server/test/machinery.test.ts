import { createHmac } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { importSubmissions, loadSector, openSources, type Study, studyOf } from '@underpin/app';
import { silent } from '@underpin/model';
import { temporaryStore } from '@underpin/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isPrivateAddress, webhookPost } from '../src/api/post-webhook.ts';
import { workOnce } from '../src/api/worker.ts';
import { type Client, good, makeWorld, type World } from './world.ts';

const sectorFolder = join(import.meta.dirname, '../../../examples/sector');
let world: World;
let remove: () => Promise<void>;
let study: Study | null = null;
let bank: Client;
let authority: Client;
let group: Client;
let lei: string;
let caseId: string;

beforeAll(async () => {
  const made = await temporaryStore(() => new Date());
  remove = made.remove;
  world = await makeWorld(made.store, { study: () => Promise.resolve(study) });
  // Two institutions of the example that have both a register and an inventory keep the test quick.
  const files = (await readdir(sectorFolder, { recursive: true })).filter((name) => /\.(zip|csv|xlsx)$/.test(name));
  const byLei = Map.groupBy(files, (name) => /[0-9A-Z]{18}\d\d/.exec(name)?.[0] ?? '');
  const chosen = [...byLei].filter(([code, names]) => code !== '' && names.length >= 2).slice(0, 2);
  const opened = await openSources(chosen.flatMap(([, names]) => names.map((name) => join(sectorFolder, name))));
  if (!opened.ok) throw new Error(opened.reason);
  for await (const one of importSubmissions(made.store.submissions, opened.value.sources, {
    now: () => world.clock,
    progress: silent,
  })) {
    lei ??= one.submission?.entity ?? lei;
  }
  const loaded = await loadSector(made.store, null, silent);
  if (!loaded.ok) throw new Error(loaded.reason);
  study = studyOf(loaded.value);
  authority = await world.join('CB', 'authority');
  group = await world.join('WG', 'working group');
  bank = await world.join('BANK', 'institution', lei);
  await world.join('BANK2', 'institution');
  const subject = { expression: 'country == "US"', label: 'US', asOf: '2024-12-31' };
  const body = {
    title: 't',
    question: 'q',
    subject,
    marking: 'GREEN',
    authorities: ['CB'],
    workingGroup: 'WG',
    quorum: 1,
  } as const;
  caseId = good(await authority.addCase({ body })).id;
}, 120_000);
afterAll(async () => {
  await world.server.close();
  await remove();
});

const ask = async (measure = 'critical functions lost'): Promise<string> =>
  good(await authority.freezeFigures({ params: { id: caseId }, body: { figures: [{ measure }], marking: 'GREEN' } }))
    .job;

test('figures are frozen by a job, with what they were computed from', async () => {
  const job = await ask();
  expect(good(await authority.getJob({ params: { id: job } }))).toMatchObject({
    state: 'waiting',
    kind: 'freeze figures',
  });
  while (await workOnce(world.options));
  const ended = good(await authority.getJob({ params: { id: job } }));
  expect(ended).toMatchObject({ state: 'done', done: 1, total: 1, result: { evidence: [`${job}-1`] } });
  const evidence = good(await authority.getEvidence({ params: { id: `${job}-1` } }));
  expect(evidence).toMatchObject({
    kind: 'figure',
    sharedAt: null,
    reliability: 'F',
    figure: { value: { measure: 'critical functions lost' } },
  });
  expect(evidence.figure?.submissions).toEqual(study?.loaded.sector.submissions.map(({ id }) => id));
  expect(await bank.getJob({ params: { id: job } })).toMatchObject({ status: 404 });
  const timeline = good(await authority.getTimeline({ params: { id: caseId } })).items;
  const submissions = timeline.filter(({ kind }) => kind === 'submission').map(({ object }) => object);
  expect(new Set(submissions)).toEqual(new Set(evidence.figure?.submissions));
});

test('a job whose worker died is done again, and writes nothing twice', async () => {
  const job = await ask();
  const taken = await world.store.reviews.worker((records) =>
    records.takeJob(world.clock.toISOString(), new Date(world.clock.getTime() + 1000).toISOString()),
  );
  expect(taken?.id).toBe(job);
  expect(await workOnce(world.options)).toBe(false);
  world.clock = new Date(world.clock.getTime() + 2000);
  while (await workOnce(world.options));
  await world.store.reviews.worker((records) => records.update('job', { id: job }, { state: 'waiting' }));
  while (await workOnce(world.options));
  expect(good(await authority.getJob({ params: { id: job } })).state).toBe('done');
  const all = good(await authority.listEvidence({ params: { id: caseId }, query: { limit: 200 } }));
  expect(all.items.filter(({ id }) => id.startsWith(job))).toHaveLength(1);
});

test('a job that was cancelled is not done; one that cannot be done says why', async () => {
  const [cancelled, impossible] = [await ask(), await ask('no such measure')];
  good(await authority.cancelJob({ params: { id: cancelled } }));
  while (await workOnce(world.options));
  expect(good(await authority.getJob({ params: { id: cancelled } })).state).toBe('cancelled');
  expect(good(await authority.getJob({ params: { id: impossible } }))).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('no such measure'),
  });
});

test('progress comes as server-sent events until the job ends', async () => {
  const job = await ask();
  const { secret } = good(await authority.addToken({ body: { name: 'sse', scope: 'read', days: 1 } }));
  const watched = world.server.inject({
    url: `/api/v1/jobs/${job}/events`,
    headers: { authorization: `Bearer ${secret}` },
  });
  while (await workOnce(world.options));
  const response = await watched;
  expect(response.headers['content-type']).toBe('text/event-stream');
  expect(response.body).toMatch(/event: job\ndata: \{.*"state":"done"/);
});

test('webhooks are signed, tried again, and told to whom they concern only', async () => {
  const received: { headers: IncomingMessage['headers']; body: string }[] = [];
  let status = 500;
  const receiver: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  try {
    const { secret, webhook } = good(await authority.addWebhook({ body: { url, events: ['case.moved'] } }));
    good(await bank.addWebhook({ body: { url: `${url}/bank`, events: ['case.moved'] } }));
    expect(good(await bank.listWebhooks({})).total).toBe(1);
    expect(await bank.removeWebhook({ params: { id: webhook.id } })).toMatchObject({ status: 404 });
    const { version } = good(await authority.getCase({ params: { id: caseId } }));
    good(await authority.moveCase({ params: { id: caseId }, body: { to: 'open' }, ifMatch: version }));
    while (await workOnce(world.options));
    expect(received).toHaveLength(1);
    status = 204;
    world.clock = new Date(world.clock.getTime() + 11_000);
    while (await workOnce(world.options));
    world.clock = new Date(world.clock.getTime() + 86_400_000);
    while (await workOnce(world.options));
    expect(received).toHaveLength(2);
    const [, { headers, body }] = received as [unknown, (typeof received)[0]];
    expect(JSON.parse(body)).toEqual({ type: 'case.moved', timestamp: expect.any(String), data: { id: caseId } });
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signed = `${headers['webhook-id']?.toString()}.${headers['webhook-timestamp']?.toString()}.${body}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  } finally {
    receiver.close();
  }
});

test('webhooks reach no private address, by number or by name', async () => {
  const inside = [
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '0.0.0.0',
  ];
  expect(inside.filter((address) => !isPrivateAddress(address))).toEqual([]);
  expect(['8.8.8.8', '2606:4700::1111', '172.32.0.1'].filter((address) => isPrivateAddress(address))).toEqual([]);
  const post = webhookPost(false);
  for (const url of [
    'http://127.0.0.1:1/',
    'http://[::1]:1/',
    'http://localhost:1/',
    'http://2130706433:1/',
    'http://0x7f.1:1/',
    'http://[::ffff:7f00:1]:1/',
  ]) {
    await expect(post(url, {}, ''), url).rejects.toThrow(/private/);
  }
});

test('compliance is computed from what each addressee submitted; what was not submitted is not kept', async () => {
  const move = async (to: 'collecting' | 'drafting' | 'reply' | 'deliberation') => {
    const { version } = good(await authority.getCase({ params: { id: caseId } }));
    return good(await authority.moveCase({ params: { id: caseId }, body: { to }, ifMatch: version }));
  };
  await move('collecting');
  const [figure] = good(await authority.listEvidence({ params: { id: caseId } })).items;
  if (figure === undefined) throw new Error('Expected a figure');
  good(await authority.shareEvidence({ params: { id: figure.id }, ifMatch: figure.version }));
  const basis = { statement: 's', severity: 'high', evidence: [figure.id] } as const;
  const finding = good(await authority.addFinding({ params: { id: caseId }, body: basis }));
  good(await authority.shareFinding({ params: { id: finding.id }, ifMatch: 1 }));
  for (const state of ['drafting', 'reply', 'deliberation'] as const) await move(state);
  good(
    await authority.signOpinion({
      params: { id: finding.id },
      body: { position: 'concurs', reasons: 'r', version: 2 },
    }),
  );
  const { version } = good(await authority.getCase({ params: { id: caseId } }));
  good(await authority.submitReport({ params: { id: caseId }, ifMatch: version }));
  const milestones = [
    { on: '2020-01-01', atMost: 0.5 },
    { on: '2025-12-31', atMost: 1 },
    { on: '2026-01-31', atMost: 0 },
    { on: '2030-01-01', atMost: 0 },
  ];
  const terms = { kind: 'direction', metric: 'direct share', target: 'removal', milestones } as const;
  const subject = { expression: 'country == "US"' };
  const measure = {
    title: 'm',
    subject,
    terms,
    addressees: ['BANK', 'BANK2'],
    exceptions: [{ party: 'BANK2', reason: 'r', until: '2025-12-31' }],
  };
  const held = good(await group.getCase({ params: { id: caseId } }));
  const body = { statement: 's', findings: [finding.id], measures: [measure] } as const;
  good(await group.decideCase({ params: { id: caseId }, body, ifMatch: held.version }));
  const [direction] = good(await group.listMeasures({})).items;
  const params = { id: direction?.id ?? '' };
  const query = { asOf: '2026-03-01' };
  const answer = good(await group.getCompliance({ params, query })).items;
  const of = (party: string): string[] =>
    answer.find((one) => one.party === party)?.points.map(({ verdict }) => verdict) ?? [];
  expect(of('BANK')).toEqual(['cannot be told', 'kept', 'missed', 'not yet due']);
  expect(of('BANK2')).toEqual(['excepted', 'excepted', 'cannot be told', 'not yet due']);
  const value = answer.find(({ party }) => party === 'BANK')?.points[2]?.value;
  expect(value?.atLeast).toBeGreaterThan(0);
  expect(value?.atMost).toBeLessThanOrEqual(1);
  expect(good(await bank.getCompliance({ params, query })).items.map(({ party }) => party)).toEqual(['BANK']);
  const own = good(await bank.listSubmissions({}));
  expect(own.items.map(({ entity }) => entity)).toEqual(own.items.map(() => lei));
  expect(own.total).toBeGreaterThan(0);
  expect(good(await group.listSubmissions({})).total).toBe(0);
});

test('nothing went wrong unseen', () => {
  expect(world.errors).toEqual([]);
});
