import { groupBy } from '../graph/group-by.ts';
import { means } from './voting-tallies.ts';
import type { ControlPolicy } from '../policy.ts';
import type { ControlBlocks } from './control-blocks.ts';
import type { ControlWalk } from './control-walk.ts';
import type { Tallies } from './voting-tallies.ts';

/** Who may control what the intervals leave open. */
export interface PossibleControl {
  /** For each head that somebody may control: one who may; -1 otherwise. */
  readonly by: Int32Array;
  /** Heads that were not decided within the policy's work limit. */
  readonly undecided: readonly number[];
}

/**
 * Possible control of heads, with shares at their maxima. One block alone: seen from its own tally. Several blocks
 * together: only when one entity may control them all, and such an entity already appears as the sole possible majority
 * of some block; so walks start from those entities alone.
 */
export function possibleControl(
  tallies: Tallies,
  blocks: ControlBlocks,
  walk: ControlWalk,
  policy: ControlPolicy,
): PossibleControl {
  const { entityCount, count, target, start, owner, min, max, spare } = tallies;
  const enough = policy.majority + policy.tolerance;
  const by = new Int32Array(entityCount).fill(-1);
  const sums = new Float64Array(entityCount);
  const least = new Float64Array(entityCount);
  const coalitions: number[] = [];
  const masters = new Set<number>();
  // Who has less than half left of one tally cannot win it: only a second tally can open a decided entity again.
  const onlyVotes = !tallies.means.some((kind) => kind !== means.votes);
  for (let tally = 0; tally < count; tally += 1) {
    const y = target[tally] as number;
    const own = blocks.head[y] as number;
    if (onlyVotes && own !== y) continue;
    let foreign = 0;
    let best = -1;
    for (let at = start[tally] as number; at < (start[tally + 1] as number); at += 1) {
      const block = blocks.head[owner[at] as number] as number;
      if (block === own) continue;
      foreign += max[at] as number;
      sums[block] = (sums[block] as number) + (max[at] as number);
      least[block] = (least[block] as number) + (min[at] as number);
      if ((sums[block] as number) > enough && (least[block] as number) + (spare[tally] as number) > enough) {
        masters.add(block);
        if (best === -1 || (sums[block] as number) > (sums[best] as number)) best = block;
      }
    }
    for (let at = start[tally] as number; at < (start[tally + 1] as number); at += 1) {
      const block = blocks.head[owner[at] as number] as number;
      sums[block] = 0;
      least[block] = 0;
    }
    if (own !== y) continue;
    if (best !== -1) by[y] = by[y] === -1 ? best : (by[y] as number);
    else if (foreign > enough) coalitions.push(y);
  }
  const open = [...new Set(coalitions)].filter((y) => by[y] === -1);
  if (open.length === 0 || masters.size === 0) return { by, undecided: [] };
  const undecided = new Set(open);
  const limit = walk.walked + policy.coalitionWork;
  for (const master of [...masters].sort((a, b) => a - b)) {
    if (undecided.size === 0) return { by, undecided: [] };
    if (walk.walked > limit) return { by, undecided: [...undecided] };
    for (const entity of walk.from(master, 'max')) {
      if (entity === master || !undecided.delete(entity)) continue;
      by[entity] = master;
    }
  }
  return { by, undecided: [] };
}

/** The entities of each block, grouped by its head. */
export function membersOf(blocks: ControlBlocks): ReturnType<typeof groupBy> {
  return groupBy(blocks.head, blocks.head.length);
}
