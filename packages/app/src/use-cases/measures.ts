import { type Bounds, type Figure, ok, type Progress, refused, type Result, type Subject } from '@underpin/model';
import {
  concentration,
  type Dimension,
  dimensions,
  type Indicator,
  nthPartyOverlap,
  criticalityIndicators,
  ranking,
  type SinglePoint,
  singlePoints,
  timeToStandAgain,
  topOf,
  type Trend,
  trends,
} from '@underpin/reliance';
import { labelOf } from './labels.ts';
import { relianceOn } from './reliance-on.ts';
import type { Study } from './study.ts';
import { withdraw } from './withdraw.ts';

/** Providers, groups, makers and countries whose own withdrawal fells a critical function. */
export function singlePointsOf(study: Study, progress: Progress): SinglePoint[] {
  return singlePoints(ranking(study.reliance, progress));
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

/** HHI, effective number, CR1 and CR3 along every dimension, of services and of assets. */
export function concentrationsOf(study: Study): Figure[] {
  const things: readonly Dimension[] = ['maker', 'product line', 'product'];
  return dimensions.flatMap((dimension) => [
    ...concentration(study.reliance, { dimension, weight: 'count' }).figures,
    ...(things.includes(dimension) || (dimension !== 'group' && dimension !== 'country of control')
      ? []
      : concentration(study.reliance, { dimension, weight: 'count', of: 'asset' }).figures),
  ]);
}

/** Indicators of Delegated Regulation (EU) 2024/1502 for the groups that matter most. */
export function criticalityOf(
  study: Study,
  top: number,
  progress: Progress,
): { group: string; id: string; indicators: readonly (Indicator & { readonly figureId: string })[] }[] {
  const indicators = criticalityIndicators(study.reliance);
  const ranked = ranking(study.reliance, progress).group;
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
  const withdrawal = withdraw(study, subject);
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

/** The figures of a subject across reference dates. Refused when the subject cannot be read. */
export function trendOf(studies: readonly Study[], subject: Subject): Result<Trend[]> {
  const series: { date: string; figures: readonly Figure[] }[] = [];
  for (const study of studies) {
    const answer = relianceOn(study, subject);
    if (!answer.ok) return refused(answer.reason);
    series.push({
      date: study.loaded.sector.asOf,
      figures: [...answer.value.withdrawal.figures, ...answer.value.directShares],
    });
  }
  return ok(trends(series));
}
