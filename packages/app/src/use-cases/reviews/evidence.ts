import type { Case, CaseEvidence } from '@underpin/contract';
import type { Result } from '@underpin/model';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { change, type Desk, fresh, holdCase, record } from './desk.ts';
import { mediaTypeOf } from './media-type.ts';
import { notNow } from './review-policy.ts';

type NewEvidence = Pick<
  CaseEvidence,
  | 'statement'
  | 'source'
  | 'attributedTo'
  | 'reliability'
  | 'credibility'
  | 'independentSources'
  | 'marking'
  | 'releasableTo'
>;

const noFile = { fileName: null, mediaType: null, bytes: null, sha256: null, figure: null };

/** Which of some parties may see a piece of evidence once it is shared. The database's policy says the same. */
export function audienceOf(
  evidence: Pick<CaseEvidence, 'party' | 'marking' | 'releasableTo'>,
  among: readonly string[],
): readonly string[] {
  const open = evidence.releasableTo.length === 0 && evidence.marking !== 'RED';
  return among.filter((party) => party === evidence.party || open || evidence.releasableTo.includes(party));
}

/** Adds evidence that only its own authority sees until it is shared. */
export async function addEvidence(desk: Desk, caseId: string, given: NewEvidence): Promise<Outcome<CaseEvidence>> {
  const held = await holdCase(desk, caseId, 'with others');
  if (held === null) return notFound;
  const late = notNow(held, 'evidence');
  if (late !== null) return late;
  const own = { caseId, party: desk.acting.party, kind: 'statement' as const, sharedAt: null };
  const evidence = { ...fresh(desk), ...given, ...own, ...noFile };
  await desk.records.insert('evidence', evidence);
  await record(desk, 'evidence added', evidence);
  return done(evidence);
}

/** A piece of evidence that the acting authority brought and may change now. */
async function ownEvidence(
  desk: Desk,
  id: string,
): Promise<Outcome<{ readonly evidence: CaseEvidence; readonly held: Case }>> {
  const evidence = await desk.records.get('evidence', id);
  const held = evidence === null ? null : await holdCase(desk, evidence.caseId, 'with others');
  if (evidence === null || held === null) return notFound;
  if (evidence.party !== desk.acting.party) {
    return problemOf('conflict', `"${evidence.party}" brought this evidence: only they change it.`);
  }
  return notNow(held, 'evidence') ?? done({ evidence, held });
}

/** Changes evidence. What was shared stays visible to whom it was shared with. */
export async function changeEvidence(
  desk: Desk,
  id: string,
  version: number,
  given: { readonly [K in keyof NewEvidence]?: NewEvidence[K] | undefined },
): Promise<Outcome<CaseEvidence>> {
  const found = await ownEvidence(desk, id);
  if (!found.ok) return found;
  const { evidence, held } = found.value;
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const next = { ...evidence, ...changes };
  const after = audienceOf(next, held.authorities);
  const lost = audienceOf(evidence, held.authorities).find((party) => !after.includes(party));
  if (evidence.sharedAt !== null && lost !== undefined) {
    return problemOf('conflict', `"${lost}" has seen this evidence: what is shared cannot be taken back.`);
  }
  const changed = await change(desk, 'evidence', evidence, version, changes);
  if (changed.ok) await record(desk, 'evidence changed', changed.value);
  return changed;
}

/** Lets the other authorities see evidence, as far as its marking and its release allow. */
export async function shareEvidence(desk: Desk, id: string, version: number): Promise<Outcome<CaseEvidence>> {
  const found = await ownEvidence(desk, id);
  if (!found.ok) return found;
  const { evidence } = found.value;
  if (evidence.sharedAt !== null) return problemOf('conflict', 'It is shared already.');
  const changed = await change(desk, 'evidence', evidence, version, { sharedAt: desk.now });
  if (changed.ok) await record(desk, 'evidence shared', changed.value);
  return changed;
}

/** Whether a file may be uploaded to a piece of evidence: asked before any byte is taken. */
export async function mayTakeFile(desk: Desk, id: string): Promise<Outcome<CaseEvidence>> {
  const found = await ownEvidence(desk, id);
  if (!found.ok) return found;
  const { evidence } = found.value;
  if (evidence.kind !== 'statement') return problemOf('conflict', 'It has its file or figure: add other evidence.');
  return done(evidence);
}

/** Ties a file that was written to its piece of evidence. */
export async function attachFile(
  desk: Desk,
  id: string,
  name: string,
  written: Result<{ readonly sha256: string; readonly bytes: number; readonly head: Uint8Array }>,
): Promise<Outcome<CaseEvidence>> {
  if (!written.ok) return problemOf('too large', `${written.reason}.`);
  const allowed = await mayTakeFile(desk, id);
  if (!allowed.ok) return allowed;
  const { sha256, bytes, head } = written.value;
  const mediaType = mediaTypeOf(head);
  if (mediaType === null) return problemOf('media type', 'The file is a program. Send a document, a picture or data.');
  const fileName = name.replaceAll(/[\p{Cc}/\\:*?"<>|]/gu, '_');
  const file = { kind: 'file' as const, fileName, mediaType, bytes, sha256 };
  const changed = await change(desk, 'evidence', allowed.value, allowed.value.version, file);
  if (changed.ok) await record(desk, 'evidence file received', changed.value);
  return changed;
}
