import type { DirectionTerms } from '@underpin/contract';
import { done, type Outcome } from '../outcome.ts';
import type { StatedDirection } from '../stated-directions.ts';
import { complianceBasis } from './compliance.ts';
import type { Desk } from './desk.ts';

/** The directions that the acting party may see, with the addressees that it may see. */
export async function directionsSeen(desk: Desk): Promise<Outcome<readonly StatedDirection[]>> {
  const seen: StatedDirection[] = [];
  const { items } = await desk.records.list('measure', { where: { kind: 'direction' } });
  for (const { id, title, subject, terms, variations } of items) {
    const basis = await complianceBasis(desk, id);
    if (!basis.ok) return basis;
    const addressees = basis.value.addressees.map(({ record, lei }) => ({
      party: lei ?? record.party,
      exceptionUntil: record.exception?.until ?? null,
    }));
    seen.push({ id, title, subject, terms: terms as DirectionTerms, variations, addressees });
  }
  return done(seen);
}
