import { TallyMap } from '../graph/tally-map.ts';
import type { ControlPolicy } from '../policy.ts';
import type { Tallies } from './voting-tallies.ts';

/**
 * Certain control, for all entities at once. A block is an entity (its head) with all that it controls when every share
 * is at its minimum.
 */
export interface ControlBlocks {
  /** Head of each entity's block; itself when nobody certainly controls it. */
  readonly head: Int32Array;
  /** 1 for a head that is controlled by its own block: control in a circle, any member of which could be named. */
  readonly circular: Uint8Array;
  /** Tallies that more than one holder has a majority of: contradicting statements, or votes against a contract. */
  readonly contradicted: readonly number[];
}

/**
 * Joins blocks until no block holds more than half of another's head. Whoever alone holds more than half of the votes in
 * y controls y, and from then on votes with all that y holds; nobody else can control y without controlling the holder.
 * So control sets are nested or apart, and union of blocks with small-to-large tallies finds them all in O(m log m).
 */
export function controlBlocks(tallies: Tallies, policy: ControlPolicy): ControlBlocks {
  const { entityCount, count, target, start, owner, min } = tallies;
  const enough = policy.majority + policy.tolerance;
  const parent = new Int32Array(entityCount).map((_, entity) => entity);
  const headOf = parent.slice();
  const circular = new Uint8Array(entityCount);
  const decisive: number[] = [];
  const decisiveBlock: number[] = [];
  const contested = contestedHoldings(tallies, enough);
  const sums = new TallyMap(entityCount, contested.at.length);
  const tallyOf = contested.tally;
  const next = new Int32Array(contested.at.length).fill(-1);
  const first = new Int32Array(entityCount).fill(-1);
  const last = new Int32Array(entityCount).fill(-1);
  const listed = new Int32Array(entityCount);
  const doubtful: { tally: number; by: number }[] = [];

  contested.at.forEach((at, entry) => {
    const by = owner[at] as number;
    sums.add(tallyOf[entry] as number, by, min[at] as number);
    if (first[by] === -1) first[by] = entry;
    else next[last[by] as number] = entry;
    last[by] = entry;
    listed[by] = (listed[by] as number) + 1;
  });
  for (let tally = 0; tally < count; tally += 1) {
    for (let at = start[tally] as number; at < (start[tally + 1] as number); at += 1) {
      if ((min[at] as number) > enough) take(tally, owner[at] as number);
      drain();
    }
  }
  const head = new Int32Array(entityCount);
  for (let entity = 0; entity < entityCount; entity += 1) head[entity] = headOf[find(entity)] as number;
  const contradicted = doubtful
    .filter(({ tally, by }) => find(by) !== find(target[tally] as number))
    .map(({ tally }) => tally);
  return { head, circular, contradicted: [...new Set(contradicted)] };

  function drain(): void {
    while (decisive.length > 0) take(decisive.pop() as number, decisiveBlock.pop() as number);
  }

  function take(tally: number, by: number): void {
    const y = target[tally] as number;
    const holder = find(by);
    const held = find(y);
    if (holder === held) {
      if (headOf[held] === y) circular[y] = 1;
      return;
    }
    if (headOf[held] !== y) {
      doubtful.push({ tally, by });
      return;
    }
    const above = headOf[holder] as number;
    const [small, large] = (listed[holder] as number) < (listed[held] as number) ? [holder, held] : [held, holder];
    parent[small] = large;
    headOf[large] = above;
    for (let entry = first[small] as number; entry !== -1; entry = next[entry] as number) {
      const moved = sums.take(tallyOf[entry] as number, small);
      if (moved === 0) continue;
      if (sums.add(tallyOf[entry] as number, large, moved) > enough) {
        decisive.push(tallyOf[entry] as number);
        decisiveBlock.push(large);
      }
    }
    if (first[small] !== -1) {
      if (first[large] === -1) first[large] = first[small] as number;
      else next[last[large] as number] = first[small] as number;
      last[large] = last[small] as number;
      listed[large] = (listed[large] as number) + (listed[small] as number);
    }
  }

  function find(entity: number): number {
    let root = entity;
    while (parent[root] !== root) root = parent[root] as number;
    let at = entity;
    while (parent[at] !== root) {
      const above = parent[at] as number;
      parent[at] = root;
      at = above;
    }
    return root;
  }
}

/** Holdings of tallies that nobody wins alone but several could win together; with the tally of each. */
function contestedHoldings(tallies: Tallies, enough: number): { tally: Int32Array; at: Int32Array } {
  const { count, start, min, owner } = tallies;
  const tallyOf = new Int32Array(owner.length);
  const holding = new Int32Array(owner.length);
  let size = 0;
  for (let tally = 0; tally < count; tally += 1) {
    const from = start[tally] as number;
    const to = start[tally + 1] as number;
    let sum = 0;
    let largest = 0;
    for (let at = from; at < to; at += 1) {
      const share = min[at] as number;
      sum += share;
      if (share > largest) largest = share;
    }
    if (sum <= enough || largest > enough) continue;
    for (let at = from; at < to; at += 1) {
      if (min[at] === 0) continue;
      tallyOf[size] = tally;
      holding[size] = at;
      size += 1;
    }
  }
  return { tally: tallyOf.slice(0, size), at: holding.slice(0, size) };
}
