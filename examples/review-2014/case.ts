/**
 * The review of May 2014 as a case, from opening to decision, over HTTP: five authorities, a working group, two banks, the
 * vendor and an auditor. What must be refused is tried too. Ends with 1 at the first thing that is not as it must be.
 *
 *   node examples/review-2014/case.ts http://127.0.0.1:4600 --out out/review-2014-case
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { parseArgs } from 'node:util';
import { canonicalSha256, readReview } from '@underpin/app';
import type { CaseState } from '@underpin/contract';
import { administratorOf, type Client, good, join } from './sign-in.ts';

const here = import.meta.dirname;
const root = path(here, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: path(root, 'out/review-2014-case') } },
});
const [baseUrl = 'http://127.0.0.1:4600'] = positionals;
const say = (text: string): void => void process.stdout.write(`${text}\n`);
function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`Not as it must be: ${what}`);
}
/** Tries what must be refused. */
async function refused(
  status: number,
  what: string,
  asked: Promise<{ readonly ok: boolean; readonly status: number }>,
) {
  const answer = await asked;
  must(answer.status === status, `${what}: expected ${status}, got ${answer.status}`);
  say(`    refused, ${status}: ${what}`);
}

process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

const { review } = readReview(await readFile(path(here, 'review.yaml'), 'utf8'));
if (review === null) throw new Error('Cannot read review.yaml');
const { figures, opinions, timeline } = review;

// ---- Who takes part -------------------------------------------------------------------------------------------------
const administrator = await administratorOf(baseUrl, process.env['UNDERPIN_TOKEN']);
const as = (party: Parameters<typeof join>[2]): Promise<Client> => join(baseUrl, administrator, party);
const codes = review.authorities.map(({ id }) => id);
const authorities = new Map<string, Client>();
for (const { id, name } of review.authorities) authorities.set(id, await as({ id, kind: 'authority', name }));
const of = (code: string): Client => {
  const found = authorities.get(code);
  if (found === undefined) throw new Error(`There is no authority "${code}"`);
  return found;
};
const group = await as({ ...review.workingGroup, kind: 'working group' });
const bankParties = [
  { id: 'castelby', kind: 'institution', name: 'Castelby Savings Bank', lei: '9999UPIYUVDRRH100040' },
  { id: 'yarport', kind: 'institution', name: 'Yarport Private Bank', lei: '9999UPIRXQYMCR102O88' },
] as const;
const castelby = await as(bankParties[0]);
const yarport = await as(bankParties[1]);
const vendor = await as({ id: 'vendor', kind: 'provider', name: 'Maker group under review' });
const auditor = await as({ id: 'AUDIT', kind: 'auditor', name: 'Court of audit' });
say(`Signed in by one-time links: ${codes.join(', ')}, ${review.workingGroup.id}, castelby, yarport, vendor, AUDIT.`);

/** Waits for a job by its server-sent events. */
async function ended(who: Client, job: string): Promise<Record<string, unknown> | null> {
  const { secret } = good(await who.addToken({ body: { name: 'progress of a job', scope: 'read', days: 1 } }));
  const events = await fetch(`${baseUrl}/api/v1/jobs/${job}/events`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  const text = await events.text();
  must(text.includes('event: job'), 'progress comes as server-sent events');
  const told = good(await who.getJob({ params: { id: job } }));
  must(told.state === 'done', `the job is done, not ${told.state}: ${told.error}`);
  return told.result;
}

// ---- The banks' registers and inventories, where the server has none ---------------------------------------------------
for (const [bank, { name, lei }] of [
  [castelby, bankParties[0]],
  [yarport, bankParties[1]],
] as const) {
  if (good(await bank.listSubmissions({})).total > 0) continue;
  const uploads: string[] = [];
  for (const folder of ['registers', 'inventories']) {
    const within = path(root, 'examples/sector', folder);
    for (const file of (await readdir(within)).filter((one) => one.startsWith(lei))) {
      const bytes = await readFile(path(within, file));
      const { id } = good(await bank.addUpload({ query: { name: file }, file: bytes }));
      await ended(bank, good(await bank.previewUpload({ params: { id }, body: {} })).job);
      uploads.push(id);
    }
  }
  await ended(bank, good(await bank.fileUploads({ body: { uploads } })).job);
  say(`${name} filed its register and its inventory.`);
}
const bankLeis = bankParties.map(({ lei }) => lei);
for (let tries = 0; ; tries += 1) {
  const where = JSON.stringify({ institution: `@${bankLeis[1]}` });
  const rows = await of('CB').listSectorRows({ params: { table: 'functions' }, query: { where } });
  if (rows.ok && rows.value.total > 0) break;
  must(tries < 300, 'the sector that figures are computed on holds what was filed');
  await new Promise((resolve) => setTimeout(resolve, 200));
}

// ---- Opening ----------------------------------------------------------------------------------------------------------
const held = good(
  await of('CB').addCase({
    body: {
      title: review.title,
      question: review.question,
      subject: review.subject,
      marking: review.marking,
      authorities: codes,
      workingGroup: review.workingGroup.id,
      quorum: review.quorum,
    },
    idempotencyKey: crypto.randomUUID(),
  }),
);
const params = { id: held.id };
const today = held.createdAt.slice(0, 10);
const daysOn = (days: number): string => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
const version = async (who = of('CB')): Promise<number> => good(await who.getCase({ params })).version;
const move = async (to: Exclude<CaseState, 'draft' | 'submitted' | 'decided'>, who = of('CB')): Promise<void> => {
  const moved = good(await who.moveCase({ params, body: { to }, ifMatch: await version(who) }));
  say(`\n${to}${moved.dueAt === null ? '' : `, until ${moved.dueAt.slice(0, 10)}`}`);
};
say(`\ndraft: "${held.title}", case ${held.id}`);
await refused(404, 'another authority sees no draft', of('MF').getCase({ params }));
good(await of('CB').changeCase({ params, body: { question: review.question }, ifMatch: held.version }));
const stale = { params, body: { title: 'lost' }, ifMatch: held.version };
await refused(412, 'a change of a version that is no longer', of('CB').changeCase(stale));
await move('open');
const tasks = [
  ['Ask institutions without an inventory for one', 'BR'],
  ['Ask the banks for the prices that they paid', 'MF'],
] as const;
for (const [title, owner] of tasks) {
  const task = good(await of('CB').addTask({ params, body: { title, owner, dueOn: daysOn(20) } }));
  if (owner === 'BR')
    good(await of('BR').changeTask({ params: { id: task.id }, body: { done: true }, ifMatch: task.version }));
}
say(`    ${tasks.length} tasks given out, one done`);

// ---- Evidence and figures -----------------------------------------------------------------------------------------------
await move('collecting');
const bringers: Readonly<Record<string, string>> = { E5: 'MF', E6: 'PC', E7: 'MI', E8: 'MI', E13: 'MI', E18: 'BR' };
const evidence = new Map<string, string>();
for (const one of review.evidence) {
  const who = of(bringers[one.id] ?? 'CB');
  const { statement, source, attributedTo = null, reliability, credibility, independentSources, marking } = one;
  const body = { statement, source, attributedTo, reliability, credibility, independentSources, marking };
  const added = good(await who.addEvidence({ params, body }));
  good(await who.shareEvidence({ params: { id: added.id }, ifMatch: added.version }));
  evidence.set(one.id, added.id);
}
const made = { name: 'Made up for this example', kind: 'other', publishedOn: '2025-02', citation: 'nowhere' } as const;
const graded = { source: made, reliability: 'B', credibility: 3, independentSources: 1 } as const;
const survey = Buffer.from('institution,second maker beside\r\ncastelby,no\r\nyarport,no\r\n');
const withFile = good(
  await of('BR').addEvidence({ params, body: { ...graded, statement: 'Answers of two banks.', marking: 'AMBER' } }),
);
await refused(
  415,
  'a program as evidence',
  of('BR').putEvidenceFile({ params: { id: withFile.id }, query: { name: 'x.exe' }, file: Buffer.from('MZ\0\0') }),
);
const file = good(
  await of('BR').putEvidenceFile({ params: { id: withFile.id }, query: { name: 'answers.csv' }, file: survey }),
);
must(file.sha256 === createHash('sha256').update(survey).digest('hex'), 'a file is named by its SHA-256');
await refused(404, 'evidence that is not shared, to the others', of('CB').getEvidenceFile({ params: { id: file.id } }));
good(await of('BR').shareEvidence({ params: { id: file.id }, ifMatch: file.version }));
const same = good(await of('CB').getEvidenceFile({ params: { id: file.id } }));
must(Buffer.from(same).equals(survey), 'a file comes back as it was');
evidence.set('file', file.id);
const secret = good(
  await of('MI').addEvidence({
    params,
    body: { ...graded, statement: 'Two seals were found broken.', marking: 'RED', releasableTo: ['CB'] },
  }),
);
good(await of('MI').shareEvidence({ params: { id: secret.id }, ifMatch: secret.version }));
good(await of('CB').getEvidence({ params: { id: secret.id } }));
await refused(404, 'RED evidence, to whom it is not released', of('MF').getEvidence({ params: { id: secret.id } }));
for (const { date, event } of timeline.slice(0, 7))
  good(await of('CB').addEvent({ params, body: { on: date.length === 7 ? `${date}-01` : date, event } }));
say(`    ${evidence.size} pieces of evidence shared, one file among them, one RED for the central bank alone`);

const asked = figures.map(({ id: _id, ...one }) => one);
const { job } = good(await of('CB').freezeFigures({ params, body: { figures: asked, marking: 'AMBER' } }));
const frozen = ((await ended(of('CB'), job)) ?? {})['evidence'] as readonly string[];
must(frozen.length === figures.length, 'each figure is frozen');
for (const [at, id] of frozen.entries()) {
  const one = good(await of('CB').getEvidence({ params: { id } }));
  must((one.figure?.submissions.length ?? 0) >= 4, 'a frozen figure names the submissions that it was computed on');
  const body = { reliability: 'B', credibility: 2 } as const;
  const better = good(await of('CB').changeEvidence({ params: { id }, body, ifMatch: one.version }));
  good(await of('CB').shareEvidence({ params: { id }, ifMatch: better.version }));
  evidence.set(figures[at]?.id ?? '', id);
  const { label = '', value = null } = one.figure?.value ?? {};
  const told = value === null ? 'unobserved' : `${value.atLeast.toPrecision(3)} to ${value.atMost.toPrecision(3)}`;
  say(`    ${figures[at]?.id}, frozen: ${label}: ${told}`);
}

// ---- Findings -----------------------------------------------------------------------------------------------------------
await move('drafting');
const named = `${bankParties[0].name} and ${bankParties[1].name} run payments on these servers without another maker's beside them.`;
const findings = new Map<string, string>();
const drafts = [
  ...review.findings.map(({ id, owner, statement, severity, basis }) => ({
    id,
    owner,
    statement,
    severity,
    basis: [...basis.evidence, ...basis.figures],
  })),
  { id: 'R5', owner: 'BR', statement: named, severity: 'high', basis: ['file', 'E18'] } as const,
];
for (const { id, owner, statement, severity, basis } of drafts) {
  const body = { statement, severity, evidence: basis.map((name) => evidence.get(name) ?? '') };
  const added = good(await of(owner).addFinding({ params, body }));
  good(await of(owner).shareFinding({ params: { id: added.id }, ifMatch: added.version }));
  findings.set(id, added.id);
}
const hidden = good(
  await of('MI').addFinding({ params, body: { statement: 'Seals.', severity: 'low', evidence: [secret.id] } }),
);
await refused(
  409,
  'a finding whose basis not all may see is not shared',
  of('MI').shareFinding({ params: { id: hidden.id }, ifMatch: hidden.version }),
);
say(`    findings ${[...findings.keys()].join(', ')} shared`);

// ---- Extracts and replies --------------------------------------------------------------------------------------------------
await move('reply');
const extract = async (finding: string, recipient: string, introduction: string, hide?: string): Promise<string> => {
  const statement = drafts.find(({ id }) => id === finding)?.statement ?? '';
  const from = hide === undefined ? 0 : Array.from(statement.slice(0, statement.indexOf(hide))).length;
  const redactions =
    hide === undefined ? [] : [{ from, to: from + Array.from(hide).length, reason: 'names another institution' }];
  const body = { finding: findings.get(finding) ?? '', recipient, introduction, redactions, marking: 'AMBER' } as const;
  const one = good(await of('BR').addExtract({ params, body }));
  must(hide === undefined || !one.text.includes(hide), 'what is hidden is not in an extract');
  good(await of('BR').releaseExtract({ params: { id: one.id }, ifMatch: one.version }));
  say(`    to ${recipient}: ${one.text}`);
  return one.id;
};
const toCastelby = await extract('R5', 'castelby', 'Please say how you would go on.', bankParties[1].name);
const toYarport = await extract('R5', 'yarport', 'Please say how you would go on.', bankParties[0].name);
const toVendor = await extract('R1', 'vendor', 'Please say whether these servers can go on without you.');
const reply = (who: Client, id: string, text: string) => who.addReply({ params: { id }, body: { text } });
await refused(404, 'a bank replies to the extract of another', reply(yarport, toCastelby, 'not mine'));
await refused(403, 'a bank reads extracts as the authorities see them', castelby.listExtracts({ params }));
must(good(await castelby.listCases({})).total === 0, 'a bank sees no case');
await refused(
  409,
  'deliberation begins before all have replied',
  of('CB').moveCase({ params, body: { to: 'deliberation' }, ifMatch: await version() }),
);
good(await reply(castelby, toCastelby, 'A second maker is in trial; a plan can be given within 60 days.'));
good(await reply(yarport, toYarport, 'We have no second maker. Our contract ends in two years.'));
good(await reply(vendor, toVendor, 'Support is assured by contract. State the lower bound first.'));
must(good(await of('PC').listReplies({ query: { extract: toVendor } })).total === 1, 'the authorities see the replies');
must(!JSON.stringify(good(await castelby.listReplies({}))).includes('Our contract'), 'a bank sees its own reply only');
say('    castelby, yarport and the vendor replied');

// ---- Opinions -------------------------------------------------------------------------------------------------------------
await move('deliberation');
const sign = async (code: string, name: string, position: (typeof opinions)[number]['position'], reasons: string) => {
  const finding = good(await of(code).getFinding({ params: { id: findings.get(name) ?? '' } }));
  return good(
    await of(code).signOpinion({ params: { id: finding.id }, body: { position, reasons, version: finding.version } }),
  );
};
const standing = async (name: string) => {
  const all = good(await of('MF').getStanding({ params })).items;
  const found = all.find(({ finding }) => finding === findings.get(name));
  if (found === undefined) throw new Error(`No standing of ${name}`);
  return found;
};
for (const one of opinions) await sign(one.authority, one.finding, one.position, one.reasons);
for (const code of ['BR', 'CB', 'MF']) await sign(code, 'R5', 'concurs', 'The banks say so themselves.');
must((await standing('R4')).joint, 'four authorities concur: the finding is joint');
const r4 = good(await of('MI').getFinding({ params: { id: findings.get('R4') ?? '' } }));
good(
  await of('MI').changeFinding({
    params: { id: r4.id },
    body: { statement: `${r4.statement} Measurements were asked for.` },
    ifMatch: r4.version,
  }),
);
const broken = await standing('R4');
must(broken.broken.length === 4 && !broken.joint, 'an edit breaks every signature on the finding');
say(`    R4 was edited after it was signed: the signatures of ${broken.broken.join(', ')} are broken`);
await refused(409, 'a report with broken signatures', of('CB').submitReport({ params, ifMatch: await version() }));
for (const one of opinions.filter(({ finding }) => finding === 'R4'))
  await sign(one.authority, one.finding, one.position, `${one.reasons} Read again.`);
await refused(
  409,
  'a report while an authority is silent and has time',
  of('CB').submitReport({ params, ifMatch: await version() }),
);
for (const [code, name, position, reasons] of [
  ['MF', 'R2', 'concurs', 'The ranking says for whom it holds.'],
  ['MI', 'R3', 'concurs', 'Prices should be asked of the banks under their duty to report.'],
  ['CB', 'R3', 'dissents', 'Without prices nothing should be said of them.'],
  ['MF', 'R4', 'concurs', 'Budget for other institutions should wait for measurements.'],
  ['PC', 'R5', 'concurs with reservation', 'Two banks are not the sector.'],
  ['MI', 'R5', 'concurs', 'It agrees with the inventories.'],
] as const)
  await sign(code, name, position, reasons);
for (const name of findings.keys()) {
  const { joint, concurs, reserved, dissents, silent } = await standing(name);
  const list = (who: readonly string[]): string => who.join(', ') || 'none';
  const also = `reserved ${list(reserved)}; dissent ${list(dissents)}; silent ${list(silent)}`;
  say(`    ${name}: ${joint ? 'joint' : 'not joint'}; concur ${list(concurs)}; ${also}`);
}
const r3 = await standing('R3');
must(r3.dissents.length === 2 && !r3.joint, 'three concurrences are no quorum of four, and dissent is on the record');

// ---- Submission, sealed ------------------------------------------------------------------------------------------------------
await refused(404, 'the working group sees nothing before', group.getCase({ params }));
const report = good(
  await of('CB').submitReport({ params, ifMatch: await version(), idempotencyKey: crypto.randomUUID() }),
);
must(canonicalSha256(report.content) === report.sha256, 'the report is what its hash says');
must(!JSON.stringify(report.content).includes('seals were found'), 'RED evidence is not in the report');
say(`\nsubmitted: report ${report.sha256}`);
await refused(
  409,
  'an edit after the submission',
  of('MI').changeFinding({ params: { id: r4.id }, body: { statement: 'x' }, ifMatch: r4.version + 1 }),
);
must(good(await group.listEvidence({ params })).total === 0, 'the working group sees the report and nothing but it');
await mkdir(values.out, { recursive: true });
const bundle = path(values.out, 'case.bundle.zip');
const key = path(values.out, 'keeper.pub.json');
const sealed = Buffer.from(good(await group.getBundle({ params })));
await writeFile(bundle, sealed);
await writeFile(key, JSON.stringify(good(await group.getKeeper({}))));
const tampered = path(values.out, 'tampered.bundle.zip');
// One letter of the report within the zip: its entries are stored or packed, either way the first check that meets it says no.
const other = Buffer.from(sealed);
const middle = Math.floor(other.length / 2);
other[middle] = (other[middle] ?? 0) ^ 1;
await writeFile(tampered, other);
interface Verdict {
  readonly verdict: string;
  readonly proof?: { readonly entries: number; readonly opinions: { readonly given: number; readonly signed: number } };
}
const verdictOf = (program: string, words: readonly string[]): Verdict => {
  const run = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1e8 });
  must(run.stdout !== '', `${program} answers: ${run.stderr}`);
  return JSON.parse(run.stdout) as Verdict;
};
const ours = (name: string): Verdict => {
  const cli = path(root, 'apps/cli/src/main.ts');
  return verdictOf(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    cli,
    'verify',
    name,
    '--key',
    key,
    '--json',
  ]);
};
const [first, second] = [ours(bundle), ours(tampered)];
must(
  first.verdict === 'good' && second.verdict === 'tampered',
  '"underpin verify" tells the good bundle from the other',
);
const { entries = 0, opinions: signatures } = first.proof ?? {};
say(
  `    underpin verify: good, ${entries} entries, ${signatures?.signed} of ${signatures?.given} opinions signed; one bit changed: tampered`,
);
if (spawnSync('python3', ['-c', 'import cryptography']).status === 0) {
  const theirs = (name: string): Verdict =>
    verdictOf('python3', ['-B', path(root, 'docs/verifier/verify.py'), name, key]);
  const their = theirs(bundle);
  must(their.verdict === 'good' && theirs(tampered).verdict === 'tampered', 'the second verifier agrees');
  must(
    JSON.stringify(their.proof?.opinions) === JSON.stringify(signatures),
    'the second verifier counts the same opinions',
  );
  say('    docs/verifier/verify.py: agrees');
} else say('    docs/verifier/verify.py: not run, it needs Python 3 with the package "cryptography"');

// ---- Decision ------------------------------------------------------------------------------------------------------------------
const addressees = bankParties.map(({ id }) => id);
const decision = good(
  await group.decideCase({
    params,
    body: {
      statement: 'Illustrative: reliance on one maker is to be reduced, after a trial, with time to do it.',
      findings: ['R1', 'R4'].map((name) => findings.get(name) ?? ''),
      measures: [
        {
          title: 'Reduce reliance on one maker of high-end servers',
          subject: review.subject,
          terms: {
            kind: 'direction',
            metric: 'direct share',
            target: 'cap',
            milestones: [
              { on: '2024-12-31', atMost: 0.5 },
              { on: daysOn(365), atMost: 0.3 },
              { on: daysOn(730), atMost: 0.1 },
            ],
            reportEveryDays: 90,
          },
          addressees,
          exceptions: [{ party: 'yarport', reason: 'Its contract ends then', until: daysOn(400) }],
        },
        {
          title: 'No new purchase of these servers for payments',
          subject: review.subject,
          terms: { kind: 'exclusion rule', from: daysOn(90), legalBasis: 'Illustrative order 1' },
          addressees,
        },
        {
          title: 'Trial of another maker beside the installed servers',
          subject: review.subject,
          terms: {
            kind: 'trial request',
            candidate: 'Another maker',
            incumbent: 'The maker under review',
            workloads: 'Payments',
          },
          addressees: ['castelby'],
        },
      ],
    },
    ifMatch: await version(group),
  }),
);
must(decision.reportSha256 === report.sha256, 'the decision cites the report that was submitted');
say(`\ndecided: ${decision.statement}`);
const measures = good(await group.listMeasures({ query: { limit: 200 } })).items.filter(
  (one) => one.decision === decision.id,
);
must(
  new Set(measures.map(({ kind }) => kind)).size === 3,
  'a direction, an exclusion rule and a request for trial cite it',
);
for (const { kind, title, addressees: who } of measures)
  say(`    ${kind}: ${title} (${who.map(({ party }) => party).join(', ')})`);
const direction = measures.find(({ kind }) => kind === 'direction');
if (direction === undefined) throw new Error('There is no direction');
const seen = good(await yarport.getMeasure({ params: { id: direction.id } }));
must(
  seen.caseId === null && seen.addressees.length === 1,
  'an addressee sees neither the case nor the other addressees',
);
await refused(
  404,
  'the vendor sees no direction that is not addressed to it',
  vendor.getMeasure({ params: { id: direction.id } }),
);
good(
  await group.varyMeasure({
    params: { id: direction.id },
    body: {
      from: daysOn(200),
      reason: 'Illustrative: deliveries are late',
      milestones: [
        { on: '2024-12-31', atMost: 0.5 },
        { on: daysOn(545), atMost: 0.3 },
        { on: daysOn(730), atMost: 0.1 },
      ],
    },
    ifMatch: direction.version,
  }),
);

// ---- Compliance, from what the banks submitted ----------------------------------------------------------------------------------------
for (const asOf of [today, daysOn(800)]) {
  const told = good(await group.getCompliance({ params: { id: direction.id }, query: { asOf } })).items;
  must(told.length === 2, 'compliance is told of both addressees');
  for (const { party, points, exceptionUntil } of told) {
    for (const { on, atMost, value, submission, verdict } of points) {
      if (on > asOf) must(verdict === 'not yet due', 'what is not due is neither kept nor missed');
      else {
        must(value === null || submission !== null, 'a value names the submission that it comes from');
        const excepted = exceptionUntil !== null && exceptionUntil >= on;
        const kept = value !== null && value.atMost <= atMost;
        const missed = value !== null && value.atLeast > atMost;
        const plain = kept ? 'kept' : missed ? 'missed' : 'cannot be told';
        must(verdict === (excepted && !kept ? 'excepted' : plain), `${party} on ${on}: ${verdict}`);
      }
    }
    const told = points.map(({ on, atMost, value, verdict }) => {
      const shown = value === null ? '' : `${value.atLeast.toFixed(2)} to ${value.atMost.toFixed(2)}, `;
      return `at most ${atMost} on ${on}: ${shown}${verdict}`;
    });
    say(`    as of ${asOf}, ${party}: ${told.join('; ')}`);
  }
}
must(
  good(await castelby.getCompliance({ params: { id: direction.id } })).items.length === 1,
  'a bank sees how itself stands',
);
await move('closed', group);

// ---- What is on the record ----------------------------------------------------------------------------------------------------------
const happened = good(await of('PC').getTimeline({ params })).items;
const kinds = new Set(happened.map(({ kind }) => kind));
for (const kind of ['event', 'case', 'submission', 'reply', 'opinion', 'report', 'decision', 'measure'] as const)
  must(kinds.has(kind), `the timeline tells of "${kind}"`);
const early = good(await of('PC').getTimeline({ params, query: { asOf: '2014-06-01' } })).items;
must(
  early.every(({ on }) => on <= '2014-06-01'),
  'the timeline of an earlier date tells nothing later',
);
let previous = '';
let count = 0;
const acts = new Set<string>();
for (;;) {
  const page = good(await auditor.listLedger({ query: { from: count, limit: 1000 } })).items;
  for (const { hash, ...entry } of page) {
    must(count === 0 || entry.previous === previous, `entry ${entry.sequence} of the ledger follows the one before`);
    must(canonicalSha256(entry) === hash, `entry ${entry.sequence} of the ledger is what its hash says`);
    previous = hash;
    count += 1;
    acts.add(entry.act);
  }
  if (page.length < 1000) break;
}
must(acts.has('report submitted') && acts.has('decision taken'), 'the ledger holds the submission and the decision');
must(good(await auditor.listCases({})).total === 0, 'the auditor sees the ledger and no case');
say(`    timeline: ${happened.length} entries of ${kinds.size} kinds; ledger: ${count} entries in one chain`);
say(`\nThe case went from opening to decision. The bundle is ${bundle}.`);
