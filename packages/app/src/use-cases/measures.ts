import {
  type Bounds,
  type Figure,
  ok,
  type Progress,
  refused,
  type Result,
  type Subject,
  type Weight,
} from '@underpin/model';
import {
  concentration,
  type Dimension,
  dimensions,
  directShares,
  type Indicator,
  nthPartyOverlap,
  criticalityIndicators,
  type PartKind,
  type SectorPart,
  sectorParts,
  type SinglePoint,
  singlePoints,
  timeToStandAgain,
  topOf,
  type Trend,
  trends,
} from '@underpin/reliance';
import { labelOf } from './labels.ts';
import { rankingOf } from './ranking-of.ts';
import { recentWithdrawal } from './recent-withdrawal.ts';
import { type RelianceAnswer, relianceOn } from './reliance-on.ts';
import { select, type Study } from './study.ts';

/** Providers, groups, makers and countries whose own withdrawal fells a critical function. */
export function singlePointsOf(study: Study, progress: Progress): SinglePoint[] {
  return singlePoints(rankingOf(study, progress));
}

/** How ids of these begin; "why" finds their rows by them. */
export const criticalityId = 'criticality';
export const overlapId = 'nth-party-overlap';

/** Providers at rank 2 or deeper that several direct providers stand on, in words. */
export function overlapsOf(study: Study, minimum: number) {
  const { providers, institutions } = study.loaded.sector;
  return nthPartyOverlap(study.reliance, minimum).map((one) => ({
    figureId: `${overlapId}/${one.code}`,
    code: one.code,
    name: one.name,
    directProviders: one.directProviders.map((at) => providers.name[at] ?? ''),
    institutions: one.institutions.map((at) => institutions.name[at] ?? ''),
    basis: one.basis,
  }));
}

const weights = {
  asset: ['count', 'cost', 'capacity', 'total assets'],
  'service use': ['count', 'cost', 'critical functions', 'total assets'],
} as const satisfies Readonly<Record<string, readonly Weight[]>>;
const ofThings: readonly Dimension[] = ['maker', 'product line', 'product'];
const ofBoth: readonly Dimension[] = ['group', 'country of control'];

/**
 * HHI, effective number, CR1 and CR3 along every dimension, of services and of assets: of the sector or one of its parts,
 * by a weight. Dimensions whose items the weight does not fit are left out; capacity is told for each unit.
 */
export function concentrationsOf(study: Study, weight: Weight = 'count', part?: SectorPart): Figure[] {
  const units = weight === 'capacity' ? study.loaded.sector.assets.capacityUnit.values : [undefined];
  return dimensions.flatMap((dimension) => {
    const items = ofThings.includes(dimension) ? ['asset' as const] : ['service use' as const];
    const all = ofBoth.includes(dimension) ? (['service use', 'asset'] as const) : items;
    return all
      .filter((of) => (weights[of] as readonly Weight[]).includes(weight))
      .flatMap((of) =>
        units.flatMap((unit) => {
          const question = { dimension, weight, of, ...(part === undefined ? {} : { part }) };
          return concentration(study.reliance, unit === undefined ? question : { ...question, unit }).figures;
        }),
      );
  });
}

/** The parts of a kind, with the words of the register's lists as names. */
export function partsOf(study: Study, kind: PartKind): SectorPart[] {
  return sectorParts(study.reliance, kind).map(({ scope, members }) => ({
    scope: { ...scope, name: labelOf(scope.name) },
    members,
  }));
}

/** Direct shares of a subject in every part of a kind that has something to share. Refused when the subject cannot be read. */
export function sharesByPart(study: Study, subject: Subject, kind: PartKind): Result<Figure[]> {
  const selection = select(study, subject);
  if (!selection.ok) return selection;
  const figures = directShares(study.reliance, selection.value, partsOf(study, kind));
  return ok(figures.filter(({ value, unobserved }) => value !== null || unobserved > 0));
}

/** Indicators of Delegated Regulation (EU) 2024/1502 for the groups that matter most. */
export function criticalityOf(
  study: Study,
  top: number,
  progress: Progress,
): { group: string; id: string; indicators: readonly (Indicator & { readonly figureId: string })[] }[] {
  const indicators = criticalityIndicators(study.reliance);
  const ranked = rankingOf(study, progress).group;
  return topOf(ranked, top, 'functionsAtMost').map((group) => {
    const { name, id } = study.control.groups[group] ?? { name: '', id: '' };
    return {
      group: name,
      id,
      indicators: indicators.of(group).map((one) => ({
        ...one,
        category: one.category === null ? null : labelOf(one.category),
        figureId: [criticalityId, one.code, id, ...(one.category === null ? [] : [one.category])].join('/'),
      })),
    };
  });
}

export interface StandAgainLine {
  readonly institution: string;
  readonly function: string;
  readonly name: string;
  readonly exitDays: Bounds | null;
  readonly downDays: Bounds | null;
  readonly rtoHours: number | null;
  readonly verdict: 'in time' | 'late' | 'cannot tell';
}

/** How long each critical function lost with a subject stays down: exit time against notice and recovery time objective. */
export function standAgainOf(
  study: Study,
  subject: Subject,
  notice: number | 'contract',
): Result<{ lines: StandAgainLine[]; figure: Figure }> {
  const withdrawal = recentWithdrawal(study, subject);
  if (!withdrawal.ok) return withdrawal;
  const { functions, institutions } = study.loaded.sector;
  const answer = timeToStandAgain(study.reliance, withdrawal.value.answer, { notice });
  return ok({
    figure: answer.figure,
    lines: answer.functions.map((one) => ({
      institution: institutions.name[functions.institution[one.function] ?? -1] ?? '',
      function: functions.id[one.function] ?? '',
      name: functions.name.values[functions.name.codes[one.function] ?? -1] ?? '',
      exitDays: one.exitDays,
      downDays: one.downDays,
      rtoHours: one.rtoHours,
      verdict: one.verdict,
    })),
  });
}

/** The figures of a subject across reference dates, of answers that are known already where `answerOf` has them. Refused when the subject cannot be read. */
export function trendOf(
  studies: readonly Study[],
  subject: Subject,
  answerOf: (study: Study) => Result<RelianceAnswer> = (study) => relianceOn(study, subject),
): Result<Trend[]> {
  const series: { date: string; figures: readonly Figure[] }[] = [];
  for (const study of studies) {
    const answer = answerOf(study);
    if (!answer.ok) return refused(answer.reason);
    series.push({
      date: study.loaded.sector.asOf,
      figures: [...answer.value.withdrawal.figures, ...answer.value.directShares],
    });
  }
  return ok(trends(series));
}
