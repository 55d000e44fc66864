import { type Figure, ok, type Result, type Subject } from '@underpin/model';
import { concentration, directShares } from '@underpin/reliance';
import { asksForThings, type BlindSpot, blindSpot } from './blind-spot.ts';
import { madeOnce } from './made-once.ts';
import { recentWithdrawal } from './recent-withdrawal.ts';
import type { Study } from './study.ts';
import { type Withdrawal, withdrawalJson } from './withdraw.ts';

/** Reliance on a subject: direct shares, what falls without it, concentration, and what is not known. */
export interface RelianceAnswer {
  readonly withdrawal: Withdrawal;
  readonly directShares: readonly Figure[];
  readonly concentration: readonly Figure[];
  /** Critical functions of institutions whose hardware and software nobody listed: the bounds do not speak of them. */
  readonly blind: BlindSpot | null;
}

/** Everything that `underpin reliance` tells of a subject; its parts are computed when they are first read. */
export function relianceOn(study: Study, subject: Subject): Result<RelianceAnswer> {
  const withdrawal = recentWithdrawal(study, subject);
  if (!withdrawal.ok) return withdrawal;
  const { selection } = withdrawal.value;
  const shares = madeOnce(() => directShares(study.reliance, selection).filter((figure) => figure.value !== null));
  return ok({
    withdrawal: withdrawalJson(withdrawal.value),
    get directShares() {
      return shares();
    },
    get concentration() {
      return concentrationFigures(study, asksForThings(subject) ? 'asset' : 'service use');
    },
    blind: asksForThings(subject) ? blindSpot(study) : null,
  });
}

/** The figure of an id; only what can hold it is computed. */
export function figureOfAnswer(answer: RelianceAnswer, id: string): Figure | undefined {
  const { withdrawal } = answer;
  const lists: Readonly<Record<string, () => readonly Figure[]>> = {
    institution: () => withdrawal.byInstitution,
    category: () => withdrawal.byCategory,
    'licensed-activity': () => withdrawal.byLicensedActivity,
    sector: () => [...withdrawal.figures, ...answer.directShares, ...answer.concentration],
  };
  const [, place = ''] = id.split('/');
  return (lists[place] ?? (() => figuresOf(answer)))().find((figure) => figure.id === id);
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

type Things = 'asset' | 'service use';
const concentrations = new WeakMap<Study, Map<Things, Figure[]>>();

/** The same for every subject that asks for the same things: computed once a study. */
function concentrationFigures(study: Study, of: Things): Figure[] {
  let kept = concentrations.get(study);
  if (kept === undefined) concentrations.set(study, (kept = new Map()));
  let figures = kept.get(of);
  if (figures === undefined) {
    figures = (['group', 'country of control'] as const).flatMap((dimension) => [
      ...concentration(study.reliance, { dimension, weight: 'count', of }).figures,
    ]);
    kept.set(of, figures);
  }
  return figures;
}
