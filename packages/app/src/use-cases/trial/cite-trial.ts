import type { CaseEvidence } from '@underpin/contract';
import type { EvidenceFiles } from '../../ports/review-store.ts';
import { notFound, type Outcome, problemOf } from '../outcome.ts';
import type { Desk } from '../reviews/desk.ts';
import { addEvidence, attachFile } from '../reviews/evidence.ts';
import { printTrial, trialReportOf } from './trial-printed.ts';
import { shownTrial } from './trials.ts';

const form = /^trial\/([A-Za-z0-9._-]+), protocol [0-9a-f]{64}$/;

/** Id of the trial that a piece of evidence is the report of; null of any other evidence. */
export function trialOf(evidence: Pick<CaseEvidence, 'source' | 'sha256'>): string | null {
  return evidence.sha256 === null ? null : (form.exec(evidence.source.citation)?.[1] ?? null);
}

/**
 * Brings the printed report of a trial into a case as evidence. What rests on it is then sealed with the case, and the report
 * itself lies in the bundle.
 */
export async function citeTrial(
  desk: Desk,
  id: string,
  given: { readonly caseId: string; readonly marking: CaseEvidence['marking'] },
  means: { readonly files: EvidenceFiles; readonly version: string; readonly limit: number },
): Promise<Outcome<CaseEvidence>> {
  const row = await desk.records.get('trial', id);
  if (row === null) return notFound;
  const report = trialReportOf(row, await shownTrial(desk, row), means.version);
  if (report === null) return problemOf('conflict', 'The trial has no verdict yet: there is nothing to bring.');
  const { protocol } = report;
  const party = await desk.records.get('party', row.party);
  const added = await addEvidence(desk, given.caseId, {
    statement: `Trial "${protocol.title}" of ${protocol.candidate.name} in the place of ${protocol.incumbent.name}, ${protocol.period.from} to ${protocol.period.to}: ${report.verdict}. ${report.because.join(' ')}`,
    source: {
      name: party?.name ?? row.party,
      kind: 'supervisory data',
      publishedOn: report.assessedOn,
      citation: `trial/${id}, protocol ${report.protocolSha256}`,
    },
    attributedTo: null,
    // A sealed protocol and hashed measurements, but of the party's own machines: usually reliable, not confirmed by others.
    reliability: 'B',
    credibility: 2,
    independentSources: 1,
    marking: given.marking,
    releasableTo: [],
  });
  if (!added.ok) return added;
  const bytes = await printTrial(report, 'html');
  const written = await means.files.write(once(bytes), means.limit);
  if (!written.ok) return problemOf('too large', `${written.reason}.`);
  return attachFile(desk, added.value.id, `trial-${id}.html`, written);
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
