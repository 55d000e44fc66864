import { entityKind } from '@underpin/model';
import { membersOf } from './possible-control.ts';
import type { ControlPolicy } from '../policy.ts';
import type { ControlBlocks } from './control-blocks.ts';
import type { ControlWalk } from './control-walk.ts';
import type { Tallies } from './voting-tallies.ts';

/**
 * Heads that somebody unseen may control: votes that no statement accounts for, together with the votes of holders whose
 * own control is open, could exceed the majority. Least fixpoint: an unseen controller must enter by some unstated share.
 * `open[e]` starts as 1 for heads that are possibly controlled, and ends as 1 for those and the unknown ones.
 */
export function unknownControl(
  tallies: Tallies,
  blocks: ControlBlocks,
  walk: ControlWalk,
  kind: Uint8Array,
  possible: Int32Array,
  policy: ControlPolicy,
): Uint8Array {
  const { entityCount, start, owner, min, votesOf } = tallies;
  const enough = policy.majority + policy.tolerance;
  const unknown = new Uint8Array(entityCount);
  const sums = new Float64Array(entityCount);
  const members = membersOf(blocks);
  const waiting: number[] = [];
  for (let entity = 0; entity < entityCount; entity += 1) {
    if (blocks.head[entity] !== entity) continue;
    if (possible[entity] !== -1) waiting.push(entity);
    else if (mayBeUnknown(entity)) mark(entity);
  }
  while (waiting.length > 0) {
    const opened = waiting.pop() as number;
    for (let place = members.start[opened] as number; place < (members.start[opened + 1] as number); place += 1) {
      const member = members.row[place] as number;
      for (let at = walk.held.start[member] as number; at < (walk.held.start[member + 1] as number); at += 1) {
        const y = tallies.target[walk.tallyOf[walk.held.row[at] as number] as number] as number;
        if (mayBeUnknown(y)) mark(y);
      }
    }
  }
  return unknown;

  function mark(entity: number): void {
    unknown[entity] = 1;
    waiting.push(entity);
  }

  function mayBeUnknown(y: number): boolean {
    if (blocks.head[y] !== y || possible[y] !== -1 || unknown[y] === 1 || isOwnMaster(kind[y] as number)) return false;
    const tally = votesOf[y] as number;
    if (tally === -1) return true;
    let apart = 0;
    let largest = 0;
    for (let at = start[tally] as number; at < (start[tally + 1] as number); at += 1) {
      const block = blocks.head[owner[at] as number] as number;
      if (block !== y && (unknown[block] === 1 || possible[block] !== -1)) continue;
      apart += min[at] as number;
      if (block === y) continue;
      sums[block] = (sums[block] as number) + (min[at] as number);
      largest = Math.max(largest, sums[block] as number);
    }
    for (let at = start[tally] as number; at < (start[tally + 1] as number); at += 1) {
      sums[blocks.head[owner[at] as number] as number] = 0;
    }
    return 1 - apart + largest > enough;
  }
}

/** Natural persons and states are controlled by nobody; a state body belongs to its state. */
export function isOwnMaster(kind: number): boolean {
  return kind === entityKind.person || kind === entityKind.state || kind === entityKind.stateBody;
}
