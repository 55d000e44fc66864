import type { Bounds, Figure, Progress } from '@underpin/model';
import { type Ranked, type RankedKind, rankFigures, topOf } from '@underpin/reliance';
import { rankStudy } from '../workers/rank-study.ts';
import type { Study } from './study.ts';

/** What the withdrawal of one subject alone would cost. */
export interface RankLine {
  readonly kind: RankedKind;
  readonly id: string;
  readonly name: string;
  readonly criticalFunctionsLost: Bounds;
  readonly institutionsHit: Bounds;
  readonly totalAssetsHit: Bounds;
  readonly figures: readonly Figure[];
}

/** Every subject of the kinds, ranked; the first `top` of each kind are told. */
export async function rank(
  study: Study,
  kinds: readonly RankedKind[],
  top: number,
  progress: Progress,
): Promise<RankLine[]> {
  const ranked = await rankStudy(study, kinds, progress);
  return kinds.flatMap((kind) => linesOf(study, ranked[kind], kind, top));
}

function linesOf(study: Study, ranked: Ranked, kind: RankedKind, top: number): RankLine[] {
  const at = (list: Int32Array | Float64Array, subject: number): number => list[subject] ?? 0;
  return topOf(ranked, top).map((subject) => ({
    kind,
    id: ranked.subjects.idOf(subject),
    name: ranked.subjects.nameOf(subject),
    criticalFunctionsLost: {
      atLeast: at(ranked.functionsAtLeast, subject),
      atMost: at(ranked.functionsAtMost, subject),
    },
    institutionsHit: {
      atLeast: at(ranked.institutionsAtLeast, subject),
      atMost: at(ranked.institutionsAtMost, subject),
    },
    totalAssetsHit: { atLeast: at(ranked.assetsAtLeast, subject), atMost: at(ranked.assetsAtMost, subject) },
    figures: rankFigures(study.reliance, ranked, subject),
  }));
}
