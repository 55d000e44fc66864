import type { Figure } from '@underpin/model';
import type { Withdrawal } from './withdraw.ts';

const listOf = {
  institution: 'byInstitution',
  category: 'byCategory',
  'licensed activity': 'byLicensedActivity',
} as const satisfies Readonly<Record<string, keyof Withdrawal>>;

/** What every part of a kind loses, those that have something to lose: the largest share lost first, the unobserved last, one part's figures together. */
export function lossesByPart(withdrawal: Withdrawal, kind: keyof typeof listOf): Figure[] {
  const figures = withdrawal[listOf[kind]].filter(({ n, value }) => n > 0 || value === null);
  const rank = new Map<string, number>();
  for (const { scope, measure, value } of figures)
    if (measure === 'critical functions lost') rank.set(scope.id, value?.atMost ?? -1);
  return figures.toSorted((a, b) => (rank.get(b.scope.id) ?? -1) - (rank.get(a.scope.id) ?? -1));
}

/** Whether a figure says that a part loses critical functions, or that nobody can tell whether it does. */
export function losesCritical({ measure, value, total, unobserved }: Figure): boolean {
  if (measure !== 'critical functions lost') return false;
  return value === null ? (total ?? unobserved) > 0 : value.atMost > 0;
}
