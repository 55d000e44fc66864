import type { Compliance, DirectionTerms } from '@underpin/contract';
import type { IsoDate } from '@underpin/model';
import type { Store } from '../../ports/store.ts';
import type { AddresseeRecord, MeasureRecord } from '../../ports/review-tables.ts';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { reportedPoints } from '../programme/reported-points.ts';
import { type ReportedWork, reportedWorkFor } from '../programme/reported-work.ts';
import { milestonesAsOf } from './decisions.ts';
import { metricOf, ownRegisters, verdictAgainst } from './direction-metric.ts';
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

export interface ComplianceObserved extends ComplianceBasis {
  readonly works: readonly ReportedWork[];
}

/** The same, with what is reported to programmes that serve the direction. */
export async function complianceObserved(desk: Desk, id: string): Promise<Outcome<ComplianceObserved>> {
  const basis = await complianceBasis(desk, id);
  return basis.ok ? done({ ...basis.value, works: await reportedWorkFor(desk, id) }) : basis;
}

/**
 * How the addressees stand against the milestones, computed from what each of them filed; beside it, what they report to programmes.
 * Unobserved is never kept.
 */
export async function complianceOf(
  store: Store,
  { measure, addressees, works }: ComplianceObserved,
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
      const filed = lei === null ? null : await ownRegisters(store, lei, on);
      const value = filed === null ? null : metricOf(filed.loaded, measure.subject, terms);
      const verdict = verdictAgainst(value, atMost);
      const excepted = verdict !== 'kept' && until !== null && until >= on;
      points.push({
        on,
        atMost,
        value,
        submission: filed?.submission ?? null,
        verdict: excepted ? 'excepted' : verdict,
      });
    }
    const reported: Compliance['reported'] = [];
    for (const work of works) {
      const own = await reportedPoints(store, work, {
        lei,
        subject: measure.subject,
        terms,
        milestones,
        exceptionUntil: until,
        asOf,
      });
      if (own.length > 0) reported.push({ programme: work.programme, title: work.title, points: own });
    }
    answers.push({ party: record.party, lei, exceptionUntil: until, points, reported });
  }
  return answers;
}
