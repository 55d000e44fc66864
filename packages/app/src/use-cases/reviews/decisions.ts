import type { Case, Decision, DirectionTerms, Measure } from '@underpin/contract';
import type { Subject } from '@underpin/model';
import type { AddresseeRecord, MeasureRecord } from '../../ports/review-tables.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { enter } from './cases.ts';
import { change, type Desk, fresh, holdCase, newId, record, tell } from './desk.ts';
import { notNow } from './review-policy.ts';
import { signAs } from './signatures.ts';

interface NewMeasure {
  readonly title: string;
  readonly subject: Subject;
  readonly terms: Measure['terms'];
  readonly addressees: readonly string[];
  readonly exceptions: readonly { readonly party: string; readonly reason: string; readonly until: string }[];
}

/** The decision of the working group on the report that was submitted, signed, with the measures that rest on it. */
export async function decideCase(
  desk: Desk,
  caseId: string,
  version: number,
  given: { readonly statement: string; readonly findings: readonly string[]; readonly measures: readonly NewMeasure[] },
): Promise<Outcome<Decision>> {
  const held = await holdCase(desk, caseId, 'alone');
  if (held === null) return notFound;
  const late = notNow(held, 'decision');
  if (late !== null) return late;
  const report = (await desk.records.list('report', { where: { caseId } })).items
    .toSorted((a, b) => a.submittedAt.localeCompare(b.submittedAt))
    .at(-1);
  if (report === undefined || held.workingGroup !== desk.acting.party) return notFound;
  const known = (report.content['findings'] as readonly { readonly id: string }[]).map(({ id }) => id);
  const odd = given.findings.find((id) => !known.includes(id));
  if (odd !== undefined) return problemOf('conflict', `The report has no finding "${odd}".`);
  const { party, person } = desk.acting;
  const said = {
    caseId,
    report: report.id,
    reportSha256: report.sha256,
    party,
    person,
    statement: given.statement,
    findings: [...given.findings],
    decidedAt: desk.now,
  };
  const { publicKey, signature } = await signAs(desk, canonicalJson({ act: 'decision', ...said }));
  const decision = { id: newId(), ...said, publicKey, signature };
  if (!(await desk.records.insert('decision', decision))) return problemOf('conflict', 'The case is decided already.');
  await record(desk, 'decision taken', decision);
  for (const measure of given.measures) {
    const created = await createMeasure(desk, held, decision.id, measure);
    if (created !== null) return created;
  }
  const moved = await enter(desk, held, version, 'decided');
  return moved.ok ? done(decision) : moved;
}

async function createMeasure(
  desk: Desk,
  held: Case,
  decision: string,
  given: NewMeasure,
): Promise<Outcome<never> | null> {
  const { title, subject, terms } = given;
  const own = { caseId: held.id, decision, party: desk.acting.party, kind: terms.kind, variations: [] };
  const measure = { ...fresh(desk), title, subject, terms, ...own };
  await desk.records.insert('measure', measure);
  const addressees = [...new Set(given.addressees)];
  const stray = given.exceptions.find((one) => !addressees.includes(one.party));
  if (stray !== undefined) return problemOf('conflict', `"${stray.party}" has an exception but is no addressee.`);
  for (const party of addressees) {
    const found = await desk.records.get('party', party);
    if (found?.kind !== 'institution' && found?.kind !== 'provider') {
      return problemOf('conflict', `"${party}" is not the id of an institution or provider.`);
    }
    const exception = given.exceptions.find((one) => one.party === party);
    await desk.records.insert('measureAddressee', {
      id: newId(),
      measure: measure.id,
      caseId: held.id,
      issuer: desk.acting.party,
      party,
      exception: exception === undefined ? null : { reason: exception.reason, until: exception.until },
    });
  }
  await tell(desk, 'measure.created', measure.id, addressees);
  await record(desk, `${terms.kind} created`, { ...measure, addressees, exceptions: given.exceptions });
  return null;
}

/** A measure as the acting party sees it: an addressee sees neither the case nor the other addressees. */
export async function shownMeasure(desk: Desk, measure: MeasureRecord): Promise<Measure> {
  const addressees = (await desk.records.list('measureAddressee', { where: { measure: measure.id } })).items;
  const inside = desk.acting.kind === 'authority' || desk.acting.kind === 'working group';
  return {
    ...measure,
    caseId: inside ? measure.caseId : null,
    addressees: addressees.map(({ party, exception }: AddresseeRecord) => ({ party, exception })),
  };
}

/** Varies the milestones of a direction from a date on. What was asked for before stays on the record. */
export async function varyMeasure(
  desk: Desk,
  id: string,
  version: number,
  variation: Measure['variations'][number],
): Promise<Outcome<Measure>> {
  const measure = await desk.records.get('measure', id);
  if (measure === null || measure.party !== desk.acting.party) return notFound;
  if (measure.terms.kind !== 'direction') return problemOf('conflict', 'Only a direction has milestones.');
  const meanwhile = problemOf('changed', `It has version ${measure.version} now. Read it again, then vary it.`);
  if (measure.version !== version) return meanwhile;
  const last = measure.variations.at(-1);
  if (last !== undefined && variation.from <= last.from) {
    return problemOf('conflict', `The last variation counts from ${last.from}: give a later date.`);
  }
  const changed = await change(desk, 'measure', measure, version, { variations: [...measure.variations, variation] });
  if (!changed.ok) return changed;
  await record(desk, 'direction varied', changed.value);
  return done(await shownMeasure(desk, changed.value));
}

/** The milestones of a direction in force on a date, in order: those of the last variation up to then, or the first ones. */
export function milestonesAsOf(
  terms: DirectionTerms,
  variations: Measure['variations'],
  asOf: string,
): DirectionTerms['milestones'] {
  const last = variations.filter((one) => one.from <= asOf).at(-1);
  return (last?.milestones ?? terms.milestones).toSorted((a, b) => a.on.localeCompare(b.on));
}
