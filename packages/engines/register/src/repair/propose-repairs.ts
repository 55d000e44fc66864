import type { RegisterPackage } from '@underpin/model';
import { closedListValues } from './causes/closed-list-values.ts';
import { duplicateRows } from './causes/duplicate-rows.ts';
import { branchNotApplicable, countriesNotApplicable, emptyReferences } from './causes/not-applicable.ts';
import { packageName } from './causes/package-name.ts';
import { parentRows } from './causes/parent-rows.ts';
import { plainForms } from './causes/plain-forms.ts';
import { rankOneRecipients } from './causes/rank-one-recipients.ts';
import { emptySpecialValues } from './causes/special-values.ts';
import { strayFiles } from './causes/stray-files.ts';
import { unreferencedParameters } from './causes/unreferenced-parameters.ts';
import type { Proposal, Repair, RepairContext } from './proposal.ts';
import { withoutCollisions } from './without-collisions.ts';

const repairs: readonly Repair[] = [
  packageName,
  strayFiles,
  unreferencedParameters,
  closedListValues,
  plainForms,
  emptySpecialValues,
  rankOneRecipients,
  countriesNotApplicable,
  branchNotApplicable,
  emptyReferences,
  parentRows,
  duplicateRows,
];

/**
 * What could be mended in a package, for the common causes of rejection; nothing is changed. A proposal that can only be meant
 * so is `certain`; the others are guesses, such as the nearest value of a closed list, and a person decides. Ids ("503-1")
 * stay the same for the same package.
 *
 * @example
 * const proposals = proposeRepairs(pkg, { today: '2026-03-20', stamp: '20260320090000000' });
 * const mended = applyRepairs(pkg, proposals.filter(({ certain }) => certain));
 */
export function proposeRepairs(pkg: RegisterPackage, context: RepairContext): Proposal[] {
  const { profile } = pkg;
  if (profile === null) return [];
  const drafts = repairs
    .flatMap((repair) => repair.propose(pkg, profile, context))
    .flatMap((draft) => withoutCollisions(draft, pkg, profile) ?? []);
  const counts = new Map<string, number>();
  return drafts.map((draft) => {
    const count = (counts.get(draft.rule) ?? 0) + 1;
    counts.set(draft.rule, count);
    return { id: `${draft.rule}-${count}`, ...draft };
  });
}
