import { membersOf } from './possible-control.ts';
import type { ControlBlocks } from './control-blocks.ts';
import type { ControlWalk } from './control-walk.ts';

const walkLimit = 1_000_000;

/**
 * Control in a circle has no head of its own: of the members that control all the others, the one whose id comes first is
 * named, so that the answer does not hang on the order of the input. Past a limit of work the first one met stays.
 */
export function nameCircles(blocks: ControlBlocks, walk: ControlWalk, ids: readonly string[]): void {
  if (!blocks.circular.includes(1)) return;
  const members = membersOf(blocks);
  for (let head = 0; head < blocks.circular.length; head += 1) {
    if (blocks.circular[head] !== 1 || blocks.head[head] !== head) continue;
    const block = members.row.slice(members.start[head], members.start[head + 1]);
    const candidates = [...block].filter(
      (entity) => (walk.held.start[entity + 1] as number) > (walk.held.start[entity] as number),
    );
    candidates.sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1));
    const limit = walk.walked + walkLimit;
    for (const candidate of candidates) {
      if (candidate === head || walk.walked > limit) break;
      walk.from(candidate, 'min');
      if (!walk.reached(head)) continue;
      for (const entity of block) blocks.head[entity] = candidate;
      blocks.circular[head] = 0;
      blocks.circular[candidate] = 1;
      break;
    }
  }
}
