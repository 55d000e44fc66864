import { join } from 'node:path';
import { askForJob, importSubmissions, loadSector, openSources, readReview, studyOf } from '@underpin/app';
import { programmeActualSchema, silent } from '@underpin/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readFileSync } from 'node:fs';
import { startWorker, workOnce } from '../src/api/worker.ts';
import { databases, newStore } from './stores.ts';
import { type Client, good, makeWorld, type World } from './world.ts';

const root = join(import.meta.dirname, '../../..');
/** BANK3 is an institution of the example sector, with its register and inventory. */
const lei = { BANK1: '5493001KJTIIGC8Y1R12', BANK2: '5493001KJTIIGC8Y1R20', BANK3: '9999UPIYUVDRRH100040' };
const workload = (institution: string, id: string) => ({
  id,
  institution,
  name: `Server ${id}`,
  cores: { atLeast: 8, atMost: 8 },
  memoryGb: 32,
  peakUtilisation: { atLeast: 0.5, atMost: 0.5 },
  capacity: [{ unit: 'SAPS', per: 'core', value: 1000, source: 'benchmark' }],
});
const programme = {
  id: 'p1',
  title: 'Replacement of two',
  start: '2026-01-05',
  months: 12,
  currency: 'EUR',
  workloads: [workload(lei.BANK1, 'A'), workload(lei.BANK1, 'B'), workload(lei.BANK2, 'C')],
  candidates: [
    {
      id: 'c',
      name: 'Candidate C',
      maker: 'M',
      coresPerServer: 8,
      memoryGbPerServer: 64,
      capacity: [{ unit: 'SAPS', per: 'core', value: 2000, source: 'benchmark' }],
      price: { purchase: '1000', supportPerYear: '10', watts: 100, source: 'quote' },
    },
  ],
  costs: { energyPricePerKwh: '0.2', source: 'tariff' },
  paces: [{ id: 'normal', days: 30 }],
  waves: [
    { id: 'w1', name: 'Pilot', replacements: [`${lei.BANK1}/A`] },
    {
      id: 'w2',
      name: 'All others',
      gate: {
        observedDays: 10,
        maximumErrorRate: 1,
        trialCovers: false,
        approvals: [
          { party: 'Party REG', role: 'head of supervision' },
          { party: 'CB', role: 'head of oversight' },
        ],
        rollback: 'The old side takes over within four hours.',
      },
    },
  ],
  milestones: [
    { id: 'm1', date: '2026-03-31', share: 0.33, direction: 'Direction 1' },
    { id: 'm2', date: '2026-12-31', share: 1, direction: 'Direction 1' },
  ],
};
const text = stringify(programme);

describe.each(databases)('programmes on %s', (database) => {
  let close: () => Promise<void>;
  let world: World;
  let regulator: Client & { readonly personId: string };
  let centralBank: Client;
  let stranger: Client;
  let bank: Client;
  let other: Client;
  let filer: Client & { readonly personId: string };
  let group: Client & { readonly personId: string };
  beforeAll(async () => {
    const made = await newStore(database);
    const opened = await openSources(
      ['registers', 'inventories'].map((folder) => join(root, 'examples/sector', folder)),
    );
    if (!opened.ok) throw new Error(opened.reason);
    const own = opened.value.sources.filter(({ name }) => name.includes(lei.BANK3));
    const options = { now: () => new Date('2025-06-30T12:00:00Z'), progress: silent };
    for await (const one of importSubmissions(made.store.submissions, own, options)) expect(one.added).toBe(true);
    const loaded = await loadSector(made.store, null, silent);
    if (!loaded.ok) throw new Error(loaded.reason);
    const study = studyOf(loaded.value);
    world = await makeWorld(made.store, { study: () => Promise.resolve(study) });
    close = async () => {
      await world.server.close();
      await made.remove();
    };
    world.clock = new Date('2026-01-05T09:00:00.000Z');
    regulator = await world.join('REG', 'authority');
    centralBank = await world.join('CB', 'authority');
    stranger = await world.join('AUTH3', 'authority');
    bank = await world.join('BANK1', 'institution', lei.BANK1);
    other = await world.join('BANK2', 'institution', lei.BANK2);
    filer = await world.join('BANK3', 'institution', lei.BANK3);
    group = await world.join('WG', 'working group');
  });
  afterAll(() => close());

  const planned = async (id: string, on?: string) => {
    const { job } = good(
      await regulator.planKeptProgramme({
        params: { id },
        body: { seconds: 0.5, ...(on === undefined ? {} : { on }) },
      }),
    );
    while (await workOnce(world.options));
    const told = good(await regulator.getJob({ params: { id: job } }));
    expect(told, told.error ?? '').toMatchObject({ state: 'done' });
    return good(await regulator.getProgrammePlan({ params: { id: String(told.result?.['plan']) } }));
  };

  test('from a file over an accepted plan, approvals and reports to a plan of what is left', async () => {
    const begun = good(await regulator.createProgramme({ body: { text } }));
    const { id } = begun;
    const first = await planned(id);
    expect(first).toMatchObject({ state: 'proposed', beforePlan: null, plan: { checked: { ok: true } } });
    expect(good(await bank.listProgrammeParts({ query: {} })).total).toBe(0);
    const accepted = good(await regulator.acceptProgrammePlan({ params: { id: first.id }, ifMatch: 1 }));
    expect(accepted).toMatchObject({ state: 'accepted', acceptedAt: '2026-01-05T09:00:00.000Z' });
    expect(await regulator.acceptProgrammePlan({ params: { id: first.id }, ifMatch: 2 })).toMatchObject({
      status: 409,
    });

    // Each institution has its own tasks and nothing else.
    const [mine] = good(await bank.listProgrammeParts({ query: {} })).items;
    const part = good(await bank.getProgrammePart({ params: { id: mine?.id ?? '' } }));
    expect(part.tasks.map((one) => one.id).toSorted()).toEqual([`${lei.BANK1}/A`, `${lei.BANK1}/B`]);
    expect(part.tasks.find(({ wave }) => wave === 'w2')?.rollback).toContain('four hours');
    expect(JSON.stringify(part)).not.toContain(lei.BANK2);
    for (const hidden of [
      bank.getProgramme({ params: { id } }),
      bank.getProgrammePlan({ params: { id: first.id } }),
      bank.getProgrammeStanding({ params: { id }, query: {} }),
      other.getProgrammePart({ params: { id: part.id } }),
      stranger.getProgramme({ params: { id } }),
      centralBank.getProgramme({ params: { id } }),
    ])
      expect(await hidden).toMatchObject({ ok: false, status: 404 });

    // Reports: own tasks only, nothing from the future, disposed with evidence only.
    const report = (client: Client, replacement: string, on: string, state: string, more = {}) =>
      client.reportProgress({
        params: { id: part.id },
        body: { reports: [{ replacement, on, state, ...more } as never] },
      });
    world.clock = new Date('2026-02-20T09:00:00.000Z');
    good(await report(bank, `${lei.BANK1}/A`, '2026-01-10', 'installing'));
    good(await report(bank, `${lei.BANK1}/A`, '2026-02-15', 'replaced', { reason: 'delivery came late' }));
    expect(await report(bank, `${lei.BANK2}/C`, '2026-02-15', 'replaced')).toMatchObject({ status: 409 });
    expect(await report(bank, `${lei.BANK1}/A`, '2026-02-21', 'removed')).toMatchObject({ status: 409 });
    expect(await report(bank, `${lei.BANK1}/A`, '2026-02-20', 'disposed')).toMatchObject({ status: 400 });
    expect(await report(other, `${lei.BANK1}/A`, '2026-02-20', 'removed')).toMatchObject({ status: 404 });
    good(await report(bank, `${lei.BANK1}/A`, '2026-02-20', 'disposed', { evidence: ['certificate 17'] }));
    expect(good(await bank.listProgressReports({ params: { id: part.id }, query: {} })).total).toBe(3);

    // The gate waits for both offices; a shared authority approves as the gate names it, in part first.
    const standing = async () => good(await regulator.getProgrammeStanding({ params: { id }, query: {} }));
    expect((await standing()).gates.map((one) => one.standing)).toEqual(['open', 'waits']);
    world.clock = new Date('2026-03-05T09:00:00.000Z');
    const shared = good(await regulator.getProgramme({ params: { id } }));
    good(await regulator.shareProgramme({ params: { id }, ifMatch: shared.version, body: { parties: ['CB'] } }));
    expect(
      await regulator.shareProgramme({ params: { id }, ifMatch: shared.version + 1, body: { parties: ['BANK1'] } }),
    ).toMatchObject({ status: 409 });
    expect(
      await regulator.shareProgramme({ params: { id }, ifMatch: shared.version, body: { parties: [] } }),
    ).toMatchObject({ status: 412 });
    const gate = { params: { id }, body: { wave: 'w2', role: 'head of oversight' } };
    expect(await regulator.approveGate(gate)).toMatchObject({ status: 409 });
    expect(await stranger.approveGate(gate)).toMatchObject({ status: 404 });
    good(await centralBank.approveGate(gate));
    const body = { wave: 'w2', role: 'head of supervision' };
    good(await regulator.approveGate({ params: { id }, body: { ...body, institutions: [lei.BANK2] } }));
    expect((await standing()).gates[1]).toMatchObject({ standing: 'partly open', institutions: [lei.BANK2] });
    good(await regulator.approveGate({ params: { id }, body: { ...body, conditions: 'incidents are told weekly' } }));
    expect((await standing()).gates[1]?.standing).toBe('open');
    expect(await regulator.acceptProgrammePlan({ params: { id: first.id }, ifMatch: 9 })).toMatchObject({ ok: false });

    // Compliance with the direction comes from what was reported.
    world.clock = new Date('2026-04-10T09:00:00.000Z');
    const now = await standing();
    expect(now.milestones.map(({ id: name, verdict, done }) => [name, verdict, done])).toEqual([
      ['m1', 'kept', 1],
      // Two are overdue: the accepted plan no longer says when they are done.
      ['m2', 'missed by the plan', 1],
    ]);
    expect(now.institutions).toMatchObject([
      { institution: lei.BANK1, total: 2, done: 1, ratio: 0.5, disposedWithEvidence: 1, lastReport: '2026-02-20' },
      { institution: lei.BANK2, total: 1, done: 0, lastReport: null },
    ]);
    const early = good(await regulator.getProgrammeStanding({ params: { id }, query: { on: '2026-02-01' } }));
    expect(early.milestones[0]).toMatchObject({ verdict: 'kept by the plan', done: 0 });

    // What is left is planned again with least change, and every slip says why.
    const second = await planned(id);
    expect(second).toMatchObject({ beforePlan: first.id, statusOn: '2026-04-10' });
    expect(second.progress.slips.length).toBeGreaterThan(0);
    for (const slip of second.progress.slips) expect(slip.because).not.toBe('');
    expect(second.progress.quarters.map(({ done }) => done)).toEqual([1, 1]);
    good(await regulator.acceptProgrammePlan({ params: { id: second.id }, ifMatch: 1 }));
    expect((await standing()).milestones[1]).toMatchObject({ verdict: 'kept by the plan' });
    const states = good(await regulator.listProgrammePlans({ params: { id }, query: {} })).items;
    expect(states.map(({ state }) => state).toSorted()).toEqual(['accepted', 'superseded']);
    expect(good(await bank.getProgrammePart({ params: { id: part.id } }))).toMatchObject({
      version: 2,
      plan: second.id,
    });
    const csv = good(await regulator.getQuarterlyReport({ params: { id }, query: {} }));
    const lines = new TextDecoder()
      .decode(csv as unknown as Uint8Array)
      .trim()
      .split('\r\n');
    expect(lines.filter((line) => line.startsWith('quarter'))).toHaveLength(2);
    expect(lines.find((line) => line.startsWith('milestone'))).toContain('kept');
    for (const form of ['csv', 'xlsx', 'ical', 'mspdi', 'jira', 'ocds'] as const)
      good(await regulator.exportProgrammePlan({ params: { id: second.id }, query: { form } }));

    const acts = good(await regulator.listLedger({ query: { limit: 200 } })).items.map(({ act }) => act);
    expect(acts).toEqual(
      expect.arrayContaining([
        'programme begun',
        'programme plan proposed',
        'programme plan accepted',
        'gate approved',
        'gate approved in part',
      ]),
    );
    expect(acts.filter((act) => act === 'programme plan accepted')).toHaveLength(2);
    const own = good(await bank.listLedger({ query: { limit: 200 } })).items.map(({ act }) => act);
    expect(own.filter((act) => act === 'progress reported')).toHaveLength(3);
  }, 60_000);

  test('reports are held against the milestones of a direction, beside what the registers say', async () => {
    world.clock = new Date('2026-05-04T09:00:00.000Z');
    const { review } = readReview(readFileSync(join(root, 'examples/review-2014/review.yaml'), 'utf8'));
    if (review === null) throw new Error('The review does not read');
    const measure = await directionOf(world, regulator.personId, group.personId, review.subject);
    // It is issued to BANK1 and BANK3; BANK2 has tasks in the programme too.
    const file = { ...programme, subject: review.subject, costs: { ...programme.costs, move: {} } };
    const candidate = { ...file.candidates[0], coresPerServer: 96, memoryGbPerServer: 9000 };
    const rows = ['Power E880', 'z14 M04', 'z15 T01'].map((model) => ({ model, capacity: candidate.capacity }));
    const wide = { ...file, months: 24, milestones: [], waves: [], incumbents: rows, candidates: [candidate] };
    const { id } = good(
      await regulator.createProgramme({ body: { text: stringify({ ...wide, crewsPerInstitution: 9 }) } }),
    );
    expect(
      await regulator.serveMeasures({ params: { id }, ifMatch: 1, body: { measures: ['no-such'] } }),
    ).toMatchObject({ status: 409 });
    const served = good(await regulator.serveMeasures({ params: { id }, ifMatch: 1, body: { measures: [measure] } }));
    expect(served).toMatchObject({ version: 2, measures: [measure] });
    const plan = await planned(id);
    good(await regulator.acceptProgrammePlan({ params: { id: plan.id }, ifMatch: 1 }));
    const own = plan.plan.replacements.filter(({ institution }) => institution === lei.BANK3);
    expect(own.length).toBeGreaterThan(2);

    const query = { asOf: '2026-07-01' };
    const compliance = async (client: Client) =>
      good(await client.getCompliance({ params: { id: measure }, query })).items;
    const of = async (client: Client) => {
      const found = (await compliance(client)).find(({ party }) => party === 'BANK3');
      const [told] = found?.reported ?? [];
      return { filed: found?.points[0], told: told?.points[0], later: told?.points[1], programme: told?.programme };
    };
    // Nothing is reported: what should have begun may or may not be done, and that is told apart.
    const silentYet = await of(regulator);
    expect(silentYet.filed?.verdict).toBe('missed');
    expect(silentYet.told).toMatchObject({
      total: own.length,
      done: 0,
      verdict: 'cannot be told',
      against: 'cannot be told',
    });
    expect(silentYet.told?.unreported).toBeGreaterThan(0);
    expect(silentYet.told?.value?.atMost).toBe(silentYet.filed?.value?.atMost);
    expect(silentYet.told?.value?.atLeast).toBeLessThan(silentYet.filed?.value?.atLeast ?? 0);
    // The second milestone is not due, and nothing is planned to begin so late.
    expect(silentYet.later).toMatchObject({ on: '2027-01-01', verdict: 'not yet due' });

    const [part] = good(await filer.listProgrammeParts({ query: { programme: id } })).items;
    const tell = async (on: string, state: 'in use' | 'replaced', which: readonly { readonly id: string }[]) =>
      good(
        await filer.reportProgress({
          params: { id: part?.id ?? '' },
          body: { reports: which.map((one) => ({ replacement: one.id, on, state })) },
        }),
      );
    await tell('2026-05-03', 'in use', own);
    const inUse = await of(regulator);
    expect(inUse.told).toMatchObject({ done: 0, unreported: 0, value: inUse.filed?.value, verdict: 'missed' });
    await tell('2026-05-04', 'replaced', own);
    const done = await of(regulator);
    // Five of its twelve critical functions list nothing that they stand on: they stay open, whatever is replaced.
    // Two observations stand side by side: the register of 2024 says no, the reports of 2026 say yes.
    expect(done.filed).toMatchObject({ verdict: 'missed' });
    expect(done.told).toMatchObject({
      done: own.length,
      value: { atLeast: 0, atMost: 5 / 12 },
      verdict: 'kept',
      against: 'cannot be told',
    });
    expect(await of(filer)).toEqual({ ...done, programme: id });
    const standing = good(await regulator.getProgrammeStanding({ params: { id }, query: { on: '2026-07-01' } }));
    expect(standing.directions).toMatchObject([
      { measure, metric: 'critical functions lost', addressees: [{ party: 'BANK1' }, { party: 'BANK3' }] },
    ]);
    expect(standing.directions[0]?.addressees[0]?.points[0]).toMatchObject({ total: 2, value: null });
    const csv = good(await regulator.getQuarterlyReport({ params: { id }, query: {} }));
    expect(new TextDecoder().decode(csv as unknown as Uint8Array)).toContain(
      `direction,Direction on servers (${measure}): BANK3`,
    );

    // What was done before the register was filed must show in it.
    await tell('2024-06-01', 'replaced', own);
    const before = good(
      await regulator.getCompliance({ params: { id: measure }, query: { asOf: '2026-05-02' } }),
    ).items;
    const [contradicted] = before.find(({ party }) => party === 'BANK3')?.reported ?? [];
    expect(contradicted?.points[0]).toMatchObject({
      verdict: 'not yet due',
      value: { atLeast: 0, atMost: 5 / 12 },
      against: 'disagrees',
    });

    // Who sees the programme and not the direction learns nothing of it, and the other way round.
    good(await regulator.shareProgramme({ params: { id }, ifMatch: 3, body: { parties: ['CB'] } }));
    expect(good(await centralBank.getProgramme({ params: { id } })).measures).toEqual([]);
    expect(good(await centralBank.getProgrammeStanding({ params: { id }, query: {} })).directions).toEqual([]);
    expect(await centralBank.getCompliance({ params: { id: measure }, query })).toMatchObject({ status: 404 });
    expect(await other.getCompliance({ params: { id: measure }, query })).toMatchObject({ status: 404 });
    expect((await compliance(group)).map(({ reported }) => reported)).toEqual([[], []]);
    expect((await compliance(bank)).map(({ party, reported }) => [party, reported.length])).toEqual([['BANK1', 1]]);
    expect(await stranger.serveMeasures({ params: { id }, ifMatch: 4, body: { measures: [] } })).toMatchObject({
      status: 404,
    });
    good(await regulator.serveMeasures({ params: { id }, ifMatch: 4, body: { measures: [] } }));
    expect((await compliance(regulator)).flatMap(({ reported }) => reported)).toEqual([]);
    expect(world.errors).toEqual([]);
  }, 60_000);

  test('what cannot be done is refused with its reason, and an infeasible programme is a plan with its conflict', async () => {
    expect(await regulator.createProgramme({ body: { text: 'id: [' } })).toMatchObject({ ok: false, status: 400 });
    expect(await bank.createProgramme({ body: { text } })).toMatchObject({ ok: false, status: 403 });
    const begun = good(await regulator.createProgramme({ body: { text: stringify({ ...programme, months: 1 }) } }));
    const plan = await planned(begun.id);
    expect(plan).toMatchObject({ status: 'infeasible', plan: { figures: null } });
    expect(plan.plan.conflict?.constraints.length).toBeGreaterThan(0);
    expect(await regulator.acceptProgrammePlan({ params: { id: plan.id }, ifMatch: 1 })).toMatchObject({ status: 409 });
    expect(await regulator.getProgrammeStanding({ params: { id: begun.id }, query: {} })).toMatchObject({
      status: 409,
    });
    const changed = good(
      await regulator.changeProgramme({ params: { id: begun.id }, ifMatch: begun.version, body: { text } }),
    );
    expect(changed).toMatchObject({ version: 2, file: { months: 12 } });
    expect(programmeActualSchema.safeParse({ replacement: 'x', on: '2026-01-01', state: 'disposed' }).success).toBe(
      false,
    );
  }, 60_000);

  test('a plan in the making is told, with the best so far, and ends when it is cancelled; the server answers meanwhile', async () => {
    const many = Array.from({ length: 400 }, (_, at) => workload(lei.BANK1, `S${at}`));
    const body = stringify({ ...programme, months: 48, workloads: many, waves: [], crewsPerInstitution: 20 });
    const { id } = good(await regulator.createProgramme({ body: { text: body } }));
    const { job } = good(await regulator.planKeptProgramme({ params: { id }, body: { seconds: 60 } }));
    const worker = startWorker(world.options, 20);
    const steps: string[] = [];
    let longest = 0;
    for (let turn = 0; turn < 400 && !steps.some((step) => step.includes('weighted days')); turn += 1) {
      const asked = performance.now();
      steps.push(good(await regulator.getJob({ params: { id: job } })).step ?? '');
      longest = Math.max(longest, performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(steps.at(-1)).toMatch(/^Planning: \d+ weighted days of reliance/);
    // Another job does not wait for it.
    const acting = { person: regulator.personId, party: 'REG', kind: 'authority', roles: [] } as const;
    const other = await world.store.reviews.as(acting, (records) =>
      askForJob({ records, acting, sealer: world.options.sealer, now: world.clock.toISOString() }, 'no such kind', {}),
    );
    const stateOf = async (id: string) => good(await regulator.getJob({ params: { id } })).state;
    const otherJob = other.ok ? other.value.job : '';
    for (let turn = 0; turn < 100 && (await stateOf(otherJob)) === 'waiting'; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect([await stateOf(otherJob), await stateOf(job)]).toEqual(['failed', 'running']);
    good(await regulator.cancelJob({ params: { id: job } }));
    for (let turn = 0; turn < 200 && (await stateOf(job)) === 'running'; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await worker.stop();
    expect(await stateOf(job)).toBe('cancelled');
    expect(good(await regulator.listProgrammePlans({ params: { id }, query: {} })).total).toBe(0);
    // The thread of the server is never held for as long as the search takes.
    expect(longest).toBeLessThan(5_000);
    expect(world.errors).toEqual([]);
  }, 60_000);
});

/** A direction of the working group in a case of one authority, addressed to two institutions. */
async function directionOf(world: World, analyst: string, member: string, subject: object): Promise<string> {
  const at = world.clock.toISOString();
  const base = { createdAt: at, version: 1 };
  const { reviews } = world.store;
  const authority = { person: analyst, party: 'REG', kind: 'authority', roles: [] } as const;
  const group = { person: member, party: 'WG', kind: 'working group', roles: [] } as const;
  const terms = {
    kind: 'direction',
    metric: 'critical functions lost',
    weight: 'count',
    target: 'cap',
    milestones: [
      { on: '2026-06-15', atMost: 0.45 },
      { on: '2027-01-01', atMost: 0 },
    ],
    reportEveryDays: null,
  };
  await reviews.as(authority, async (records) => {
    const fixed = { question: 'q', marking: 'AMBER', authorities: ['REG'], workingGroup: 'WG', quorum: 1, lead: 'REG' };
    const state = { state: 'draft', stateSince: at, dueAt: null };
    await records.insert('reviewCase', {
      ...base,
      id: 'servers',
      title: 't',
      subject: null,
      ...fixed,
      ...state,
    } as never);
    await records.update('reviewCase', { id: 'servers' }, { state: 'submitted' });
    await records.insert('report', {
      id: 'servers-report',
      caseId: 'servers',
      workingGroup: 'WG',
      party: 'REG',
      submittedAt: at,
      sha256: '0'.repeat(64),
      content: {},
      bundleSha256: null,
    });
  });
  await reviews.as(group, async (records) => {
    await records.insert('decision', {
      id: 'servers-decision',
      caseId: 'servers',
      report: 'servers-report',
      reportSha256: '0'.repeat(64),
      party: 'WG',
      person: member,
      statement: 's',
      findings: [],
      decidedAt: at,
      publicKey: 'k',
      signature: 's',
    });
    const own = { caseId: 'servers', decision: 'servers-decision', party: 'WG', kind: 'direction', variations: [] };
    const measure = { ...base, ...own, id: 'servers-direction', title: 'Direction on servers', subject, terms };
    await records.insert('measure', measure as never);
    for (const party of ['BANK1', 'BANK3'])
      await records.insert('measureAddressee', {
        id: `servers-${party}`,
        measure: measure.id,
        caseId: 'servers',
        issuer: 'WG',
        party,
        exception: null,
      });
  });
  return 'servers-direction';
}
