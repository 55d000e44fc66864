import type { Result } from '@underpin/model';
import type { CutSetOptions, CutSets } from './cut-sets.ts';
import type { RootedFormula } from './formula.ts';
import { solveFormula } from './solve-formula.ts';

/**
 * What stands on what, in plain columns. Node v has the requirement groups g with `groupNode[g] === v`; of the
 * children of group g (`children[childStart[g] .. childStart[g + 1])`) at least `threshold[g]` must stand.
 * Circles are allowed. Nothing falls by itself: what falls is the least solution for the withdrawn candidates.
 */
export interface RequirementGraph {
  readonly nodes: number;
  readonly groupNode: ArrayLike<number>;
  readonly threshold: ArrayLike<number>;
  /** One more entry than there are groups. */
  readonly childStart: ArrayLike<number>;
  readonly children: ArrayLike<number>;
}

/**
 * Minimal sets of candidates (such as provider groups or countries) whose withdrawal together fells `node`.
 *
 * `candidates[i]` is a node and `names[i]` what its sets call it; `probabilities`, when given, are those of each
 * candidate's withdrawal, taken as independent (NaN when unobserved). Sets up to size 3 unless `maxOrder` says otherwise;
 * `maxOrder: null` counts all exactly. Only the cone of `node` is looked at. Refuses when a part of it needs more than
 * `nodeLimit` decision nodes. A node without requirements that is no candidate always stands; a group that asks for
 * more children than it has can never be met, so its node has fallen already: one set of order 0.
 *
 * @example
 * const graph = { nodes: 3, groupNode: [0], threshold: [1], childStart: [0, 2], children: [1, 2] };
 * const found = cutSetsOf({ graph, node: 0, candidates: [1, 2], names: ['A', 'B'] });
 * // found.value.first(10) is [['A', 'B']]: either one alone is enough to stand on
 */
export function cutSetsOf(
  request: {
    readonly graph: RequirementGraph;
    readonly node: number;
    readonly candidates: ArrayLike<number>;
    readonly names: readonly string[];
    readonly probabilities?: Float64Array;
  },
  options: CutSetOptions = {},
): Result<CutSets> {
  const { graph, node, candidates, names } = request;
  if (candidates.length !== names.length)
    throw new RangeError(`Expected a name for each of ${candidates.length} candidates, not ${names.length}`);
  const formula = falling(graph, node, candidates);
  const events = { ids: names, probabilities: request.probabilities ?? null };
  return solveFormula(formula, events, { maxOrder: 3, ...options });
}

/** `falls` as monotone equations: withdrawn, or in some group so many children fallen that fewer than the threshold stand. */
function falling(graph: RequirementGraph, node: number, candidates: ArrayLike<number>): RootedFormula {
  const events = candidates.length;
  const candidateOf = new Map(Array.from(candidates, (candidate, index) => [candidate, index]));
  if (candidateOf.size !== events) throw new RangeError('Expected each candidate once');
  const groupsOf = groupsByNode(graph);
  const cone = new Map([[node, 0]]);
  for (const at of cone.keys()) {
    if (at < 0 || at >= graph.nodes) throw new RangeError(`Expected a node below ${graph.nodes}, not ${at}`);
    for (const group of groupsOf.get(at) ?? [])
      for (const child of childrenOf(graph, group)) if (!cone.has(child)) cone.set(child, cone.size);
  }
  const nodeGates: number[][] = [];
  const groupGates: number[][] = [];
  const groupNeed: number[] = [];
  for (const at of cone.keys()) {
    const causes: number[] = [];
    const candidate = candidateOf.get(at);
    if (candidate !== undefined) causes.push(candidate);
    for (const group of groupsOf.get(at) ?? []) {
      const children = childrenOf(graph, group);
      causes.push(events + cone.size + groupGates.length);
      groupNeed.push(children.length - graph.threshold[group]! + 1);
      groupGates.push(children.map((child) => events + cone.get(child)!));
    }
    nodeGates.push(causes);
  }
  const need = [...nodeGates.map(() => 1), ...groupNeed];
  return { formula: { events, need, children: [...nodeGates, ...groupGates] }, top: events };
}

function groupsByNode(graph: RequirementGraph): Map<number, number[]> {
  const groupsOf = new Map<number, number[]>();
  for (let group = 0; group < graph.groupNode.length; group++) {
    const list = groupsOf.get(graph.groupNode[group]!);
    if (list === undefined) groupsOf.set(graph.groupNode[group]!, [group]);
    else list.push(group);
  }
  return groupsOf;
}

function childrenOf({ childStart, children }: RequirementGraph, group: number): number[] {
  const list: number[] = [];
  for (let at = childStart[group]!; at < childStart[group + 1]!; at++) list.push(children[at]!);
  return list;
}
