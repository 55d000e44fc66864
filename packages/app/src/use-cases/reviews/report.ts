import type { Case, CaseEvidence, Report } from '@underpin/contract';
import type { Signer } from '@underpin/ledger';
import { narrowestMarking } from '@underpin/model';
import type { EvidenceFiles } from '../../ports/review-store.ts';
import { canonicalSha256 } from '../ledger/canonical.ts';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { caseBundle, type CaseParts } from './case-bundle.ts';
import { enter } from './cases.ts';
import { type Desk, holdCase, newId, record } from './desk.ts';
import { audienceOf } from './evidence.ts';
import { judged, standings } from './opinions.ts';
import { notNow } from './review-policy.ts';

/** Who signs the seal, and where bundles are kept. */
export interface Seal {
  readonly keeper: Signer;
  readonly files: EvidenceFiles;
}

/** Seals the report of a case in a bundle and submits it to the working group. */
export async function submitReport(desk: Desk, caseId: string, version: number, seal: Seal): Promise<Outcome<Report>> {
  const held = await holdCase(desk, caseId, 'alone');
  if (held === null) return notFound;
  const late = notNow(held, 'report');
  if (late !== null) return late;
  if (held.lead !== desk.acting.party) return problemOf('conflict', `Only "${held.lead}" submits the report.`);
  const unready = await whyUnready(desk, held);
  if (unready !== null) return unready;
  const { content, ...parts } = await contentOf(desk, held);
  const bundle = await caseBundle({ ...parts, held, content, submittedAt: desk.now }, seal.keeper);
  const written = await seal.files.write(once(bundle), bundle.length);
  if (!written.ok) throw new Error(written.reason);
  const made = { workingGroup: held.workingGroup, party: desk.acting.party, submittedAt: desk.now };
  const report = {
    id: newId(desk),
    caseId,
    ...made,
    sha256: canonicalSha256(content),
    content,
    bundleSha256: written.value.sha256,
  };
  await desk.records.insert('report', report);
  await record(desk, 'report submitted', report);
  const moved = await enter(desk, held, version, 'submitted');
  return moved.ok ? done(report) : moved;
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

/** The report as data. Evidence that is not for the working group is named by its hash only. */
async function contentOf(desk: Desk, held: Case): Promise<Omit<CaseParts, 'held' | 'submittedAt'>> {
  const where = { caseId: held.id };
  const findings = (await desk.records.list('caseFinding', { where })).items.filter((one) => one.sharedAt !== null);
  const cited = new Set(findings.flatMap((finding) => finding.evidence));
  const evidence = (await desk.records.list('evidence', { where })).items.filter((one) => cited.has(one.id));
  const shown = evidence.map((one) => forWorkingGroup(one, held.workingGroup));
  const opinions = await judged(desk, held.id, (await desk.records.list('opinion', { where })).items);
  const extracts = (await desk.records.list('caseExtract', { where })).items.filter((one) => one.releasedAt !== null);
  const included = evidence.filter((one) => audienceOf(one, [held.workingGroup]).length > 0);
  const ofFindings = opinions.filter((one) => findings.some((finding) => finding.id === one.finding));
  const content = {
    case: held,
    marking: narrowestMarking([held.marking, ...included.map((one) => one.marking)]),
    findings,
    standing: await standings(desk, held),
    opinions: ofFindings,
    evidence: shown,
    extracts,
    replies: (await desk.records.list('reply', { where })).items,
    events: (await desk.records.list('caseEvent', { where })).items,
    submittedAt: desk.now,
  };
  return { content, findings, evidence, opinions: ofFindings };
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

function forWorkingGroup(evidence: CaseEvidence, group: string): object {
  if (audienceOf(evidence, [group]).length > 0) return evidence;
  return { id: evidence.id, withheld: 'not released to the working group', sha256: canonicalSha256(evidence) };
}
