import { type Figure, ok, type Result, type Subject } from '@underpin/model';
import { concentration, directShares } from '@underpin/reliance';
import { asksForThings, type BlindSpot, blindSpot } from './blind-spot.ts';
import type { Study } from './study.ts';
import { withdraw, type Withdrawal, withdrawalJson } from './withdraw.ts';

/** Reliance on a subject: direct shares, what falls without it, concentration, and what is not known. */
export interface RelianceAnswer {
  readonly withdrawal: Withdrawal;
  readonly directShares: readonly Figure[];
  readonly concentration: readonly Figure[];
  /** Critical functions of institutions whose hardware and software nobody listed: the bounds do not speak of them. */
  readonly blind: BlindSpot | null;
}

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

function concentrationFigures(study: Study, subject: Subject): Figure[] {
  const of = asksForThings(subject) ? 'asset' : 'service use';
  return (['group', 'country of control'] as const).flatMap((dimension) => [
    ...concentration(study.reliance, { dimension, weight: 'count', of }).figures,
  ]);
}
