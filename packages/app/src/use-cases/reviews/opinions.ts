import type { Case, CaseEvidence, CaseFinding, CaseOpinion, Standing } from '@underpin/contract';
import { challengeOf, opinionText } from '@underpin/ledger';
import type { Position } from '@underpin/model';
import { nodePrimitives } from '../../crypto/node-primitives.ts';
import type { OpinionRecord } from '../../ports/review-tables.ts';
import { canonicalSha256 } from '../ledger/canonical.ts';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { type Desk, holdCase, newId, record } from './desk.ts';
import { notNow } from './review-policy.ts';
import { signAs, type Signed, signatureHolds } from './signatures.ts';

/** What a piece of evidence says, without who may see it: sharing it changes nothing of that. */
export function evidenceObject(evidence: CaseEvidence): object {
  const { version: _v, sharedAt: _s, releasableTo: _r, createdAt: _c, ...said } = evidence;
  return said;
}

/** A finding with the hashes of all that it rests on: it can be shown where the evidence cannot. */
export function findingObject(finding: CaseFinding, evidence: readonly CaseEvidence[]): object {
  const { id, caseId, party, statement, severity } = finding;
  const basis = finding.evidence.toSorted().map((wanted) => {
    const found = evidence.find((one) => one.id === wanted);
    return { evidence: wanted, sha256: found === undefined ? null : canonicalSha256(evidenceObject(found)) };
  });
  return { id, caseId, party, statement, severity, basis };
}

type Said = Omit<OpinionRecord, 'id' | 'publicKey' | 'signature' | 'assertion' | 'supersededAt'>;

/** An opinion as the ledger and a bundle hold it: what is said, and the hash of the finding that it is said of. */
export function opinionObject(opinion: Said): { readonly object: string; readonly content: object } {
  const { finding, findingSha256, party, person, position, reasons, signedAt } = opinion;
  return {
    object: `opinion/${finding}/${party}`,
    content: {
      on: { object: `finding/${finding}`, sha256: findingSha256 },
      opinion: { party, person, position, reasons, signedAt },
    },
  };
}

/** Name of the ledger of one case, as bundles have it. */
export function ledgerOf(caseId: string): string {
  return `underpin/${caseId}`;
}

/** The text that is signed: the same that a bundle's verifier checks. */
function signedText(opinion: Said): string {
  const { object, content } = opinionObject(opinion);
  return opinionText(ledgerOf(opinion.caseId), object, canonicalSha256(content));
}

/** What somebody is about to say of a finding. */
export interface OpinionGiven {
  readonly position: Position;
  readonly reasons: string;
  /** Version of the finding that was read. */
  readonly version: number;
}

interface Worded {
  readonly said: Said;
  /** What is signed. */
  readonly text: string;
}

/** The opinion of the acting authority on a finding, worded and not yet signed. */
async function wordOpinion(
  desk: Desk,
  findingId: string,
  given: OpinionGiven,
  signedAt: string,
): Promise<Outcome<Worded>> {
  const finding = await desk.records.get('caseFinding', findingId);
  const held = finding === null ? null : await holdCase(desk, finding.caseId, 'with others');
  if (finding === null || held === null) return notFound;
  const late = notNow(held, 'opinion');
  if (late !== null) return late;
  if (finding.sharedAt === null) return problemOf('conflict', 'The finding is not shared yet.');
  if (finding.version !== given.version) {
    return problemOf('changed', `The finding has version ${finding.version} now. Read it again, then sign.`);
  }
  const { party, person } = desk.acting;
  const evidence = (await desk.records.list('evidence', { where: { caseId: held.id } })).items;
  const said = {
    caseId: held.id,
    finding: findingId,
    party,
    person,
    position: given.position,
    reasons: given.reasons,
    signedAt,
    findingSha256: canonicalSha256(findingObject(finding, evidence)),
  };
  return done({ said, text: signedText(said) });
}

/** The challenge that a person's own key signs for an opinion, and the moment that is part of the wording. */
export async function prepareOpinion(
  desk: Desk,
  findingId: string,
  given: OpinionGiven,
): Promise<Outcome<{ readonly challenge: string; readonly signedAt: string }>> {
  const worded = await wordOpinion(desk, findingId, given, desk.now);
  return worded.ok ? done({ challenge: challengeOf(worded.value.text, nodePrimitives), signedAt: desk.now }) : worded;
}

/** How long a person may take to touch their key. */
const signingMs = 10 * 60_000;

/** Signs with a key that the person brought. */
export interface OwnSigner {
  /** When the opinion was prepared. */
  readonly signedAt: string;
  readonly sign: (challenge: string) => Promise<Outcome<Signed>>;
}

/** Gives and signs the opinion of the acting authority on a finding, as it was read; by the server's key of the person, or by their own. */
export async function signOpinion(
  desk: Desk,
  findingId: string,
  given: OpinionGiven,
  own: OwnSigner | null = null,
): Promise<Outcome<CaseOpinion>> {
  if (own !== null) {
    const age = Date.parse(desk.now) - Date.parse(own.signedAt);
    if (!(age >= 0 && age <= signingMs)) return problemOf('conflict', 'That took too long: prepare the opinion again.');
  }
  const worded = await wordOpinion(desk, findingId, given, own?.signedAt ?? desk.now);
  if (!worded.ok) return worded;
  const { said, text } = worded.value;
  const signed = own === null ? done(await signAs(desk, text)) : await own.sign(challengeOf(text, nodePrimitives));
  if (!signed.ok) return signed;
  if (!signatureHolds(text, signed.value)) return problemOf('conflict', 'The signature is not one of this opinion.');
  const before = { finding: findingId, party: said.party, supersededAt: null };
  await desk.records.update('opinion', before, { supersededAt: desk.now });
  const opinion = { id: newId(), ...said, ...signed.value, supersededAt: null };
  if (!(await desk.records.insert('opinion', opinion))) {
    return problemOf(
      'conflict',
      'Somebody of your authority signs at the same time. Read their opinion, then sign again.',
    );
  }
  await record(desk, 'opinion signed', opinion);
  return done({ ...opinion, state: 'valid' });
}

/** Opinions with whether each signature still stands. */
export async function judged(
  desk: Desk,
  caseId: string,
  opinions: readonly OpinionRecord[],
): Promise<readonly CaseOpinion[]> {
  const evidence = (await desk.records.list('evidence', { where: { caseId } })).items;
  const findings = (await desk.records.list('caseFinding', { where: { caseId } })).items;
  const hashes = new Map(findings.map((finding) => [finding.id, canonicalSha256(findingObject(finding, evidence))]));
  return opinions.map((opinion) => ({ ...opinion, state: stateOf(opinion, hashes.get(opinion.finding)) }));
}

function stateOf(opinion: OpinionRecord, hash: string | undefined): CaseOpinion['state'] {
  if (opinion.supersededAt !== null) return 'superseded';
  return opinion.findingSha256 === hash && signatureHolds(signedText(opinion), opinion) ? 'valid' : 'broken';
}

/** How the authorities of a case stand on each finding that is shared. A broken signature and silence count for nothing. */
export async function standings(desk: Desk, held: Case): Promise<readonly Standing[]> {
  const findings = (await desk.records.list('caseFinding', { where: { caseId: held.id } })).items;
  const all = await judged(
    desk,
    held.id,
    (await desk.records.list('opinion', { where: { caseId: held.id, supersededAt: null } })).items,
  );
  return findings
    .filter((finding) => finding.sharedAt !== null)
    .map((finding) =>
      standingOf(
        finding.id,
        held,
        all.filter((one) => one.finding === finding.id),
      ),
    );
}

function standingOf(finding: string, held: Case, opinions: readonly CaseOpinion[]): Standing {
  const who = (test: (one: CaseOpinion) => boolean): string[] =>
    held.authorities.filter((authority) => opinions.some((one) => one.party === authority && test(one)));
  const as = (position: Position): string[] => who((one) => one.state === 'valid' && one.position === position);
  const [concurs, reserved, dissents] = [as('concurs'), as('concurs with reservation'), as('dissents')];
  const broken = who((one) => one.state === 'broken');
  const heard = new Set([...concurs, ...reserved, ...dissents, ...broken]);
  const silent = held.authorities.filter((authority) => !heard.has(authority));
  return {
    finding,
    concurs,
    reserved,
    dissents,
    broken,
    silent,
    joint: concurs.length + reserved.length >= held.quorum,
  };
}
