import type { FaultTree, Result } from '@underpin/model';
import { compileTree } from './1-compile-tree.ts';
import type { CutSetOptions, CutSets } from './cut-sets.ts';
import { solveFormula } from './solve-formula.ts';

/**
 * Minimal cut sets of a coherent fault tree: exact counts by order, exact probability of the top for independent
 * events, and the sets themselves on request.
 *
 * Refuses with the reason: a gate other than AND, OR and "at least k of n" under the top, a child that is not defined,
 * a gate that is its own ancestor, or a tree that needs more than `nodeLimit` decision nodes (then ask for `maxOrder`).
 * Method: Rauzy, "New algorithms for fault trees analysis", 1993; modules by Dutuit and Rauzy, 1996.
 *
 * @example
 * const found = minimalCutSets(tree, { maxOrder: 3 });
 * if (found.ok) for (const set of found.value.first(10)) show(set);
 */
export function minimalCutSets(tree: FaultTree, options: CutSetOptions = {}): Result<CutSets> {
  const compiled = compileTree(tree);
  if (!compiled.ok) return compiled;
  const probabilities = Float64Array.from(tree.events, (event) => event.probability ?? NaN);
  return solveFormula(compiled.value, { ids: tree.events.map((event) => event.id), probabilities }, options);
}
