import { ok, type Result, type Subject } from '@underpin/model';
import { type Change, compare } from '@underpin/reliance';
import type { Study } from './study.ts';
import { withdraw } from './withdraw.ts';

/** Two scenarios on the same sector, each withdrawn on its own, figure by figure: sector, categories, activities, institutions. */
export function compareWithdrawals(study: Study, one: Subject, other: Subject): Result<readonly Change[]> {
  const [first, second] = [withdraw(study, one), withdraw(study, other)];
  if (!first.ok) return first;
  if (!second.ok) return second;
  const all = ({ figures, byCategory, byLicensedActivity, byInstitution }: typeof first.value) => [
    ...figures,
    ...byCategory,
    ...byLicensedActivity,
    ...byInstitution,
  ];
  return ok(compare(all(first.value), all(second.value)));
}
