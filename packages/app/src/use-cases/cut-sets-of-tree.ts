import { type CutSets, minimalCutSets } from '@underpin/cut-sets';
import { readOpenPsa } from '@underpin/formats/open-psa';
import type { Finding, Result } from '@underpin/model';
import { ok, refused } from '@underpin/model/result';

/** What can be withdrawn: groups (default), countries, providers or products. */
export const cutSetKinds = ['group', 'country', 'provider', 'product'] as const;
export type CutSetKind = (typeof cutSetKinds)[number];

/** Counts are decimal strings: they outgrow floating point. */
export interface CutSetsTold {
  readonly minimal_cut_sets: string;
  /** Number of sets by their size, from size 0. */
  readonly by_order: readonly string[];
  readonly max_order: number | null;
  readonly probability: number | null;
  readonly first: readonly (readonly string[])[];
}

/** Minimal cut sets of a fault tree in Open-PSA XML. Refused when the tree cannot be read or is not coherent. */
export function cutSetsOfTree(
  text: string,
  file: string,
  options: { readonly maxOrder: number | null; readonly first: number },
): Result<CutSetsTold & { readonly findings: readonly Finding[] }> {
  const { tree, findings } = readOpenPsa(text, { file });
  if (tree === null)
    return refused(
      findings.map(({ message }) => message).join('\n') || `Cannot read "${file}" as an Open-PSA fault tree`,
    );
  const found = minimalCutSets(tree, { maxOrder: options.maxOrder });
  return found.ok ? ok({ ...cutSetsTold(found.value, options.first), findings }) : found;
}

/** Cut sets in words. */
export function cutSetsTold(found: CutSets, first: number): CutSetsTold {
  return {
    minimal_cut_sets: String(found.total),
    by_order: found.byOrder.map(String),
    max_order: found.maxOrder,
    probability: found.probability,
    first: found.first(first),
  };
}
