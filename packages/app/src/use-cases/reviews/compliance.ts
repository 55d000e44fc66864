import type { Compliance, DirectionTerms } from '@underpin/contract';
import { type Bounds, type IsoDate, type Result, silent, type Subject } from '@underpin/model';
import type { Store } from '../../ports/store.ts';
import type { AddresseeRecord, MeasureRecord } from '../../ports/review-tables.ts';
import { loadSector } from '../load-sector.ts';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { figuresOf, relianceOn } from '../reliance-on.ts';
import { studyOf } from '../study.ts';
import { milestonesAsOf } from './decisions.ts';
import { figuresOfDirection, worstOf } from './direction-metric.ts';
import type { Desk } from './desk.ts';

/** What the compliance of a direction is computed from, as far as the acting party may see it. */
export interface ComplianceBasis {
  readonly measure: MeasureRecord;
  readonly addressees: readonly { readonly record: AddresseeRecord; readonly lei: string | null }[];
}

/** Reads a direction with the addressees that the acting party sees. */
export async function complianceBasis(desk: Desk, id: string): Promise<Outcome<ComplianceBasis>> {
  const measure = await desk.records.get('measure', id);
  if (measure === null) return notFound;
  if (measure.kind !== 'direction') return problemOf('conflict', 'Only a direction has milestones.');
  const records = (await desk.records.list('measureAddressee', { where: { measure: id } })).items;
  const addressees = [];
  for (const record of records) {
    addressees.push({ record, lei: (await desk.records.get('party', record.party))?.lei ?? null });
  }
  return done({ measure, addressees });
}

/** How the addressees stand against the milestones, computed from what each of them submitted. Unobserved is never kept. */
export async function complianceOf(
  store: Store,
  { measure, addressees }: ComplianceBasis,
  asOf: IsoDate,
): Promise<readonly Compliance[]> {
  const terms = measure.terms as DirectionTerms;
  const milestones = milestonesAsOf(terms, measure.variations, asOf);
  const answers: Compliance[] = [];
  for (const { record, lei } of addressees) {
    const until = record.exception?.until ?? null;
    const points: Compliance['points'] = [];
    for (const { on, atMost } of milestones) {
      if (on > asOf) {
        points.push({ on, atMost, value: null, submission: null, verdict: 'not yet due' });
        continue;
      }
      const found = lei === null ? null : await relianceOfOne(store, lei, measure.subject, terms, on);
      const value = found?.value ?? null;
      const verdict = verdictOf(value, atMost);
      const excepted = verdict !== 'kept' && until !== null && until >= on;
      const submission = found?.submission ?? null;
      points.push({ on, atMost, value, submission, verdict: excepted ? 'excepted' : verdict });
    }
    answers.push({ party: record.party, lei, exceptionUntil: until, points });
  }
  return answers;
}

function verdictOf(value: Bounds | null, atMost: number): 'kept' | 'missed' | 'cannot be told' {
  if (value === null) return 'cannot be told';
  if (value.atMost <= atMost) return 'kept';
  return value.atLeast > atMost ? 'missed' : 'cannot be told';
}

/** The metric of a direction for one institution, from its submissions that were current on a date. */
async function relianceOfOne(
  store: Store,
  entity: string,
  subject: Subject,
  terms: DirectionTerms,
  on: IsoDate,
): Promise<{ readonly value: Bounds | null; readonly submission: string } | null> {
  const submissions = (await store.submissions.current(on)).filter((one) => one.entity === entity);
  const last = submissions.toSorted((a, b) => a.referenceDate.localeCompare(b.referenceDate)).at(-1);
  if (last === undefined) return null;
  const loaded = await loadSector(onlyOf(store, entity), on, silent);
  if (!loaded.ok) return null;
  const answer = relianceOn(studyOf(loaded.value), subject);
  return { value: worst(answer, subject, terms), submission: last.id };
}

function worst(
  answer: Result<Parameters<typeof figuresOf>[0]>,
  subject: Subject,
  terms: DirectionTerms,
): Bounds | null {
  if (!answer.ok) return null;
  const ofSector = figuresOf(answer.value).filter(({ scope }) => scope.kind === 'sector');
  const chosen = figuresOfDirection(ofSector, subject, terms);
  const value = worstOf(chosen);
  if (value === null) return null;
  // Items that may or may not belong to the subject, and functions of which nothing is listed, could be all of it.
  const { withdrawal, blind } = answer.value;
  const open = Object.values(withdrawal.unobserved).some((count) => count > 0);
  const total = Math.max(...chosen.map((figure) => figure.total ?? 0));
  const unlisted = blind === null || blind.criticalFunctions === 0 ? 0 : blind.criticalFunctions / Math.max(1, total);
  return { atLeast: value.atLeast, atMost: open ? 1 : Math.min(1, value.atMost + unlisted) };
}

/** A store that holds the submissions of one institution only. */
function onlyOf(store: Store, entity: string): Store {
  const { submissions } = store;
  return {
    ...store,
    submissions: {
      add: (submission) => submissions.add(submission),
      prepare: (submission) => submissions.prepare(submission),
      keep: (prepared) => submissions.keep(prepared),
      get: (id) => submissions.get(id),
      list: (query) => submissions.list({ ...query, entity }),
      current: async (asOf) => (await submissions.current(asOf)).filter((one) => one.entity === entity),
      tables: (ids) => submissions.tables(ids),
      findings: (id) => submissions.findings(id),
      allFindings: (ids) => submissions.allFindings(ids),
      content: (id) => submissions.content(id),
    },
  };
}
