import { cutSetFinder, type SetsReaching, setsReaching } from '@underpin/cut-sets';
import { ok, refused, type Result } from '@underpin/model';
import { whatIf } from '@underpin/reliance';
import { type CutSetKind, type CutSetsTold, cutSetsTold } from './cut-sets-of-tree.ts';
import { requirementGraph } from './requirement-graph.ts';
import type { Study } from './study.ts';

export interface FunctionCutSets {
  /** LEI of the institution. */
  readonly institution: string;
  readonly function: string;
  readonly of: CutSetKind;
  readonly bound: 'atLeast' | 'atMost';
  readonly maxOrder: number | null;
  readonly first: number;
}

/** Smallest sets of groups (countries, ...) whose withdrawal fells one function. Refused when there is no such function. */
export function cutSetsOfFunction(study: Study, question: FunctionCutSets): Result<CutSetsTold> {
  const { sector } = study.loaded;
  const institution = sector.institutions.lei.indexOf(question.institution);
  if (institution < 0) return refused(`There is no institution "${question.institution}" in the sector: give its LEI`);
  const fn = sector.functions.id.findIndex(
    (id, at) => id === question.function && sector.functions.institution[at] === institution,
  );
  if (fn < 0) return refused(`"${sector.institutions.name[institution]}" has no function "${question.function}"`);
  const { space } = study.reliance.graph;
  const { candidates, names } = candidatesOf(study, question.of);
  const find = cutSetFinder({ graph: requirementGraph(study.reliance, question.bound), candidates, names });
  const found = find(space.first.function + fn, { maxOrder: question.maxOrder });
  return found.ok ? ok(cutSetsTold(found.value, question.first)) : found;
}

/** Smallest sets that hit institutions with at least a share of the sector (by number). */
export function setsThatHit(
  study: Study,
  question: {
    readonly of: CutSetKind;
    readonly bound: 'atLeast' | 'atMost';
    readonly share: number;
    readonly maxOrder: number;
  },
): SetsReaching & { readonly names: readonly (readonly string[])[] } {
  const { candidates, names } = candidatesOf(study, question.of);
  const hit = (set: readonly number[]): number => {
    const nodes = Int32Array.from(set, (at) => candidates[at] ?? -1);
    const figure = whatIf(study.reliance, nodes)
      .figures('sector')
      .find(({ id }) => id === 'institutions-hit/sector');
    return figure?.value?.[question.bound] ?? 0;
  };
  const found = setsReaching({
    candidates: candidates.length,
    impact: hit,
    threshold: question.share,
    maxOrder: question.maxOrder,
    workLimit: 200_000,
  });
  return { ...found, names: found.sets.map((set) => set.map((at) => names[at] ?? '')) };
}

function candidatesOf(study: Study, kind: CutSetKind): { readonly candidates: number[]; readonly names: string[] } {
  const { space } = study.reliance.graph;
  const { sector } = study.loaded;
  const nameOf = (at: number): string => {
    if (kind === 'country') return study.control.countries[at] ?? '';
    if (kind === 'group') return study.control.groups[at]?.name ?? '';
    if (kind === 'provider') return sector.providers.name[at] ?? '';
    const { products } = sector;
    return `${products.makerName.values[products.makerName.codes[at] ?? -1] ?? ''} ${products.model.values[products.model.codes[at] ?? -1] ?? ''}`.trim();
  };
  const rows = Array.from({ length: space.counts[kind] }, (_, at) => at);
  return { candidates: rows.map((at) => space.first[kind] + at), names: rows.map(nameOf) };
}
