import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { canonicalSha256, checkBundle, nodePrimitives, readBundle, verifyBundle } from '@underpin/app';
import { type CaseState, createClient } from '@underpin/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, newStore } from './stores.ts';
import { type Client, fetchOf, good, makeWorld, type World } from './world.ts';

const title = 'Reliance on one maker 关于 «Уралбанк»';
const codes = ['CB', 'MF', 'PC', 'BR', 'MI'] as const;
type Code = (typeof codes)[number];
type Person = Client & { readonly personId: string };

async function filesOf(bundle: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = await readBundle('case.bundle.zip', bundle);
  if (!files.ok) throw new Error(files.reason);
  return files.value;
}

let world: World;
let remove: () => Promise<void>;
let authorities: Record<Code, Person>;
let group: Person;
let banks: readonly [Person, Person];
let vendor: Person;
let auditor: Person;
let caseId: string;
const evidence: Record<string, string> = {};
const findings: Record<string, string> = {};

describe.each(databases)('five authorities, a working group, two banks and a vendor on %s', (database) => {
  beforeAll(async () => {
    const made = await newStore(database);
    remove = made.remove;
    world = await makeWorld(made.store);
    const joined: Partial<Record<Code, Person>> = {};
    for (const code of codes) joined[code] = await world.join(code, 'authority');
    authorities = joined as Record<Code, Person>;
    group = await world.join('WG', 'working group');
    banks = [
      await world.join('BANK1', 'institution', '529900T8BM49AURSDO55'),
      await world.join('BANK2', 'institution'),
    ];
    vendor = await world.join('VENDOR', 'provider');
    auditor = await world.join('AUDIT', 'auditor');
  });
  afterAll(async () => {
    await world.server.close();
    await remove();
  });

  const day = 86_400_000;
  const later = (days: number): void => void (world.clock = new Date(world.clock.getTime() + days * day));
  const version = async (who: Client = authorities.CB): Promise<number> =>
    good(await who.getCase({ params: { id: caseId } })).version;
  const move = async (to: Exclude<CaseState, 'draft' | 'submitted' | 'decided'>, who: Client = authorities.CB) =>
    who.moveCase({ params: { id: caseId }, body: { to }, ifMatch: await version(who) });
  const source = {
    name: 'Daily paper',
    kind: 'press report',
    publishedOn: '2014-05',
    citation: '"Banks", May 2014',
  } as const;
  const statement = {
    statement: 'Four sources say so.',
    source,
    reliability: 'B',
    credibility: 2,
    independentSources: 4,
  } as const;

  test('a case begins as a draft of one authority, and opens for all five', async () => {
    const subject = { expression: 'category == "server.high-end"', label: 'High-end servers', asOf: '2014-05-31' };
    const body = {
      title: 'Review 2014',
      question: 'Is reliance a risk?',
      subject,
      marking: 'AMBER',
      authorities: [...codes],
      workingGroup: 'WG',
      quorum: 4,
    } as const;
    const odd = await authorities.CB.addCase({ body: { ...body, authorities: ['BANK1'] } });
    expect(odd).toMatchObject({ status: 409, problem: { detail: expect.stringContaining('BANK1') } });
    const made = good(await authorities.CB.addCase({ body, idempotencyKey: 'begin-review-2014' }));
    caseId = made.id;
    expect(made).toMatchObject({ state: 'draft', lead: 'CB', version: 1, dueAt: null });
    expect(good(await authorities.CB.addCase({ body, idempotencyKey: 'begin-review-2014' })).id).toBe(caseId);
    expect(
      await authorities.CB.addCase({ body: { ...body, title: 'x' }, idempotencyKey: 'begin-review-2014' }),
    ).toMatchObject({ status: 422 });
    expect(good(await authorities.CB.listCases({})).total).toBe(1);
    expect(await authorities.MF.getCase({ params: { id: caseId } })).toMatchObject({ status: 404 });
    const changed = await authorities.CB.changeCase({
      params: { id: caseId },
      body: { title },
      ifMatch: 1,
    });
    expect(good(changed).version).toBe(2);
    expect(
      await authorities.CB.changeCase({ params: { id: caseId }, body: { title: 'lost' }, ifMatch: 1 }),
    ).toMatchObject({ status: 412 });
    const opened = good(await move('open'));
    expect(opened).toMatchObject({ state: 'open', dueAt: '2026-03-16T08:00:00.000Z' });
    expect(good(await authorities.MF.getCase({ params: { id: caseId } })).title).toBe(title);
    expect(
      await authorities.MF.moveCase({ params: { id: caseId }, body: { to: 'collecting' }, ifMatch: 3 }),
    ).toMatchObject({ status: 409 });
    expect(await move('drafting')).toMatchObject({ status: 409 });
  });

  test('tasks are shared out', async () => {
    const task = good(
      await authorities.MF.addTask({
        params: { id: caseId },
        body: { title: 'Ask the banks', owner: 'BR', dueOn: '2026-04-01' },
      }),
    );
    expect(
      good(await authorities.BR.changeTask({ params: { id: task.id }, body: { done: true }, ifMatch: 1 })).done,
    ).toBe(true);
    expect(
      await authorities.BR.addTask({ params: { id: caseId }, body: { title: 'x', owner: 'VENDOR' } }),
    ).toMatchObject({ status: 409 });
  });

  test('evidence is each authority’s own until it shares it, and goes no further than its marking and release', async () => {
    good(await move('collecting'));
    for (const [name, owner, marking, releasableTo] of [
      ['press', 'CB', 'CLEAR', []],
      ['inspection', 'BR', 'AMBER', []],
      ['intelligence', 'MI', 'RED', ['CB']],
      ['toBoth', 'PC', 'AMBER', ['CB', 'MF', 'BR', 'MI', 'WG']],
    ] as const) {
      const body = { ...statement, statement: `What ${name} says`, marking, releasableTo: [...releasableTo] };
      evidence[name] = good(await authorities[owner].addEvidence({ params: { id: caseId }, body })).id;
    }
    const count = async (who: Client): Promise<number> =>
      good(await who.listEvidence({ params: { id: caseId } })).total;
    expect(await Promise.all(codes.map((code) => count(authorities[code])))).toEqual([1, 0, 1, 1, 1]);
    for (const [name, owner] of [
      ['press', 'CB'],
      ['inspection', 'BR'],
      ['intelligence', 'MI'],
      ['toBoth', 'PC'],
    ] as const) {
      good(await authorities[owner].shareEvidence({ params: { id: evidence[name] ?? '' }, ifMatch: 1 }));
    }
    expect(await Promise.all(codes.map((code) => count(authorities[code])))).toEqual([4, 3, 3, 3, 4]);
    // A change of one field leaves the release as it was.
    const regraded = { params: { id: evidence['toBoth'] ?? '' }, body: { credibility: 3 }, ifMatch: 2 } as const;
    expect(good(await authorities.PC.changeEvidence(regraded))).toMatchObject({
      credibility: 3,
      releasableTo: ['CB', 'MF', 'BR', 'MI', 'WG'],
    });
    const taken = { params: { id: evidence['inspection'] ?? '' }, body: { marking: 'RED' }, ifMatch: 2 } as const;
    expect(await authorities.BR.changeEvidence(taken)).toMatchObject({ status: 409 });
    expect(await authorities.CB.changeEvidence(taken)).toMatchObject({ status: 409 });
  });

  test('a file is kept by its hash, typed by its bytes, and given back as a download only', async () => {
    const added = good(
      await authorities.BR.addEvidence({
        params: { id: caseId },
        body: { ...statement, statement: 'File', marking: 'GREEN' },
      }),
    );
    const html = new TextEncoder().encode('<!doctype html><script>alert(1)</script>');
    const put = (name: string, file: Uint8Array) =>
      authorities.BR.putEvidenceFile({ params: { id: added.id }, query: { name }, file });
    expect(await put('virus.exe', new TextEncoder().encode('MZ…'))).toMatchObject({ status: 415 });
    expect(await put('big.bin', new Uint8Array(1_000_001))).toMatchObject({ status: 413 });
    expect(
      await authorities.CB.putEvidenceFile({ params: { id: added.id }, query: { name: 'x' }, file: html }),
    ).toMatchObject({ status: 404 });
    const kept = good(await put('../../etc/pass"wd.html', html));
    expect(kept).toMatchObject({
      kind: 'file',
      mediaType: 'text/xml',
      bytes: html.length,
      fileName: '.._.._etc_pass_wd.html',
    });
    expect(await put('again.html', html)).toMatchObject({ status: 409 });
    expect(good(await authorities.BR.getEvidenceFile({ params: { id: added.id } }))).toEqual(html);
    const token = { params: { id: added.id } };
    expect(await authorities.CB.getEvidenceFile(token)).toMatchObject({ status: 404 });
    good(await authorities.BR.shareEvidence({ ...token, ifMatch: kept.version }));
    expect(good(await authorities.CB.getEvidenceFile(token))).toEqual(html);
    evidence['file'] = added.id;
  });

  test('findings are drafted alone and shared only with a basis that all may see', async () => {
    good(await move('drafting'));
    const draft = async (owner: Code, name: string, basis: string[]) => {
      const body = {
        statement: `Finding ${name}: bank BANK1 relies on 主机 of one maker.`,
        severity: 'high',
        evidence: basis,
      } as const;
      findings[name] = good(await authorities[owner].addFinding({ params: { id: caseId }, body })).id;
    };
    await draft('CB', 'one', [evidence['press'] ?? '', evidence['file'] ?? '']);
    await draft('MI', 'secret', [evidence['intelligence'] ?? '']);
    const unseen = { statement: 'x', severity: 'low', evidence: [evidence['intelligence'] ?? ''] } as const;
    expect(await authorities.MF.addFinding({ params: { id: caseId }, body: unseen })).toMatchObject({ status: 409 });
    expect(good(await authorities.MF.listFindings({ params: { id: caseId } })).total).toBe(0);
    good(await authorities.CB.shareFinding({ params: { id: findings['one'] ?? '' }, ifMatch: 1 }));
    expect(await authorities.MI.shareFinding({ params: { id: findings['secret'] ?? '' }, ifMatch: 1 })).toMatchObject({
      status: 409,
    });
    expect(good(await authorities.MF.listFindings({ params: { id: caseId } })).total).toBe(1);
  });

  test('a bank and the vendor reply to redacted extracts, and see nothing else', async () => {
    good(await move('reply'));
    const make = async (recipient: string) => {
      const body = {
        finding: findings['one'] ?? '',
        recipient,
        introduction: 'Please comment.',
        redactions: [{ from: 13, to: 23, reason: 'names an institution' }],
        marking: 'AMBER+STRICT',
      } as const;
      return good(await authorities.BR.addExtract({ params: { id: caseId }, body }));
    };
    const [toBank, toVendor] = [await make('BANK1'), await make('VENDOR')];
    expect(toBank.text).toBe('Finding one: █████ relies on 主机 of one maker.');
    expect(good(await banks[0].listReceivedExtracts({})).total).toBe(0);
    for (const extract of [toBank, toVendor]) {
      good(await authorities.BR.releaseExtract({ params: { id: extract.id }, ifMatch: 1 }));
    }
    const received = good(await banks[0].listReceivedExtracts({}));
    expect(received.items).toMatchObject([{ id: toBank.id, hidden: ['names an institution'] }]);
    expect(JSON.stringify(received)).not.toContain(caseId);
    expect(good(await banks[1].listReceivedExtracts({})).total).toBe(0);
    expect(await banks[1].getReceivedExtract({ params: { id: toBank.id } })).toMatchObject({ status: 404 });
    expect(await banks[1].addReply({ params: { id: toBank.id }, body: { text: 'not mine' } })).toMatchObject({
      status: 404,
    });
    expect(await move('deliberation')).toMatchObject({ status: 409 });
    good(await banks[0].addReply({ params: { id: toBank.id }, body: { text: 'We have a plan.' } }));
    later(31);
    expect(await vendor.addReply({ params: { id: toVendor.id }, body: { text: 'late' } })).toMatchObject({
      status: 409,
    });
    expect(good(await authorities.MF.listReplies({})).items).toMatchObject([
      { party: 'BANK1', text: 'We have a plan.' },
    ]);
    expect(good(await vendor.listReplies({})).total).toBe(0);
    expect(good(await move('deliberation')).state).toBe('deliberation');
  });

  const sign = async (code: Code, position: 'concurs' | 'concurs with reservation' | 'dissents') => {
    const finding = good(await authorities[code].getFinding({ params: { id: findings['one'] ?? '' } }));
    const body = { position, reasons: `${code} has read it.`, version: finding.version };
    return authorities[code].signOpinion({ params: { id: finding.id }, body });
  };
  const standing = async () => good(await authorities.MF.getStanding({ params: { id: caseId } })).items[0];

  test('opinions are signed; an edit afterwards breaks the signatures, and nobody can overlook it', async () => {
    for (const [code, position] of [
      ['CB', 'concurs'],
      ['MF', 'concurs'],
      ['PC', 'concurs with reservation'],
      ['BR', 'concurs'],
    ] as const) {
      expect(good(await sign(code, position))).toMatchObject({ state: 'valid', party: code });
    }
    expect(await standing()).toMatchObject({ joint: true, silent: ['MI'], broken: [] });
    const fileVersion = good(await authorities.BR.getEvidence({ params: { id: evidence['file'] ?? '' } })).version;
    good(
      await authorities.BR.changeEvidence({
        params: { id: evidence['file'] ?? '' },
        body: { credibility: 5 },
        ifMatch: fileVersion,
      }),
    );
    expect(await standing()).toMatchObject({ joint: false, broken: ['CB', 'MF', 'PC', 'BR'], silent: ['MI'] });
    const opinions = good(await authorities.MI.listOpinions({ params: { id: caseId } }));
    expect(opinions.items.map(({ state }) => state)).toEqual(['broken', 'broken', 'broken', 'broken']);
    expect(await authorities.CB.submitReport({ params: { id: caseId }, ifMatch: await version() })).toMatchObject({
      status: 409,
      problem: { detail: expect.stringContaining('again') },
    });
    for (const code of ['CB', 'MF', 'BR'] as const) good(await sign(code, 'concurs'));
    good(await sign('PC', 'concurs with reservation'));
    good(await sign('MI', 'dissents'));
    expect(await standing()).toMatchObject({ joint: true, dissents: ['MI'], reserved: ['PC'], broken: [], silent: [] });
  });

  test('a signature forged in the database is shown as broken', async () => {
    const { person } = good(await authorities.MI.getSession({}));
    const acting = { person: person.id, party: 'MI', kind: 'authority', roles: person.roles } as const;
    const { publicKey } = generateKeyPairSync('ed25519');
    const forged = await world.store.reviews.as(acting, async (records) => {
      const [own] = (await records.list('opinion', { where: { party: 'MI', supersededAt: null } })).items;
      if (own === undefined) throw new Error('Expected an opinion');
      await records.update('opinion', { id: own.id }, { supersededAt: '2026-01-01T00:00:00Z' });
      const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
      await records.insert('opinion', {
        ...own,
        id: 'forged',
        position: 'concurs',
        publicKey: key,
        supersededAt: null,
      });
      return own;
    });
    expect(await standing()).toMatchObject({ broken: ['MI'], dissents: [] });
    expect(forged.position).toBe('dissents');
    good(await sign('MI', 'dissents'));
  });

  test('before, the report can be seen as a draft, the same bytes each time', { timeout: 120_000 }, async () => {
    const params = { id: caseId };
    const draft = async (format: 'html' | 'pdf' | 'docx', who: Client = authorities.CB): Promise<Buffer> =>
      Buffer.from(good(await who.previewReport({ params, query: { format } })));
    const page = (await draft('html')).toString('utf8');
    expect(page).toContain('DRAFT');
    expect(page).toContain('关于 «Уралбанк»');
    expect((await draft('html')).toString('utf8')).toBe(page);
    const [pdf, again] = [await draft('pdf'), await draft('pdf')];
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(again.equals(pdf)).toBe(true);
    expect(await group.previewReport({ params })).toMatchObject({ status: 403 });
    const template = await readFile(join(import.meta.dirname, '../../../examples/review-2014/template.docx'));
    const query = { name: 'house.docx', caseId };
    expect(await authorities.CB.putReportTemplate({ query, file: Buffer.from('x') })).toMatchObject({ status: 415 });
    const plain = await draft('docx');
    good(await authorities.CB.putReportTemplate({ query, file: template }));
    const own = good(await authorities.CB.putReportTemplate({ query, file: template }));
    expect(good(await authorities.CB.listReportTemplates({})).items).toEqual([own]);
    expect(good(await authorities.MF.listReportTemplates({})).items).toEqual([]);
    expect(await authorities.MF.removeReportTemplate({ params: { id: own.id } })).toMatchObject({ status: 404 });
    const filled = await draft('docx');
    expect(filled.equals(plain)).toBe(false);
    expect((await draft('docx')).equals(filled)).toBe(true);
    expect((await draft('docx', authorities.MF)).equals(plain)).toBe(true);
    expect(await authorities.CB.removeReportTemplate({ params: { id: own.id } })).toMatchObject({ ok: true });
  });

  test('the report is sealed at submission, and the working group sees it and nothing but it', async () => {
    expect(await group.getCase({ params: { id: caseId } })).toMatchObject({ status: 404 });
    const report = good(
      await authorities.CB.submitReport({
        params: { id: caseId },
        ifMatch: await version(),
        idempotencyKey: 'submit-the-report',
      }),
    );
    expect(canonicalSha256(report.content)).toBe(report.sha256);
    expect(
      good(
        await authorities.CB.submitReport({
          params: { id: caseId },
          ifMatch: (await version()) - 1,
          idempotencyKey: 'submit-the-report',
        }),
      ).id,
    ).toBe(report.id);
    const seen = good(await group.getReport({ params: { id: caseId } }));
    expect(seen.sha256).toBe(report.sha256);
    expect(canonicalSha256(seen.content)).toBe(report.sha256);
    expect(JSON.stringify(seen)).not.toContain('intelligence');
    expect(good(await group.listCases({})).items).toMatchObject([{ id: caseId, state: 'submitted' }]);
    expect(good(await group.listEvidence({ params: { id: caseId } })).total).toBe(0);
    expect(good(await group.listFindings({ params: { id: caseId } })).total).toBe(0);
    const late = { params: { id: findings['one'] ?? '' }, body: { statement: 'changed' }, ifMatch: 2 };
    expect(await authorities.CB.changeFinding(late)).toMatchObject({ status: 409 });
  });

  test('the same case is printed as the same bytes, also by another process', { timeout: 120_000 }, async () => {
    const { content } = good(await group.getReport({ params: { id: caseId } }));
    const files = await filesOf(good(await group.getBundle({ params: { id: caseId } })));
    const folder = await mkdtemp(join(tmpdir(), 'underpin-print-'));
    const path = join(folder, 'content.json');
    await writeFile(path, JSON.stringify(content));
    const child = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'print-child.ts'), path]);
    await rm(folder, { recursive: true });
    const hashes = JSON.parse(child.stdout) as Record<string, string>;
    const hashOf = (format: string): string =>
      createHash('sha256')
        .update(files.get(`report/report.${format}`) ?? '')
        .digest('hex');
    expect(hashes).toEqual({ html: hashOf('html'), pdf: hashOf('pdf'), docx: hashOf('docx') });
  });

  test('the sealed bundle is verified offline, and says where it was tampered with', async () => {
    const trusted = good(await createClient({ baseUrl: '', fetch: fetchOf(world.server) }).getKeeper({}));
    const bundle = good(await group.getBundle({ params: { id: caseId } }));
    expect(await checkBundle('case.bundle.zip', bundle, trusted)).toMatchObject({
      verdict: 'good',
      proof: { ledger: `underpin/${caseId}`, evidence: 2, opinions: { given: 5, signed: 5 }, trusted: true },
    });
    const files = await filesOf(bundle);
    expect([...files.keys()].filter((path) => path.startsWith('report/'))).toEqual([
      'report/report.docx',
      'report/report.html',
      'report/report.json',
      'report/report.pdf',
    ]);
    for (const bytes of files.values()) expect(Buffer.from(bytes).toString('utf8')).not.toContain('intelligence');
    const page = Buffer.from(files.get('report/report.html') ?? []).toString('utf8');
    expect(page).toContain('关于 «Уралбанк»');
    expect(page).toContain('TLP:AMBER');
    expect(page).not.toContain('DRAFT');
    expect(Buffer.from(files.get('report/report.pdf') ?? []).toString('latin1')).toContain('/MarkInfo');
    const other = { ...trusted, id: '0'.repeat(64) };
    expect(await checkBundle('case.bundle.zip', bundle, other)).toMatchObject({ verdict: 'tampered' });
    const broken = bundle.slice();
    const at = Math.floor(broken.length / 2);
    broken[at] = (broken[at] ?? 0) ^ 1;
    expect(await checkBundle('case.bundle.zip', broken, trusted)).toMatchObject({ verdict: 'tampered' });
    for (const path of ['report/report.html', 'report/report.pdf', 'report/report.docx']) {
      const changed = new Map(files);
      changed.set(path, Buffer.concat([files.get(path) ?? new Uint8Array(), Buffer.from(' ')]));
      expect(verifyBundle(changed, trusted, nodePrimitives)).toMatchObject({
        verdict: 'tampered',
        broken: { link: path, check: 'sha256' },
      });
    }
    expect(await banks[0].getBundle({ params: { id: caseId } })).toMatchObject({ status: 404 });
  });

  test('the decision creates a direction, an exclusion rule and a request for trial, each citing it', async () => {
    const subject = { expression: 'category == "server.high-end"' };
    const terms = {
      kind: 'direction',
      metric: 'direct share',
      weight: 'count',
      target: 'cap',
      milestones: [
        { on: '2026-12-31', atMost: 0.5 },
        { on: '2027-12-31', atMost: 0.2 },
      ],
      reportEveryDays: 90,
    } as const;
    const body = {
      statement: 'Reliance is to be reduced.',
      findings: [findings['one'] ?? ''],
      measures: [
        {
          title: 'Reduce',
          subject,
          terms,
          addressees: ['BANK1', 'BANK2'],
          exceptions: [{ party: 'BANK2', reason: 'Merger', until: '2027-06-30' }],
        },
        {
          title: 'Exclude',
          subject,
          terms: { kind: 'exclusion rule', from: '2026-07-01', legalBasis: 'Order 1' },
          addressees: ['BANK1', 'BANK2'],
        },
        {
          title: 'Try',
          subject,
          terms: { kind: 'trial request', candidate: 'Maker B', incumbent: 'Maker A', workloads: 'Core' },
          addressees: ['BANK1'],
        },
      ],
    } as const;
    const wrong = await group.decideCase({
      params: { id: caseId },
      body: { ...body, findings: [findings['secret'] ?? ''] },
      ifMatch: await version(group),
    });
    expect(wrong).toMatchObject({ status: 409 });
    const decision = good(
      await group.decideCase({
        params: { id: caseId },
        body: body,
        ifMatch: await version(group),
      }),
    );
    expect(decision.reportSha256).toBe(good(await group.getReport({ params: { id: caseId } })).sha256);
    const all = good(await group.listMeasures({}));
    expect(new Set(all.items.map(({ kind }) => kind))).toEqual(
      new Set(['direction', 'exclusion rule', 'trial request']),
    );
    expect(all.items.map(({ decision: cited }) => cited)).toEqual([decision.id, decision.id, decision.id]);
    const mine = good(await banks[1].listMeasures({}));
    expect(mine.total).toBe(2);
    expect(mine.items.find(({ kind }) => kind === 'direction')).toMatchObject({
      caseId: null,
      addressees: [{ party: 'BANK2', exception: { reason: 'Merger' } }],
    });
    expect(JSON.stringify(mine)).not.toMatch(new RegExp(`BANK1|${caseId}`));
    expect(good(await vendor.listMeasures({})).total).toBe(0);
    const direction = all.items.find(({ kind }) => kind === 'direction');
    const vary = {
      params: { id: direction?.id ?? '' },
      body: { from: '2026-11-01', reason: 'Supply', milestones: [{ on: '2027-03-31', atMost: 0.5 }] },
      ifMatch: 1,
    };
    expect(good(await group.varyMeasure(vary)).variations).toHaveLength(1);
    expect(await group.varyMeasure(vary)).toMatchObject({ status: 412 });
    expect(good(await move('closed', group)).state).toBe('closed');
  });

  test('the timeline tells what was known on a date', async () => {
    const all = good(await authorities.PC.getTimeline({ params: { id: caseId } })).items;
    expect(all.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['case', 'reply', 'opinion', 'report', 'decision', 'measure']),
    );
    const before = good(
      await authorities.PC.getTimeline({ params: { id: caseId }, query: { asOf: '2026-03-02' } }),
    ).items;
    expect(new Set(before.map(({ kind }) => kind))).toEqual(new Set(['case', 'reply']));
    expect(good(await group.getTimeline({ params: { id: caseId } })).items.map(({ kind }) => kind)).not.toContain(
      'opinion',
    );
  });

  test('the auditor sees every entry of one unbroken chain, and no content; others see their own acts', async () => {
    const entries = good(await auditor.listLedger({ query: { limit: 1000 } })).items;
    expect(entries.length).toBeGreaterThan(40);
    let previous = '0'.repeat(64);
    for (const [index, { hash, ...entry }] of entries.entries()) {
      expect(entry).toMatchObject({ sequence: index, previous });
      expect(canonicalSha256(entry)).toBe(hash);
      previous = hash;
    }
    expect(entries.map(({ act }) => act)).toEqual(
      expect.arrayContaining(['report submitted', 'decision taken', 'reply given']),
    );
    expect(JSON.stringify(entries)).not.toContain('Finding one');
    expect(good(await auditor.listCases({})).total).toBe(0);
    const own = good(await banks[0].listLedger({})).items;
    expect(own.map(({ act }) => act)).toEqual(['reply given']);
  });

  test('what is asked wrongly is answered with what is wrong', async () => {
    const odd = await authorities.CB.addCase({ body: { title: '', extra: 1 } as never });
    expect(odd).toMatchObject({ status: 400, problem: { type: '/problems/invalid', errors: expect.any(Array) } });
    expect(await authorities.CB.listCases({ query: { cursor: 'nonsense' } })).toMatchObject({ status: 400 });
    const fetch = fetchOf(world.server);
    const response = await fetch('/api/v1/nowhere', { method: 'GET', headers: {} });
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(world.errors).toEqual([]);
  });
});
