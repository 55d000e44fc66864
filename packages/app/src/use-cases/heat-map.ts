import { type Bounds, criticality } from '@underpin/model';
import { nodeOf, topOf, whatIf } from '@underpin/reliance';
import { rankingOf } from './ranking-of.ts';
import type { Study } from './study.ts';

/** Critical functions of each institution that fall with each of the groups on top. */
export interface HeatMap {
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly institutions: readonly {
    readonly id: string;
    readonly name: string;
    readonly criticalFunctions: number;
    /** One per group. */
    readonly lost: readonly Bounds[];
  }[];
}

/** Withdraws each of the `top` groups on its own, and counts by institution. */
export function heatMap(study: Study, top: number): HeatMap {
  const { institutions, functions } = study.loaded.sector;
  const { group: ranked } = rankingOf(study);
  const groups = topOf(ranked, top, 'functionsAtMost');
  const { space } = study.reliance.graph;
  const critical = new Int32Array(institutions.count);
  functions.critical.forEach((answer, fn) => {
    const at = functions.institution[fn] ?? -1;
    if (answer === criticality.yes && at >= 0) critical[at] = (critical[at] as number) + 1;
  });
  const columns = groups.map((group) => {
    const answer = whatIf(study.reliance, Int32Array.of(space.first.group + group));
    const count = (fallen: Int32Array): Int32Array => {
      const lost = new Int32Array(institutions.count);
      for (const node of fallen) {
        if (node < space.first.function) continue;
        const fn = nodeOf(space, node).index;
        const at = functions.institution[fn] ?? -1;
        if (functions.critical[fn] === criticality.yes && at >= 0) lost[at] = (lost[at] as number) + 1;
      }
      return lost;
    };
    return { atLeast: count(answer.atLeast.fallen), atMost: count(answer.atMost.fallen) };
  });
  return {
    groups: groups.map((group) => ({ id: ranked.subjects.idOf(group), name: ranked.subjects.nameOf(group) })),
    institutions: Array.from({ length: institutions.count }, (_, at) => ({
      id: institutions.lei[at] ?? '',
      name: institutions.name[at] ?? '',
      criticalFunctions: critical[at] ?? 0,
      lost: columns.map(({ atLeast, atMost }) => ({ atLeast: atLeast[at] ?? 0, atMost: atMost[at] ?? 0 })),
    })).sort((a, b) => sum(b) - sum(a) || a.name.localeCompare(b.name)),
  };
}

function sum({ lost }: HeatMap['institutions'][number]): number {
  return lost.reduce((total, { atMost }) => total + atMost, 0);
}
