import type { Ranked, Ranking } from './ranking.ts';
import type { RankedKind } from './rank-subjects.ts';
import { rankedKinds } from './rank-subjects.ts';

/** A subject whose own withdrawal fells a critical function. */
export interface SinglePoint {
  readonly kind: RankedKind;
  readonly id: string;
  readonly name: string;
  readonly functions: { readonly atLeast: number; readonly atMost: number };
  readonly institutions: { readonly atLeast: number; readonly atMost: number };
  /** True when it fells one in both bounds; false when only the widest reading of the data makes it a single point. */
  readonly certain: boolean;
}

/** Single points of failure, those certain first, then by critical functions felled. Example: `singlePoints(ranking(reliance))`. */
export function singlePoints(ranking: Ranking, kinds: readonly RankedKind[] = rankedKinds): SinglePoint[] {
  return kinds
    .flatMap((kind) => pointsOf(ranking[kind]))
    .sort(
      (a, b) =>
        Number(b.certain) - Number(a.certain) ||
        b.functions.atLeast - a.functions.atLeast ||
        b.functions.atMost - a.functions.atMost,
    );
}

function pointsOf(ranked: Ranked): SinglePoint[] {
  const points: SinglePoint[] = [];
  const { subjects } = ranked;
  for (let at = 0; at < subjects.count; at += 1) {
    if ((ranked.functionsAtMost[at] as number) === 0) continue;
    const atLeast = ranked.functionsAtLeast[at] as number;
    points.push({
      kind: subjects.kind,
      id: subjects.idOf(at),
      name: subjects.nameOf(at),
      functions: { atLeast, atMost: ranked.functionsAtMost[at] as number },
      institutions: {
        atLeast: ranked.institutionsAtLeast[at] as number,
        atMost: ranked.institutionsAtMost[at] as number,
      },
      certain: atLeast > 0,
    });
  }
  return points;
}
