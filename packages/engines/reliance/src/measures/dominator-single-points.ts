import type { Progress } from '@underpin/model';
import { silent } from '@underpin/model';
import { dominatorTree } from '../indices/dominator-tree.ts';
import type { Requirements } from '../indices/requirements.ts';
import { requirementGraph } from '../indices/requirement-graph.ts';
import { Walker } from '../indices/walker.ts';

/** What falls with each node alone. */
export interface NodeFalls {
  /** How it was found: all nodes from one tree, or one withdrawal for each node. The numbers are the same. */
  readonly method: 'dominator tree' | 'withdrawals';
  /** Per node asked: targets that fall when it alone is withdrawn, itself included when it is one. */
  readonly targets: Int32Array;
  /** Number of nodes done; less than all when the work was cancelled. */
  readonly done: number;
}

export interface NodeFallsOptions {
  /** Nodes asked: `from` (default 0) up to, not including, `to` (default all). */
  readonly from?: number;
  readonly to?: number;
  readonly progress?: Progress;
}

/**
 * Withdraws every node on its own and counts the targets that fall (`isTarget[node]` is 1). Where every node
 * stands on any one of its children, all answers come from one dominator tree; members of a cycle, which hold each
 * other up, are walked. Any other graph takes a walk for each node, at the sum of what they touch.
 *
 * Example: `nodeFalls(requirements, isTarget).targets[hub]`.
 */
export function nodeFalls(requirements: Requirements, isTarget: Uint8Array, options: NodeFallsOptions = {}): NodeFalls {
  const { nodes } = requirements;
  if (isTarget.length !== nodes) throw new RangeError(`Cannot use ${isTarget.length} marks for ${nodes} nodes`);
  const { from = 0, to = nodes, progress = silent } = options;
  const tree = dominatorTree(requirements);
  const targets = new Int32Array(nodes + 1);
  if (tree !== null) {
    targets.set(isTarget);
    for (let at = nodes - 1; at >= 0; at -= 1) {
      const node = tree.order === null ? at : (tree.order[at] as number);
      const over = tree.above[node] as number;
      targets[over] = (targets[over] as number) + (targets[node] as number);
    }
  }
  const answer = (done: number): NodeFalls => ({
    method: tree === null ? 'withdrawals' : 'dominator tree',
    targets: targets.subarray(from, to),
    done,
  });
  if (tree !== null && tree.onCycle === null) return answer(to - from);
  const walker = new Walker(requirementGraph(requirements));
  for (let node = from; node < to; node += 1) {
    if (((node - from) & 4095) === 0) {
      progress.report('withdrawing every node', node - from, to - from);
      if (progress.cancelled) return answer(node - from);
    }
    if (tree !== null && tree.onCycle?.[node] !== 1) continue;
    const count = walker.withdraw([node]);
    let fell = 0;
    for (let at = 0; at < count; at += 1) fell += isTarget[walker.fallen[at] as number] as number;
    targets[node] = fell;
  }
  return answer(to - from);
}
