import type { PlanConflict } from '@underpin/model';
import type { OptionsConflict } from '@underpin/programme';

/** Limits on the portfolio in conflict, as a plan tells them; those that alone give enough come as relaxations, least first. */
export function portfolioConflict(conflict: OptionsConflict | null): PlanConflict | null {
  if (conflict === null) return null;
  const constraints = conflict.constraints.map(({ id, words }) => ({ kind: 'portfolio' as const, id, words }));
  return {
    constraints,
    // The deletion filter solves each time to proof.
    proved: true,
    minimal: true,
    relaxations: conflict.relaxations.flatMap(({ id, by, words }) => {
      const constraint = constraints.find((one) => one.id === id);
      return by === null || constraint === undefined ? [] : [{ constraint, amount: by, words, proved: true }];
    }),
  };
}
