import type { Bounds, Progress } from '@underpin/model';
import { silent } from '@underpin/model';
import type { Reliance } from '../build-reliance.ts';
import type { NodeKind } from '../indices/node-space.ts';
import { narrowed } from '../indices/narrowed.ts';
import type { Propagation } from '../indices/propagation.ts';
import { requirementsOf } from '../indices/requirements-of.ts';
import type { NodeFalls } from './dominator-single-points.ts';
import { nodeFalls } from './dominator-single-points.ts';
import { criticalFunctions } from './rank-subjects.ts';

/** One thing whose own withdrawal fells a critical function. */
export interface SinglePointNode {
  /** Row among its kind. */
  readonly index: number;
  readonly functions: Bounds;
  /** True when it fells one in both bounds. */
  readonly certain: boolean;
}

/** Single points of one kind, by critical functions felled, and how each bound was found. */
export interface SinglePointNodes {
  readonly kind: NodeKind;
  readonly points: readonly SinglePointNode[];
  readonly method: { readonly atLeast: NodeFalls['method']; readonly atMost: NodeFalls['method'] };
}

/**
 * Single points of failure among things of a kind, such as assets, systems or arrangements; null when cancelled. A bound in
 * which everything between these things and critical functions stands on any one of what can fall with them (one needed
 * service type to a function, no subcontracting, no k-of-n) is read off one dominator tree; any other takes a walk for
 * each thing. RangeError for functions.
 *
 * Example: `singlePointNodes(reliance, 'asset')?.points[0]?.functions`.
 */
export function singlePointNodes(
  reliance: Reliance,
  kind: NodeKind,
  progress: Progress = silent,
): SinglePointNodes | null {
  if (kind === 'function') throw new RangeError('Cannot ask for single points among functions: they are what falls');
  const { space } = reliance.graph;
  const isTarget = new Uint8Array(space.count);
  isTarget.set(criticalFunctions(reliance), space.first.function);
  const count = space.counts[kind];
  const [from, to] = [space.first[kind], space.first[kind] + count];
  const fallsIn = (graph: Propagation) =>
    nodeFalls(requirementsOf(narrowed(graph, from, to, isTarget)), isTarget, { from, to, progress });
  const atMost = fallsIn(reliance.graph.atMost);
  const atLeast = fallsIn(reliance.graph.atLeast);
  if (atMost.done < count || atLeast.done < count) return null;
  const points: SinglePointNode[] = [];
  for (let index = 0; index < count; index += 1) {
    const [least, most] = [atLeast.targets[index] as number, atMost.targets[index] as number];
    if (most > 0) points.push({ index, functions: { atLeast: least, atMost: most }, certain: least > 0 });
  }
  points.sort(
    (a, b) =>
      Number(b.certain) - Number(a.certain) ||
      b.functions.atLeast - a.functions.atLeast ||
      b.functions.atMost - a.functions.atMost,
  );
  return { kind, points, method: { atLeast: atLeast.method, atMost: atMost.method } };
}
