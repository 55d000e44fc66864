import { criticality, type Figure, ok, type Result, type Subject } from '@underpin/model';
import { concentration, directShares, subjectFields } from '@underpin/reliance';
import { seen } from './coverage.ts';
import type { Study } from './study.ts';
import { withdraw, type Withdrawal, withdrawalJson } from './withdraw.ts';

/** Reliance on a subject: direct shares, what falls without it, concentration, and what is not known. */
export interface RelianceAnswer {
  readonly withdrawal: Withdrawal;
  readonly directShares: readonly Figure[];
  readonly concentration: readonly Figure[];
  /** Critical functions of institutions whose hardware and software nobody listed: the bounds do not speak of them. */
  readonly blind: { readonly institutions: number; readonly criticalFunctions: number } | null;
}

const thingFields = subjectFields
  .filter(({ appliesTo }) => !(appliesTo as readonly string[]).includes('service use'))
  .map(({ name }) => name as string);

/** Everything that `underpin reliance` tells of a subject. */
export function relianceOn(study: Study, subject: Subject): Result<RelianceAnswer> {
  const withdrawal = withdraw(study, subject);
  if (!withdrawal.ok) return withdrawal;
  const { selection } = withdrawal.value;
  return ok({
    withdrawal: withdrawalJson(withdrawal.value),
    directShares: directShares(study.reliance, selection).filter((figure) => figure.value !== null),
    concentration: concentrationFigures(study, subject),
    blind: asksForThings(subject) ? blindSpot(study) : null,
  });
}

/** All figures of an answer, so that one can be found by its id. */
export function figuresOf(answer: RelianceAnswer): Figure[] {
  const { figures, byInstitution, byCategory, byLicensedActivity } = answer.withdrawal;
  return [
    ...figures,
    ...answer.directShares,
    ...answer.concentration,
    ...byInstitution,
    ...byCategory,
    ...byLicensedActivity,
  ];
}

/** True when the expression speaks of products or assets, which only an inventory tells. */
export function asksForThings(subject: Subject): boolean {
  return thingFields.some((field) => new RegExp(`\\b${field}\\b`).test(subject.expression));
}

/** Institutions without an inventory, and their critical functions. */
export function blindSpot({ loaded: { sector } }: Study): { institutions: number; criticalFunctions: number } {
  const inventoried = seen(sector.institutions.count, [sector.systems.institution, sector.assets.institution]);
  let criticalFunctions = 0;
  for (let fn = 0; fn < sector.functions.count; fn += 1) {
    if (sector.functions.critical[fn] !== criticality.yes) continue;
    if (inventoried[sector.functions.institution[fn] ?? -1] !== 1) criticalFunctions += 1;
  }
  return { institutions: inventoried.reduce((count, mark) => count + (mark === 1 ? 0 : 1), 0), criticalFunctions };
}

function concentrationFigures(study: Study, subject: Subject): Figure[] {
  const of = asksForThings(subject) ? 'asset' : 'service use';
  return (['group', 'country of control'] as const).flatMap((dimension) => [
    ...concentration(study.reliance, { dimension, weight: 'count', of }).figures,
  ]);
}
