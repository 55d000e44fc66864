import type { Case, CaseFinding } from '@underpin/contract';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { change, type Desk, fresh, holdCase, record } from './desk.ts';
import { audienceOf } from './evidence.ts';
import { notNow } from './review-policy.ts';

type NewFinding = Pick<CaseFinding, 'statement' | 'severity' | 'evidence'>;

/** Drafts a finding that only its own authority sees until it is shared. */
export async function addFinding(desk: Desk, caseId: string, given: NewFinding): Promise<Outcome<CaseFinding>> {
  const held = await holdCase(desk, caseId, 'with others');
  if (held === null) return notFound;
  const refusal = notNow(held, 'finding') ?? (await oddBasis(desk, held, given.evidence, false));
  if (refusal !== null) return refusal;
  const finding = { ...fresh(desk), ...given, caseId, party: desk.acting.party, sharedAt: null };
  await desk.records.insert('caseFinding', finding);
  await record(desk, 'finding drafted', finding);
  return done(finding);
}

/** Changes a finding; signatures on it break by that. */
export async function changeFinding(
  desk: Desk,
  id: string,
  version: number,
  given: { readonly [K in keyof NewFinding]?: NewFinding[K] | undefined },
): Promise<Outcome<CaseFinding>> {
  const found = await ownFinding(desk, id);
  if (!found.ok) return found;
  const { finding, held } = found.value;
  const basis = given.evidence ?? finding.evidence;
  const refusal = notNow(held, 'finding') ?? (await oddBasis(desk, held, basis, finding.sharedAt !== null));
  if (refusal !== null) return refusal;
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const changed = await change(desk, 'caseFinding', finding, version, changes);
  if (changed.ok) await record(desk, 'finding changed', changed.value);
  return changed;
}

/** Lets the other authorities see a finding: all that it rests on must be visible to all of them. */
export async function shareFinding(desk: Desk, id: string, version: number): Promise<Outcome<CaseFinding>> {
  const found = await ownFinding(desk, id);
  if (!found.ok) return found;
  const { finding, held } = found.value;
  if (finding.sharedAt !== null) return problemOf('conflict', 'It is shared already.');
  const refusal = notNow(held, 'finding') ?? (await oddBasis(desk, held, finding.evidence, true));
  if (refusal !== null) return refusal;
  const changed = await change(desk, 'caseFinding', finding, version, { sharedAt: desk.now });
  if (changed.ok) await record(desk, 'finding shared', changed.value);
  return changed;
}

async function ownFinding(
  desk: Desk,
  id: string,
): Promise<Outcome<{ readonly finding: CaseFinding; readonly held: Case }>> {
  const finding = await desk.records.get('caseFinding', id);
  const held = finding === null ? null : await holdCase(desk, finding.caseId, 'with others');
  if (finding === null || held === null) return notFound;
  if (finding.party !== desk.acting.party) {
    return problemOf('conflict', `"${finding.party}" owns this finding: only they change it.`);
  }
  return done({ finding, held });
}

async function oddBasis(
  desk: Desk,
  held: Case,
  basis: readonly string[],
  shared: boolean,
): Promise<Outcome<never> | null> {
  for (const id of basis) {
    const evidence = await desk.records.get('evidence', id);
    if (evidence === null || evidence.caseId !== held.id) {
      return problemOf('conflict', `There is no evidence "${id}" in this case that your party may see.`);
    }
    if (!shared) continue;
    const hidden =
      evidence.sharedAt === null || audienceOf(evidence, held.authorities).length < held.authorities.length;
    if (hidden)
      return problemOf('conflict', `Not all authorities see the evidence "${id}": share it with all of them first.`);
  }
  return null;
}
