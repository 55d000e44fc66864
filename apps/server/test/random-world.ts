import { Readable } from 'node:stream';
import { sha256, type Acting, type ReviewRecords, type ReviewTables } from '@underpin/app';
import { caseStates, createClient, type PartyKind, rolesOf, type UploadPreview } from '@underpin/contract';
import { markings, programmeFileSchema, programmePlanSchema, seededRandom, trialProtocolSchema } from '@underpin/model';
import { maySee } from './oracle.ts';
import { type Client, fetchOf, good, type World } from './world.ts';

/** Everything that a random world holds, as plain data that an oracle can judge without the server. */
export type Thing =
  | { type: 'party'; id: string; marker: string; kind: PartyKind }
  | { type: 'person'; id: string; marker: string; party: string }
  | { type: 'case'; id: string; marker: string; lead: string; authorities: string[]; group: string; state: string }
  | { type: 'task' | 'event' | 'opinion'; id: string; marker: string; caseId: string }
  | {
      type: 'evidence';
      id: string;
      marker: string;
      caseId: string;
      owner: string;
      shared: boolean;
      marking: string;
      releasableTo: string[];
      file: boolean;
    }
  | { type: 'finding'; id: string; marker: string; caseId: string; owner: string; shared: boolean }
  | { type: 'extract'; id: string; marker: string; caseId: string; recipient: string; released: boolean }
  | { type: 'reply'; id: string; marker: string; caseId: string; party: string }
  | { type: 'report'; id: string; marker: string; caseId: string; group: string }
  | { type: 'decision'; id: string; marker: string; caseId: string; group: string; addressees: string[] }
  | { type: 'measure'; id: string; marker: string; caseId: string; group: string; addressees: string[] }
  | { type: 'submission'; id: string; marker: string; entity: string }
  | { type: 'trial'; id: string; marker: string; party: string; requestedBy: string | null; sharedWith: string[] }
  | { type: 'programme'; id: string; marker: string; party: string; sharedWith: string[] }
  | { type: 'programme plan'; id: string; marker: string; programme: string }
  | { type: 'programme part'; id: string; marker: string; programme: string; plan: string; party: string }
  | { type: 'progress report'; id: string; marker: string; programme: string; part: string; party: string }
  | { type: 'upload'; id: string; marker: string; party: string; previewed: boolean }
  | { type: 'saved'; id: string; marker: string; party: string; person: string; shared: boolean }
  | { type: 'webhook' | 'template' | 'workloads'; id: string; marker: string; party: string }
  | { type: 'job' | 'token' | 'key'; id: string; marker: string; person: string };

export interface Member {
  readonly acting: Acting;
  readonly lei: string | null;
  readonly token: string;
  readonly client: Client;
}

const listers = new Set<string>(['analyst', 'reporter', 'member']);

/** A protocol that has its form; its sense does not matter here. */
export const randomProtocol = trialProtocolSchema.parse({
  id: 'random',
  title: 'x',
  candidate: { name: 'C' },
  incumbent: { name: 'I' },
  workloads: [{ id: 'w', name: 'w' }],
  period: { from: '2026-01-01', to: '2026-02-01', peaks: [] },
  design: 'paired',
  alpha: 0.05,
  power: 0.9,
  endpoints: [
    {
      id: 'e',
      name: 'e',
      kind: 'latency',
      metric: 'm',
      unit: 'ms',
      better: 'lower',
      estimator: 'shift',
      margin: { kind: 'ratio', value: 1.1 },
      minimumSample: 1,
    },
  ],
});

/** A programme that has its form. */
export const randomProgramme = (title: string) =>
  programmeFileSchema.parse({
    id: 'random',
    title,
    start: '2026-01-01',
    months: 1,
    currency: 'EUR',
    workloads: [{ id: 'w', institution: 'I', name: title }],
    candidates: [
      {
        id: 'c',
        name: 'C',
        maker: 'M',
        coresPerServer: 8,
        memoryGbPerServer: 64,
        capacity: [],
        price: { purchase: '1', supportPerYear: '1', watts: 1, source: 's' },
      },
    ],
    costs: { energyPricePerKwh: '0.2', source: 's' },
    paces: [{ id: 'normal', days: 10 }],
  });
const randomPlan = (title: string, replacements: readonly object[]) =>
  programmePlanSchema.parse({
    id: 'random',
    title,
    notice: null,
    currency: 'EUR',
    start: '2026-01-01',
    horizon: '2026-01-31',
    statusOn: '2026-01-01',
    status: 'feasible',
    reason: null,
    figures: null,
    checked: { ok: true, violations: [] },
    replacements,
    heldBack: [{ replacement: 'I/w', name: title, reason: 'r' }],
    gates: [],
    milestones: [],
    curves: [],
    burnDown: [],
    options: null,
    equivalence: [],
    conflict: null,
    notes: [],
  });

const at = '2026-01-01T00:00:00.000Z';
const source = { name: 'n', kind: 'other', publishedOn: '2026', citation: 'c' } as const;

function previewOf(marker: string): UploadPreview {
  return {
    summary: {
      as: 'rows',
      options: {},
      comparedWith: null,
      at,
      format: 'dora',
      profile: 'dora-4.0',
      entity: null,
      referenceDate: null,
      counts: { create: 0, update: 0, skip: 0, fail: 1, remove: 0 },
      findings: {},
      rejected: false,
      result: null,
      supersedes: null,
      refusal: marker,
    },
    tables: [],
    problems: [],
    moreProblems: 0,
    findings: [],
    moreFindings: 0,
    changes: [],
    moreChanges: 0,
    mapping: [],
  };
}

/** Fills the store with parties, cases and all that belongs to them, by a seed. Every text carries a mark of its own. */
export async function makeRandomWorld(
  world: World,
  seed: number,
): Promise<{ readonly things: readonly Thing[]; readonly members: readonly Member[]; readonly tag: string }> {
  const next = seededRandom(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const some = <T>(from: readonly T[], chance = 0.5): T[] => from.filter(() => next() < chance);
  const tag = `zq${seed.toString(36).replace('-', 'n')}${crypto.randomUUID().slice(0, 6)}`;
  let made = 0;
  const name = (): { id: string; marker: string } => {
    made += 1;
    return { id: `i${tag}n${made}x`, marker: `${tag}m${made}x` };
  };
  const things: Thing[] = [];
  const add = <T extends Thing>(thing: T): T => {
    things.push(thing);
    return thing;
  };
  const { reviews } = world.store;
  const members: Member[] = [];
  const admin = await reviews.door((records) => records.list('person', { where: { login: 'administrator' } }));
  const operator: Acting = {
    person: admin.items[0]?.id ?? '',
    party: 'OPERATOR',
    kind: 'operator',
    roles: ['administrator'],
  };
  const join = async (kind: PartyKind, colleague?: Member): Promise<Member> => {
    const person = name();
    const party = colleague === undefined ? name() : { id: colleague.acting.party, marker: '' };
    const lei =
      colleague !== undefined
        ? colleague.lei
        : kind === 'institution'
          ? sha256(party.id).slice(0, 20).toUpperCase()
          : null;
    const base = { createdAt: at, version: 1 };
    const roles = [...rolesOf[kind]];
    const login = `${person.marker}@example.org`;
    const secret = `secret-${person.marker}`;
    const own = add({ type: 'token', ...name(), person: person.id });
    const token = {
      id: own.id,
      person: person.id,
      name: own.marker,
      scope: 'write',
      secretSha256: sha256(secret),
    } as const;
    await reviews.as(operator, async (records) => {
      if (colleague === undefined)
        await records.insert('party', { ...base, id: party.id, kind, name: party.marker, country: null, lei });
      await records.insert('person', {
        ...base,
        id: person.id,
        party: party.id,
        name: person.marker,
        login,
        roles,
        active: true,
      });
    });
    await reviews.door((records) =>
      records.insert('token', {
        ...token,
        createdAt: at,
        expiresAt: '2099-01-01T00:00:00Z',
        lastUsedAt: world.clock.toISOString(),
      }),
    );
    if (colleague === undefined) add({ type: 'party', ...party, kind });
    add({ type: 'person', ...person, party: party.id });
    const acting = { person: person.id, party: party.id, kind, roles };
    const client = createClient({ baseUrl: '', fetch: fetchOf(world.server), token: secret });
    const member = { acting, lei, token: secret, client };
    members.push(member);
    return member;
  };
  for (const kind of [
    'authority',
    'authority',
    'authority',
    'working group',
    'working group',
    'institution',
    'institution',
    'provider',
    'auditor',
    'operator',
  ] as const) {
    await join(kind);
  }
  // What is a person's own is hidden from colleagues too.
  for (const kind of ['authority', 'institution'] as const)
    await join(
      kind,
      members.find(({ acting }) => acting.kind === kind),
    );
  for (const { acting } of members) await keepOwn(acting);
  for (const { acting, client } of members.filter(({ acting: { roles } }) => roles.some((role) => listers.has(role)))) {
    if (things.some((one) => one.type === 'workloads' && one.party === acting.party)) continue;
    const one = add({ type: 'workloads', ...name(), party: acting.party });
    const workload = { id: one.id, institution: one.marker, kind: 'k' };
    good(await client.putWorkloads({ body: { workloads: [workload] } }));
  }
  async function keepOwn(acting: Acting): Promise<void> {
    const { party, person } = acting;
    const base = { createdAt: at, party };
    await reviews.as(acting, async (records) => {
      for (const shared of [false, true]) {
        const one = add({ type: 'saved', ...name(), party, person, shared });
        const view = { kind: 'view', name: one.marker, address: `/reliance?s=${one.marker}`, shared } as const;
        await records.insert('savedItem', { ...base, ...view, id: one.id, person });
      }
      const hook = add({ type: 'webhook', ...name(), party });
      const url = `https://${hook.marker}.example.org/`;
      await records.insert('webhook', {
        ...base,
        id: hook.id,
        url,
        events: ['case.moved'],
        active: false,
        secret: 's',
      });
      const job = add({ type: 'job', ...name(), person });
      await records.insert('job', {
        ...base,
        id: job.id,
        person,
        kind: 'freeze figures',
        state: 'done',
        step: job.marker,
        done: 1,
        total: 1,
        result: { told: job.marker },
        error: null,
        finishedAt: at,
        input: {},
        cancelAsked: false,
        attempts: 1,
        runAt: at,
        lockedUntil: null,
      });
      const key = add({ type: 'key', ...name(), person });
      await records.insert('securityKey', {
        id: key.id,
        person,
        name: key.marker,
        createdAt: at,
        usedAt: null,
        credentialId: key.id,
        publicKey: 'k',
        counter: 0,
        transports: [],
      });
      if (acting.kind !== 'authority' || things.some((one) => one.type === 'template' && one.party === party)) return;
      const template = add({ type: 'template', ...name(), party });
      const bytes = new TextEncoder().encode(template.marker);
      const written = await reviews.files.write(Readable.from([bytes]), 1000);
      if (!written.ok) throw new Error(written.reason);
      const kept = { caseId: null, name: template.marker, bytes: bytes.length, sha256: written.value.sha256 };
      await records.insert('reportTemplate', { ...base, ...kept, id: template.id });
    });
  }
  // The first person of each party acts for it.
  const first = members.filter(
    (one, at_) => members.findIndex(({ acting }) => acting.party === one.acting.party) === at_,
  );
  const of = (kind: PartyKind): Member[] => first.filter((one) => one.acting.kind === kind);
  const ids = (list: readonly Member[]): string[] => list.map((one) => one.acting.party);
  const recipients = ids([...of('institution'), ...of('provider')]);

  for (const one of of('institution')) {
    const { marker } = name();
    const id = sha256(marker);
    add({ type: 'submission', id, marker, entity: one.lei ?? '' });
    await world.store.submissions.add({
      submission: {
        id,
        name: marker,
        bytes: marker.length,
        format: 'dora',
        profile: 'dora-4.0',
        entity: one.lei ?? '',
        referenceDate: '2025-12-31',
        receivedAt: at,
        rejected: false,
        findings: { error: 1 },
      },
      content: new TextEncoder().encode(marker),
      tables: [],
      findings: [{ rule: 'r', severity: 'error', location: { file: 'f' }, message: marker, source: 's' }],
    });
  }

  for (const { acting } of [...of('institution'), ...of('authority')]) {
    const one = add({ type: 'upload', ...name(), party: acting.party, previewed: next() < 0.5 });
    const written = await reviews.files.write(
      (async function* () {
        yield new TextEncoder().encode(JSON.stringify(previewOf(one.marker)));
      })(),
      10_000,
    );
    if (!written.ok) throw new Error(written.reason);
    const { sha256: hash } = written.value;
    await reviews.as(acting, (records) =>
      records.insert('upload', {
        id: one.id,
        createdAt: at,
        version: 1,
        party: acting.party,
        person: acting.person,
        name: one.marker,
        bytes: 1,
        sha256: hash,
        mediaType: 'text/plain',
        state: one.previewed ? 'previewed' : 'received',
        preview: one.previewed ? previewOf(one.marker).summary : null,
        detailsSha256: one.previewed ? hash : null,
        failedSha256: one.previewed ? hash : null,
        failedName: one.previewed ? one.marker : null,
        submission: null,
        filedAt: null,
      }),
    );
  }

  for (const { acting } of [...of('institution'), ...of('institution'), ...of('authority')]) {
    const sharedWith = some([...recipients, ...ids(of('authority'))]);
    const requestedBy = next() < 0.5 ? pick(of('working group')).acting.party : null;
    const one = add({ type: 'trial', ...name(), party: acting.party, requestedBy, sharedWith });
    const protocol = { ...randomProtocol, title: one.marker };
    await reviews.as(acting, async (records) => {
      const row = { id: one.id, createdAt: at, version: 1, party: acting.party, person: acting.person, requestedBy };
      const none = {
        measure: null,
        seal: null,
        monitoring: null,
        harmOn: null,
        assessment: null,
        assessedAt: null,
        seen: [],
      };
      await records.insert('trial', { ...row, ...none, title: one.marker, state: 'draft', protocol, sharedWith });
      await records.insert('trialMeasurement', {
        id: `f${one.id}`,
        trial: one.id,
        party: acting.party,
        person: acting.person,
        name: one.marker,
        bytes: 1,
        sha256: sha256(one.marker),
        createdAt: at,
      });
    });
  }

  for (const { acting } of [...of('authority'), pick(of('authority'))]) {
    const { party, person } = acting;
    const sharedWith = some(ids(of('authority')).filter((one) => one !== party));
    const programme = add({ type: 'programme', ...name(), party, sharedWith });
    const plan = add({ type: 'programme plan', ...name(), programme: programme.id });
    const replacements = of('institution').map((bank) => ({
      id: `${bank.lei}/${plan.marker}`,
      institution: bank.lei,
      name: plan.marker,
      site: '',
      wave: '',
      candidate: 'c',
      pace: '',
      servers: 1,
      cost: '1',
      weight: 1,
      criticalFunctions: 0,
      start: '2026-01-01',
      end: '2026-01-02',
      deadline: null,
      lateDays: 0,
      state: null,
      planned: null,
    }));
    const row = { createdAt: at, version: 1, party, person };
    await reviews.as(acting, async (records) => {
      const file = randomProgramme(programme.marker);
      await records.insert('programme', {
        ...row,
        id: programme.id,
        title: programme.marker,
        file,
        sharedWith,
        acceptedPlan: plan.id,
      });
      await records.insert('programmePlan', {
        ...row,
        id: plan.id,
        programme: programme.id,
        state: 'accepted',
        statusOn: '2026-01-01',
        status: 'feasible',
        beforePlan: null,
        file,
        plan: randomPlan(plan.marker, replacements),
        acceptedAt: at,
      });
    });
    for (const bank of some(of('institution'), 0.7)) {
      const own = { programme: programme.id, party: bank.acting.party };
      const part = add({ type: 'programme part', ...name(), ...own, plan: plan.id });
      const report = add({ type: 'progress report', ...name(), ...own, part: part.id });
      const replacement = `I/${part.marker}`;
      const task = {
        institution: bank.lei ?? 'I',
        name: part.marker,
        site: '',
        wave: '',
        candidate: 'c',
        pace: '',
        servers: 1,
      };
      const dates = { start: '2026-01-01', end: '2026-01-02', deadline: null, criticalFunctions: 0, rollback: null };
      await reviews.as(acting, (records) =>
        records.insert('programmePart', {
          createdAt: at,
          version: 1,
          id: part.id,
          ...own,
          issuer: party,
          plan: plan.id,
          title: part.marker,
          notice: null,
          tasks: [{ id: replacement, ...task, ...dates }],
        }),
      );
      await reviews.as(bank.acting, (records) =>
        records.insert('progressReport', {
          id: report.id,
          ...own,
          part: part.id,
          person: bank.acting.person,
          replacement,
          on: '2026-01-01',
          state: 'failed',
          incidents: 0,
          spent: null,
          evidence: [],
          reason: report.marker,
          createdAt: at,
        }),
      );
    }
  }

  for (let number = 0; number < 2; number += 1) {
    const lead = pick(of('authority'));
    const authorities = [...new Set([lead.acting.party, ...some(ids(of('authority')))])];
    const group = pick(of('working group'));
    const held = add({
      type: 'case',
      ...name(),
      lead: lead.acting.party,
      authorities,
      group: group.acting.party,
      state: pick(caseStates),
    });
    const caseId = held.id;
    const base = { createdAt: at, version: 1 };
    const who = (party: string): Acting => {
      const found = members.find((one) => one.acting.party === party);
      if (found === undefined) throw new Error(`No member of ${party}`);
      return found.acting;
    };
    const as = (party: string, work: (records: ReviewRecords) => Promise<unknown>): Promise<unknown> =>
      reviews.as(who(party), async (records) => {
        await work(records);
        await records.append(
          {
            time: at,
            actor: `${party}/${who(party).person}`,
            act: 'made',
            object: party,
            objectSha256: '0'.repeat(64),
          },
          ({ sequence }) => sha256(`${tag}${sequence}`),
        );
      });
    const state_ = (to: ReviewTables['reviewCase']['state']): Promise<unknown> =>
      as(held.lead, (records) => records.update('reviewCase', { id: caseId }, { state: to }));
    await as(held.lead, (records) =>
      records.insert('reviewCase', {
        ...base,
        id: caseId,
        title: held.marker,
        question: 'q',
        subject: null,
        marking: 'AMBER',
        authorities,
        workingGroup: held.group,
        quorum: 1,
        lead: held.lead,
        state: 'draft',
        stateSince: at,
        dueAt: null,
      }),
    );
    await state_('submitted');

    for (let n = 0; n < 2; n += 1) {
      const [task, event] = [add({ type: 'task', ...name(), caseId }), add({ type: 'event', ...name(), caseId })];
      const owner = pick(authorities);
      await as(owner, async (records) => {
        await records.insert('task', {
          ...base,
          id: task.id,
          caseId,
          title: task.marker,
          owner,
          dueOn: null,
          done: false,
        });
        await records.insert('caseEvent', {
          id: event.id,
          caseId,
          party: owner,
          on: '2026-01-01',
          event: event.marker,
          createdAt: at,
        });
      });
    }
    const evidence: Extract<Thing, { type: 'evidence' }>[] = [];
    for (let n = 0; n < 6; n += 1) {
      const owner = pick(authorities);
      const releasableTo = next() < 0.5 ? [] : some([...ids(of('authority')), held.group, ...recipients]);
      const one = add({
        type: 'evidence',
        ...name(),
        caseId,
        owner,
        shared: next() < 0.6,
        marking: pick(markings),
        releasableTo,
        file: next() < 0.4,
      });
      evidence.push(one);
      const written = await reviews.files.write(
        (async function* () {
          yield new TextEncoder().encode(`file ${one.marker}`);
        })(),
        1000,
      );
      if (!written.ok) throw new Error(written.reason);
      const { sha256: hash, bytes } = written.value;
      const file = one.file
        ? { kind: 'file' as const, fileName: one.marker, mediaType: 'text/plain', bytes, sha256: hash }
        : { kind: 'statement' as const, fileName: null, mediaType: null, bytes: null, sha256: null };
      await as(owner, (records) =>
        records.insert('evidence', {
          ...base,
          ...file,
          id: one.id,
          caseId,
          party: owner,
          statement: one.marker,
          source,
          attributedTo: null,
          reliability: 'A',
          credibility: 1,
          independentSources: null,
          marking: one.marking as 'RED',
          releasableTo,
          sharedAt: one.shared ? at : null,
          figure: null,
        }),
      );
    }
    const sees = (party: string, one: (typeof evidence)[number]): boolean =>
      one.owner === party ||
      (one.shared && (one.releasableTo.length === 0 ? one.marking !== 'RED' : one.releasableTo.includes(party)));
    for (let n = 0; n < 4; n += 1) {
      const owner = pick(authorities);
      const seen = evidence.filter((one) => sees(owner, one));
      const basis = some(seen);
      if (basis.length === 0) continue;
      const open = basis.every((one) => one.shared && authorities.every((party) => sees(party, one)));
      const finding = add({ type: 'finding', ...name(), caseId, owner, shared: open && next() < 0.7 });
      await as(owner, (records) =>
        records.insert('caseFinding', {
          ...base,
          id: finding.id,
          caseId,
          party: owner,
          statement: finding.marker,
          severity: 'high',
          evidence: basis.map(({ id }) => id),
          sharedAt: finding.shared ? at : null,
        }),
      );
      if (!finding.shared) continue;
      const opinion = add({ type: 'opinion', ...name(), caseId });
      const signer = pick(authorities);
      await as(signer, (records) =>
        records.insert('opinion', {
          id: opinion.id,
          caseId,
          finding: finding.id,
          party: signer,
          person: who(signer).person,
          position: 'concurs',
          reasons: opinion.marker,
          signedAt: at,
          findingSha256: '0'.repeat(64),
          publicKey: 'k',
          signature: 's',
          assertion: null,
          supersededAt: null,
        }),
      );
      for (const recipient of some(recipients, 0.6)) {
        const released = next() < 0.6;
        const extract = add({ type: 'extract', ...name(), caseId, recipient, released });
        const time = released ? at : null;
        await as(owner, (records) =>
          records.insert('caseExtract', {
            ...base,
            id: extract.id,
            caseId,
            finding: finding.id,
            party: owner,
            recipient,
            introduction: 'i',
            text: extract.marker,
            hidden: [],
            marking: 'AMBER',
            releasedAt: time,
            replyBy: time,
          }),
        );
        if (!released || next() < 0.3) continue;
        const reply = add({ type: 'reply', ...name(), caseId, party: recipient });
        await as(recipient, (records) =>
          records.insert('reply', {
            id: reply.id,
            caseId,
            extract: extract.id,
            party: recipient,
            person: who(recipient).person,
            text: reply.marker,
            receivedAt: at,
          }),
        );
      }
    }
    const rank = caseStates.indexOf(held.state as 'open');
    if (rank >= caseStates.indexOf('submitted')) {
      const report = add({ type: 'report', ...name(), caseId, group: held.group });
      await as(held.lead, (records) =>
        records.insert('report', {
          id: report.id,
          caseId,
          workingGroup: held.group,
          party: held.lead,
          submittedAt: at,
          sha256: '0'.repeat(64),
          content: { text: report.marker },
          bundleSha256: null,
        }),
      );
      if (rank > caseStates.indexOf('submitted')) {
        const addressees = some(recipients, 0.6);
        const decision = add({ type: 'decision', ...name(), caseId, group: held.group, addressees });
        const measure = add({ type: 'measure', ...name(), caseId, group: held.group, addressees });
        const terms = {
          kind: 'direction',
          metric: 'direct share',
          weight: 'count',
          target: 'cap',
          milestones: [{ on: '2026-06-30', atMost: 1 }],
          reportEveryDays: null,
        } as const;
        await as(held.group, async (records) => {
          await records.insert('decision', {
            id: decision.id,
            caseId,
            report: report.id,
            reportSha256: '0'.repeat(64),
            party: held.group,
            person: who(held.group).person,
            statement: decision.marker,
            findings: [],
            decidedAt: at,
            publicKey: 'k',
            signature: 's',
          });
          await records.insert('measure', {
            ...base,
            id: measure.id,
            caseId,
            decision: decision.id,
            party: held.group,
            kind: 'direction',
            title: measure.marker,
            subject: { expression: 'true' },
            terms: structuredClone(terms) as never,
            variations: [],
          });
          for (const party of addressees) {
            await records.insert('measureAddressee', {
              id: `${measure.id}${party}`,
              measure: measure.id,
              caseId,
              issuer: held.group,
              party,
              exception: null,
            });
          }
        });
      }
    }
    await state_(held.state as 'open');
  }
  // Programmes serve every direction that their own authority sees: whoever they are shown to need not see it.
  for (const programme of things) {
    if (programme.type !== 'programme') continue;
    const owner = members.find(({ acting }) => acting.party === programme.party);
    if (owner === undefined) throw new Error(`No member of ${programme.party}`);
    const served = things.filter((one) => one.type === 'measure' && maySee(owner, one, things));
    await reviews.as(owner.acting, async (records) => {
      for (const measure of served)
        await records.insert('programmeMeasure', {
          id: `${programme.id}${measure.id}`,
          programme: programme.id,
          measure: measure.id,
          party: programme.party,
          createdAt: at,
        });
    });
  }
  return { things, members, tag };
}
