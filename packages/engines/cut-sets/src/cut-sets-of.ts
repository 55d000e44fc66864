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

/** Candidates for withdrawal in a graph. */
export interface WithdrawalQuestion {
  readonly graph: RequirementGraph;
  /** Nodes that may be withdrawn, each once. */
  readonly candidates: ArrayLike<number>;
  /** What the sets call each candidate. */
  readonly names: readonly string[];
  /** Probability of each candidate's withdrawal, NaN when unobserved. */
  readonly probabilities?: Float64Array;
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
  request: WithdrawalQuestion & { readonly node: number },
  options: CutSetOptions = {},
): Result<CutSets> {
  return cutSetFinder(request)(request.node, options);
}

/**
 * The same for many nodes of one graph: the graph and the candidates are indexed once, and each question then costs what
 * its cone costs. Give the graph and the candidates to one finder and do not change them while it is used.
 *
 * @example
 * const cutSetsFor = cutSetFinder({ graph, candidates, names });
 * const perFunction = functions.map((node) => cutSetsFor(node));
 */
export function cutSetFinder(question: WithdrawalQuestion): (node: number, options?: CutSetOptions) => Result<CutSets> {
  const { graph, candidates, names, probabilities } = question;
  if (candidates.length !== names.length)
    throw new RangeError(`Expected a name for each of ${candidates.length} candidates, not ${names.length}`);
  const candidateAt = new Map(Array.from(candidates, (candidate, index) => [candidate, index]));
  if (candidateAt.size !== candidates.length) throw new RangeError('Expected each candidate once');
  const groupsOf = groupsByNode(graph);
  return (node, options = {}) => {
    if (!Number.isInteger(node) || node < 0 || node >= graph.nodes)
      throw new RangeError(`Expected a node below ${graph.nodes}, not ${node}`);
    const cone = coneOf(graph, groupsOf, node);
    const within = cone.map((at) => candidateAt.get(at) ?? -1).filter((candidate) => candidate >= 0);
    const present = within.toSorted((a, b) => a - b);
    const events = {
      ids: present.map((candidate) => names[candidate]!),
      probabilities: probabilities ? Float64Array.from(present, (candidate) => probabilities[candidate]!) : null,
    };
    const eventAt = new Map(present.map((candidate, event) => [candidates[candidate]!, event]));
    return solveFormula(falling(graph, groupsOf, cone, eventAt), events, { maxOrder: 3, ...options });
  };
}

/** `node` and all that it stands on, `node` first. */
function coneOf(graph: RequirementGraph, groupsOf: GroupsOf, node: number): number[] {
  const cone = new Set([node]);
  for (const at of cone)
    for (const group of groupsOf(at)) for (const child of childrenOf(graph, group)) cone.add(child);
  return [...cone];
}

/** `falls` as monotone equations: withdrawn, or in some group so many children fallen that fewer than the threshold stand. */
function falling(
  graph: RequirementGraph,
  groupsOf: GroupsOf,
  cone: readonly number[],
  eventAt: ReadonlyMap<number, number>,
): RootedFormula {
  const events = eventAt.size;
  const gateAt = new Map(cone.map((at, index) => [at, events + index]));
  const nodeGates: number[][] = [];
  const groupGates: number[][] = [];
  const groupNeed: number[] = [];
  for (const at of cone) {
    const causes: number[] = [];
    const event = eventAt.get(at);
    if (event !== undefined) causes.push(event);
    for (const group of groupsOf(at)) {
      const children = childrenOf(graph, group);
      causes.push(events + cone.length + groupGates.length);
      groupNeed.push(children.length - graph.threshold[group]! + 1);
      groupGates.push(children.map((child) => gateAt.get(child)!));
    }
    nodeGates.push(causes);
  }
  const need = [...nodeGates.map(() => 1), ...groupNeed];
  return { formula: { events, need, children: [...nodeGates, ...groupGates] }, top: events };
}

type GroupsOf = (node: number) => Int32Array;

function groupsByNode({ nodes, groupNode }: RequirementGraph): GroupsOf {
  const start = new Int32Array(nodes + 2);
  for (let group = 0; group < groupNode.length; group++) {
    const node = groupNode[group]!;
    if (!(node >= 0 && node < nodes))
      throw new RangeError(`Expected a node below ${nodes} for group ${group}, not ${node}`);
    start[node + 2]!++;
  }
  for (let node = 2; node < start.length; node++) start[node]! += start[node - 1]!;
  const groups = new Int32Array(groupNode.length);
  for (let group = 0; group < groupNode.length; group++) groups[start[groupNode[group]! + 1]!++] = group;
  return (node) => groups.subarray(start[node], start[node + 1]);
}

function childrenOf({ childStart, children }: RequirementGraph, group: number): number[] {
  const list: number[] = [];
  for (let at = childStart[group]!; at < childStart[group + 1]!; at++) list.push(children[at]!);
  return list;
}
