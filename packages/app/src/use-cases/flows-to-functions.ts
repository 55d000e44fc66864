import { criticality, textAt } from '@underpin/model';
import { nodeOf, topOf, whatIf } from '@underpin/reliance';
import { countryName } from './labels.ts';
import { rankingOf } from './ranking-of.ts';
import type { Study } from './study.ts';

/** How many critical functions of one name fall at most when a group goes on its own. */
export interface FunctionFlow {
  readonly country: string | null;
  readonly group: string;
  readonly groupId: string;
  readonly function: string;
  readonly criticalFunctions: number;
}

/** From country of control over group to what functions do, for the groups that fell most. */
export function flowsToFunctions(study: Study, top: number): FunctionFlow[] {
  const { functions } = study.loaded.sector;
  const { group: ranked } = rankingOf(study);
  const { space } = study.reliance.graph;
  return topOf(ranked, top, 'functionsAtMost').flatMap((group) => {
    const counts = new Map<string, number>();
    for (const node of whatIf(study.reliance, Int32Array.of(space.first.group + group)).atMost.fallen) {
      if (node < space.first.function) continue;
      const { index } = nodeOf(space, node);
      if (functions.critical[index] !== criticality.yes) continue;
      const name = textAt(functions.name, index) || (functions.id[index] ?? '');
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const holder = study.control.groups[group];
    const code = holder === undefined || holder.countryIndex < 0 ? null : study.control.countries[holder.countryIndex];
    return [...counts].map(([name, criticalFunctions]) => ({
      country: code === null || code === undefined ? null : countryName(code),
      group: holder?.name ?? '',
      groupId: holder?.id ?? '',
      function: name,
      criticalFunctions,
    }));
  });
}
