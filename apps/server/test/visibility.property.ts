import { type Endpoint, type EndpointName, endpoints } from '@underpin/contract';
import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import { mayKnowId, maySee } from './oracle.ts';
import { makeRandomWorld, type Member, randomProtocol, type Thing } from './random-world.ts';
import type { World } from './world.ts';

type Type = Thing['type'];

/** Of what thing the `:id` of an endpoint is, and how such a request looks when it is a change. */
export const byId: {
  readonly [N in EndpointName]?: { readonly of: Type; readonly body?: unknown; readonly query?: string };
} = {
  removeToken: { of: 'token' },
  removeSecurityKey: { of: 'key' },
  removeSaved: { of: 'saved' },
  getParty: { of: 'party' },
  giveLink: { of: 'person' },
  changePerson: { of: 'person', body: { active: true } },
  getCase: { of: 'case' },
  changeCase: { of: 'case', body: { title: 'x' } },
  moveCase: { of: 'case', body: { to: 'open' } },
  listTasks: { of: 'case' },
  addTask: { of: 'case', body: { title: 'x', owner: 'x' } },
  changeTask: { of: 'task', body: { done: true } },
  listEvidence: { of: 'case' },
  getEvidence: { of: 'evidence' },
  addEvidence: {
    of: 'case',
    body: {
      statement: 'x',
      source: { name: 'n', kind: 'other', publishedOn: '2026', citation: 'c' },
      reliability: 'A',
      credibility: 1,
      independentSources: null,
      marking: 'RED',
    },
  },
  changeEvidence: { of: 'evidence', body: { statement: 'x' } },
  shareEvidence: { of: 'evidence' },
  putEvidenceFile: { of: 'evidence', query: '?name=x' },
  getEvidenceFile: { of: 'evidence' },
  freezeFigures: { of: 'case', body: { figures: [{ measure: 'x' }], marking: 'RED' } },
  listFindings: { of: 'case' },
  getFinding: { of: 'finding' },
  addFinding: { of: 'case', body: { statement: 'x', severity: 'low', evidence: ['x'] } },
  changeFinding: { of: 'finding', body: { statement: 'x' } },
  shareFinding: { of: 'finding' },
  listOpinions: { of: 'case' },
  signOpinion: { of: 'finding', body: { position: 'concurs', reasons: 'x', version: 1 } },
  prepareOpinion: { of: 'finding', body: { position: 'concurs', reasons: 'x', version: 1 } },
  getStanding: { of: 'case' },
  listExtracts: { of: 'case' },
  addExtract: { of: 'case', body: { finding: 'x', recipient: 'x', introduction: 'x', marking: 'RED' } },
  releaseExtract: { of: 'extract' },
  getReceivedExtract: { of: 'extract' },
  addReply: { of: 'extract', body: { text: 'x' } },
  submitReport: { of: 'case' },
  previewReport: { of: 'case' },
  removeReportTemplate: { of: 'template' },
  getReport: { of: 'case' },
  decideCase: { of: 'case', body: { statement: 'x', findings: ['x'] } },
  getBundle: { of: 'case' },
  getDecision: { of: 'case' },
  getMeasure: { of: 'measure' },
  varyMeasure: {
    of: 'measure',
    body: { from: '2026-01-01', reason: 'x', milestones: [{ on: '2026-01-01', atMost: 1 }] },
  },
  getCompliance: { of: 'measure' },
  getTimeline: { of: 'case' },
  addEvent: { of: 'case', body: { on: '2026-01-01', event: 'x' } },
  exportCase: { of: 'case' },
  getSubmission: { of: 'submission' },
  getSubmissionFindings: { of: 'submission' },
  getSubmissionFile: { of: 'submission' },
  getTrial: { of: 'trial' },
  changeProtocol: { of: 'trial', body: randomProtocol },
  sealTrial: { of: 'trial' },
  shareTrial: { of: 'trial', body: { parties: [] } },
  addMeasurements: { of: 'trial', query: '?name=x' },
  assessTrial: { of: 'trial', body: {} },
  getTrialReport: { of: 'trial' },
  getProgramme: { of: 'programme' },
  changeProgramme: { of: 'programme', body: { text: 'x' } },
  shareProgramme: { of: 'programme', body: { parties: [] } },
  serveMeasures: { of: 'programme', body: { measures: [] } },
  approveGate: { of: 'programme', body: { wave: 'w', role: 'r' } },
  planKeptProgramme: { of: 'programme', body: {} },
  listProgrammePlans: { of: 'programme' },
  getProgrammeStanding: { of: 'programme' },
  getQuarterlyReport: { of: 'programme' },
  getProgrammePlan: { of: 'programme plan' },
  acceptProgrammePlan: { of: 'programme plan' },
  exportProgrammePlan: { of: 'programme plan' },
  getProgrammePart: { of: 'programme part' },
  reportProgress: {
    of: 'programme part',
    body: { reports: [{ replacement: 'x', on: '2026-01-01', state: 'in use' }] },
  },
  listProgressReports: { of: 'programme part' },
  stateSeen: { of: 'trial', body: { seen: [] } },
  getTrialCoverage: { of: 'trial' },
  getTrialPool: { of: 'trial' },
  citeTrial: { of: 'trial', body: { caseId: 'x' } },
  getUpload: { of: 'upload' },
  removeUpload: { of: 'upload' },
  previewUpload: { of: 'upload', body: {} },
  getUploadPreview: { of: 'upload' },
  getFailedRows: { of: 'upload' },
  getJob: { of: 'job' },
  watchJob: { of: 'job' },
  cancelJob: { of: 'job' },
  removeWebhook: { of: 'webhook' },
};

/** Lists without a case, of which type, and lists of a case. */
const lists: { readonly [N in EndpointName]?: Type } = {
  listParties: 'party',
  listPeople: 'person',
  listCases: 'case',
  listReceivedExtracts: 'extract',
  listReplies: 'reply',
  listMeasures: 'measure',
  listSubmissions: 'submission',
  listTrials: 'trial',
  listProgrammes: 'programme',
  listProgrammeParts: 'programme part',
  listUploads: 'upload',
  listTokens: 'token',
  listJobs: 'job',
  listWebhooks: 'webhook',
  listReportTemplates: 'template',
  listTasks: 'task',
  listEvidence: 'evidence',
  listFindings: 'finding',
  listOpinions: 'opinion',
  listExtracts: 'extract',
};

/** Lists that are no pages, with what they ask for. */
const whole: { readonly [N in EndpointName]?: { readonly type: Type; readonly query: string } } = {
  listSaved: { type: 'saved', query: '?kind=view' },
  listSecurityKeys: { type: 'key', query: '' },
};

/** Asks every endpoint as every party of a random world, compares all answers with the oracle, and says what it asked. */
export async function nothingLeaks(world: World, seed: number): Promise<ReadonlySet<EndpointName>> {
  const askedFor = new Set<EndpointName>();
  const { things, members, tag } = await makeRandomWorld(world, seed);
  const tokens = new RegExp(`i?${tag}[nm]\\d+x|[0-9a-f]{64}`, 'g');
  const byToken = new Map(things.flatMap((thing) => [[thing.id, thing] as const, [thing.marker, thing] as const]));

  const ask = async (
    member: Member,
    name: EndpointName,
    id: string | null,
    query = '',
  ): Promise<LightMyRequestResponse> => {
    askedFor.add(name);
    const endpoint: Endpoint = endpoints[name];
    const sample = byId[name];
    const body = endpoint.bodyFile === true ? Buffer.from('x') : sample?.body;
    const response = await world.server.inject({
      method: endpoint.method,
      url: `/api/v1${endpoint.path.replace(':id', id ?? '')}${query}`,
      headers: {
        authorization: `Bearer ${member.token}`,
        ...(endpoint.ifMatch === true ? { 'if-match': '"1"' } : {}),
        ...(endpoint.bodyFile === true ? { 'content-type': 'application/octet-stream' } : {}),
      },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const where = `${member.acting.kind} ${name} ${id ?? ''}${query}: ${response.statusCode} ${response.body.slice(0, 300)}`;
    expect(response.statusCode, where).toBeLessThan(500);
    for (const [token] of response.body.matchAll(tokens)) {
      const thing = byToken.get(token);
      if (thing === undefined) continue;
      const allowed = token === thing.marker ? maySee(member, thing, things) : mayKnowId(member, thing, things);
      expect(allowed, `LEAK of ${thing.type} ${JSON.stringify(thing)} by ${where}`).toBe(true);
    }
    return response;
  };
  const included = (member: Member, name: EndpointName): boolean => {
    const { roles } = endpoints[name] as Endpoint;
    return typeof roles === 'string' || roles.some((role) => member.acting.roles.includes(role));
  };
  const unknown = (type: Type): string => (type === 'submission' ? 'f'.repeat(64) : `i${tag}n0x`);

  for (const member of members) {
    const sees = (thing: Thing): boolean => maySee(member, thing, things);

    for (const [name, { of, query }] of Object.entries(byId) as [
      EndpointName,
      NonNullable<(typeof byId)[EndpointName]>,
    ][]) {
      const endpoint: Endpoint = endpoints[name];
      const nothing = await ask(member, name, unknown(of), query);
      expect(nothing.statusCode, name).toBe(included(member, name) ? 404 : 403);
      const wanted = things.filter((thing) => thing.type === of);
      // Reads are asked of every thing, changes of what is not seen: they must change nothing.
      const asked = endpoint.method === 'GET' ? wanted : wanted.filter((thing) => !sees(thing)).slice(0, 3);
      for (const thing of included(member, name) ? asked : asked.slice(0, 1)) {
        const response = await ask(member, name, thing.id, query);
        if (included(member, name) && visibleBy(name, thing)) {
          expect(
            response.statusCode,
            `${name} hides ${JSON.stringify(thing)} from ${member.acting.kind}: ${response.body}`,
          ).not.toBe(404);
          continue;
        }
        const same = [response.statusCode, response.body, Object.keys(comparable(response.headers))];
        expect(same, name).toEqual([nothing.statusCode, nothing.body, Object.keys(comparable(nothing.headers))]);
      }
    }
    function visibleBy(name: EndpointName, thing: Thing): boolean {
      const inCase = (type: Type): boolean =>
        things.some((one) => one.type === type && 'caseId' in one && one.caseId === thing.id && sees(one));
      if (name === 'getReport') return inCase('report');
      // The reports of random worlds have no bundle.
      if (name === 'getBundle') return false;
      if (name === 'getDecision') return inCase('decision');
      if (thing.type === 'evidence' && name === 'getEvidenceFile') return thing.file && sees(thing);
      if (thing.type === 'upload' && (name === 'getUploadPreview' || name === 'getFailedRows'))
        return thing.previewed && sees(thing);
      if (thing.type === 'extract') return sees(thing) && thing.recipient === member.acting.party;
      return sees(thing);
    }

    for (const [name, type] of Object.entries(lists) as [EndpointName, Type][]) {
      if (!included(member, name)) continue;
      const cases = byId[name] === undefined ? [null] : things.filter((thing) => thing.type === 'case' && sees(thing));
      for (const held of cases) {
        const expected = things.filter(
          (thing) =>
            thing.type === type &&
            sees(thing) &&
            (held === null || ('caseId' in thing && thing.caseId === held.id)) &&
            (name !== 'listReceivedExtracts' || ('recipient' in thing && thing.recipient === member.acting.party)),
        );
        const found: string[] = [];
        let cursor: string | null = null;
        let total = 0;
        let count = 0;
        do {
          const query: string = `?limit=${type === 'party' || type === 'person' ? 200 : 2}${cursor === null ? '' : `&cursor=${cursor}`}`;
          const page = (await ask(member, name, held?.id ?? null, query)).json<{
            items: { id: string }[];
            next: string | null;
            total: number;
          }>();
          count += page.items.length;
          found.push(...page.items.map(({ id }) => id).filter((id) => byToken.has(id)));
          ({ next: cursor, total } = page);
        } while (cursor !== null);
        expect(new Set(found), `${member.acting.kind} ${name}`).toEqual(new Set(expected.map(({ id }) => id)));
        expect(count, `${name}: pages hold as many as the total tells`).toBe(total);
        if (!['party', 'person', 'submission'].includes(type)) expect(total, name).toBe(expected.length);
      }
    }

    for (const [name, { type, query }] of Object.entries(whole) as [EndpointName, { type: Type; query: string }][]) {
      const told = (await ask(member, name, null, query)).json<{ items: { id: string }[] }>();
      const expected = things.filter((thing) => thing.type === type && sees(thing));
      expect(told.items.map(({ id }) => id).toSorted(), name).toEqual(expected.map(({ id }) => id).toSorted());
    }
    const answered = await ask(member, 'getWorkloads', null);
    const listed = answered.json<{ workloads: { id: string }[] }>().workloads.map(({ id }) => id);
    expect(listed).toEqual(things.filter((thing) => thing.type === 'workloads' && sees(thing)).map(({ id }) => id));
    // A colleague's view is seen when it is shared, and removed by nobody else.
    for (const one of things) {
      if (one.type !== 'saved' || one.person === member.acting.person || !sees(one)) continue;
      expect((await ask(member, 'removeSaved', one.id)).statusCode).toBe(404);
    }

    // Uploads are named in the body too, and a submission to compare with: what is hidden answers like what is not there.
    const post = async (path: string, payload: object, type = 'application/json'): Promise<LightMyRequestResponse> =>
      world.server.inject({
        method: 'POST',
        url: `/api/v1${path}`,
        headers: { authorization: `Bearer ${member.token}`, 'content-type': type },
        payload,
      });
    const told = ({ statusCode, body }: LightMyRequestResponse, id: string): unknown => [
      statusCode,
      body.replaceAll(id, 'ID'),
    ];
    const hiddenIds = (type: Type): string[] =>
      things.filter((thing) => thing.type === type && !sees(thing)).map(({ id }) => id);
    if (included(member, 'createTrial')) {
      askedFor.add('createTrial');
      const begin = async (measure: string): Promise<unknown> =>
        told(await post('/trials', { measure, protocol: randomProtocol }), measure);
      const none = await begin(unknown('measure'));
      expect(none).toMatchObject([404, expect.any(String)]);
      for (const id of hiddenIds('measure')) expect(await begin(id)).toEqual(none);
    }
    if (included(member, 'putReportTemplate')) {
      askedFor.add('putReportTemplate');
      const put = async (id: string): Promise<unknown> =>
        told(await post(`/report-templates?name=x&caseId=${id}`, Buffer.from('x'), 'application/octet-stream'), id);
      const none = await put(unknown('case'));
      for (const id of hiddenIds('case')) expect(await put(id)).toEqual(none);
    }
    if (included(member, 'fileUploads')) {
      askedFor.add('fileUploads');
      const [none, nothing] = [unknown('upload'), unknown('submission')];
      const noUpload = told(await post('/uploads/file', { uploads: [none] }), none);
      for (const { id } of things.filter((thing) => thing.type === 'upload' && !sees(thing))) {
        expect(told(await post('/uploads/file', { uploads: [id] }), id)).toEqual(noUpload);
      }
      const own = things.find((thing) => thing.type === 'upload' && sees(thing));
      if (own === undefined) throw new Error('Every filer has an upload');
      const noRegister = told(await post(`/uploads/${own.id}/preview`, { onto: nothing }), nothing);
      for (const { id } of things.filter((thing) => thing.type === 'submission' && !sees(thing))) {
        expect(told(await post(`/uploads/${own.id}/preview`, { onto: id }), id)).toEqual(noRegister);
      }
    }

    const searched = ['case', 'evidence', 'finding', 'extract', 'measure'];
    const hits = (await ask(member, 'search', null, `?q=${tag}&limit=100`)).json<{
      items: { id: string }[];
      total: number;
    }>();
    const expected = things.filter((thing) => searched.includes(thing.type) && sees(thing));
    expect(new Set(hits.items.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => id)));
    expect(hits.total).toBe(expected.length);
    for (const name of ['listLedger', 'getSession', 'listWaiting'] as const) await ask(member, name, null);
  }
  return askedFor;
}

/** Headers that tell of the answer; not of the time or of the caller's own limits. */
function comparable(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(date|x-ratelimit)/.test(name)));
}
