import type { Case, Report } from '@underpin/contract';
import type { Signer } from '@underpin/ledger';
import type { EvidenceFiles } from '../../ports/review-store.ts';
import { printApart } from '../../workers/print-apart.ts';
import { canonicalSha256 } from '../ledger/canonical.ts';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { caseBundle } from './case-bundle.ts';
import { type CaseContent, type GatheredCase, gatherCase } from './case-content.ts';
import { type Analysis, caseReport } from './case-report.ts';
import { enter } from './cases.ts';
import type { ControlChange } from './control-changes.ts';
import { type Desk, holdCase, newId, record } from './desk.ts';
import { bytesOf, keepBytes } from './kept-bytes.ts';
import { standings } from './opinions.ts';
import { type PrintFormat, printFormats, printReport } from './print-report.ts';
import { templateFor } from './report-templates.ts';
import { notNow } from './review-policy.ts';
import { trialOf } from '../trial/cite-trial.ts';

/** Who signs the seal, and where bundles are kept. */
export interface Seal {
  readonly keeper: Signer;
  readonly files: EvidenceFiles;
}

/** What a report is made with besides the case. */
export interface ReportMeans {
  readonly files: EvidenceFiles;
  readonly version: string;
  /** What is printed beside the data; everything without it. */
  readonly formats?: readonly PrintFormat[];
  readonly control: (held: Case) => readonly ControlChange[];
  /** Work as the person who asks, each call in a transaction of its own. */
  readonly asCaller: <T>(work: (desk: Desk) => Promise<Outcome<T>>) => Promise<Outcome<T>>;
}

/** A report that was printed and waits to be sealed. */
export interface PreparedReport {
  readonly sha256: string;
  readonly submittedAt: string;
  readonly control: readonly ControlChange[];
  readonly prints: Readonly<Record<string, Uint8Array>>;
}

interface Gathered extends GatheredCase {
  readonly control: readonly ControlChange[];
  readonly template: { readonly name: string; readonly sha256: string } | null;
}

/** Prints the report of a case, outside of any transaction: {@link submitReport} then seals it if the case is still the same. */
export async function prepareReport(means: ReportMeans, caseId: string): Promise<Outcome<PreparedReport>> {
  const found = await means.asCaller((desk) => gather(desk, caseId, desk.now, means));
  if (!found.ok) return found;
  const { content, control, template } = found.value;
  const analysis = await analysisOf(content, means.files);
  const formats = means.formats ?? printFormats;
  const prints: Record<string, Uint8Array> = {
    ...(analysis === null ? {} : { 'analysis.json': analysis.bytes }),
    ...(await trialPrints(content, means.files)),
  };
  if (formats.length === 0) {
    return done({ sha256: canonicalSha256(content), submittedAt: content.submittedAt, control, prints });
  }
  const printed = await printApart({
    report: caseReport(content, { analysis: analysis?.value ?? null, version: means.version, draft: false }),
    formats,
    template: await templateBytes(template, means.files),
  });
  if (!printed.ok) return problemOf('conflict', printed.reason);
  for (const format of formats) prints[`report.${format}`] = printed.value.files[format] ?? new Uint8Array();
  return done({ sha256: canonicalSha256(content), submittedAt: content.submittedAt, control, prints });
}

/** Reports of trials that the findings rest on, as far as the working group may see them. */
async function trialPrints(content: CaseContent, files: EvidenceFiles): Promise<Record<string, Uint8Array>> {
  const prints: Record<string, Uint8Array> = {};
  for (const one of content.evidence) {
    const trial = 'withheld' in one ? null : trialOf(one);
    if (trial !== null && 'sha256' in one) prints[`trial-${trial}.html`] = await bytesOf(files, one.sha256 ?? '');
  }
  return prints;
}

async function gather(desk: Desk, caseId: string, submittedAt: string, means: ReportMeans): Promise<Outcome<Gathered>> {
  const held = await desk.records.get('reviewCase', caseId);
  if (held === null) return notFound;
  const refusal = await whyNotSubmitted(desk, held);
  if (refusal !== null) return refusal;
  const control = means.control(held);
  const template = await templateFor(desk, caseId);
  return done({ ...(await gatherCase(desk, held, submittedAt, control)), control, template });
}

async function whyNotSubmitted(desk: Desk, held: Case): Promise<Outcome<never> | null> {
  const late = notNow(held, 'report');
  if (late !== null) return late;
  if (held.lead !== desk.acting.party) return problemOf('conflict', `Only "${held.lead}" submits the report.`);
  return whyUnready(desk, held);
}

/** Seals a report that was prepared in a bundle and submits it to the working group. */
export async function submitReport(
  desk: Desk,
  caseId: string,
  version: number,
  prepared: PreparedReport,
  seal: Seal,
): Promise<Outcome<Report>> {
  const held = await holdCase(desk, caseId, 'alone');
  if (held === null) return notFound;
  const refusal = await whyNotSubmitted(desk, held);
  if (refusal !== null) return refusal;
  const { content, ...parts } = await gatherCase(desk, held, prepared.submittedAt, prepared.control);
  const sha256 = canonicalSha256(content);
  if (sha256 !== prepared.sha256) {
    return problemOf('changed', 'Somebody changed the case while its report was made. Read it again, then submit.');
  }
  const bundle = await caseBundle({ ...parts, held, content, prints: prepared.prints }, seal.keeper);
  const report: Report = {
    id: newId(desk),
    caseId,
    workingGroup: held.workingGroup,
    party: desk.acting.party,
    submittedAt: prepared.submittedAt,
    sha256,
    content: content as unknown as Report['content'],
    bundleSha256: await keepBytes(seal.files, bundle),
  };
  await desk.records.insert('report', report);
  await record(desk, 'report submitted', report);
  const moved = await enter(desk, held, version, 'submitted');
  return moved.ok ? done(report) : moved;
}

/** The report as it would be, marked as a draft on every page, from what the acting authority sees. */
export async function previewReport(
  means: ReportMeans,
  caseId: string,
  format: PrintFormat,
): Promise<Outcome<Uint8Array>> {
  const found = await means.asCaller(async (desk): Promise<Outcome<Gathered>> => {
    const held = await desk.records.get('reviewCase', caseId);
    if (held === null || desk.acting.kind !== 'authority') return notFound;
    const control = means.control(held);
    const template = await templateFor(desk, caseId);
    const gathered = await gatherCase(desk, held, desk.now, control);
    // Of the last change, not of the moment of asking: the same case gives the same bytes.
    const content = { ...gathered.content, submittedAt: lastChange(gathered.content) };
    return done({ ...gathered, content, control, template });
  });
  if (!found.ok) return found;
  const { content, template } = found.value;
  const analysis = await analysisOf(content, means.files);
  const report = caseReport(content, { analysis: analysis?.value ?? null, version: means.version, draft: true });
  const work = { report, formats: [format], template: await templateBytes(template, means.files) };
  // The page is made in no time; the others are set apart.
  const printed = format === 'html' ? await printReport(work) : await printApart(work);
  if (!printed.ok) return problemOf('conflict', printed.reason);
  return done(printed.value.files[format] ?? new Uint8Array());
}

function lastChange(content: CaseContent): string {
  const moments = [
    content.case.createdAt,
    content.case.stateSince,
    ...content.findings.flatMap(({ createdAt, sharedAt }) => [createdAt, sharedAt ?? '']),
    ...content.evidence.flatMap((one) => ('withheld' in one ? [] : [one.createdAt, one.sharedAt ?? ''])),
    ...content.opinions.flatMap(({ signedAt, supersededAt }) => [signedAt, supersededAt ?? '']),
    ...content.extracts.map(({ createdAt, releasedAt }) => releasedAt ?? createdAt),
    ...content.replies.map(({ receivedAt }) => receivedAt),
    ...content.events.map(({ createdAt }) => createdAt),
  ];
  return moments.toSorted().at(-1) ?? content.submittedAt;
}

/** What was computed with the last frozen figure that the working group may see. */
async function analysisOf(
  content: CaseContent,
  files: EvidenceFiles,
): Promise<{ readonly value: Analysis; readonly bytes: Uint8Array } | null> {
  const hash = content.evidence
    .flatMap((one) => ('withheld' in one ? [] : (one.figure?.analysis ?? [])))
    .flat()
    .at(-1);
  if (hash === undefined) return null;
  const bytes = await bytesOf(files, hash);
  return { value: JSON.parse(Buffer.from(bytes).toString('utf8')) as Analysis, bytes };
}

async function templateBytes(
  template: Gathered['template'],
  files: EvidenceFiles,
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null> {
  return template === null ? null : { name: template.name, bytes: await bytesOf(files, template.sha256) };
}

async function whyUnready(desk: Desk, held: Case): Promise<Outcome<never> | null> {
  const all = await standings(desk, held);
  if (all.length === 0) return problemOf('conflict', 'No finding is shared: there is nothing to submit.');
  const timeIsUp = held.dueAt !== null && held.dueAt <= desk.now;
  const open = all.find((one) => one.broken.length > 0 || (one.silent.length > 0 && !timeIsUp));
  if (open === undefined) return null;
  const who = [...open.broken, ...open.silent].join(', ');
  return problemOf(
    'conflict',
    `${who} must sign an opinion on the finding "${open.finding}"${open.broken.length > 0 ? ' again: it changed after they signed' : `, or the time for it must run out (${held.dueAt})`}.`,
  );
}
