import { rowsByKey } from '../indices/rows-by-key.ts';
import type { ItemWeights } from './item-weights.ts';
import type { OpenWeight } from './shares.ts';

/** Sums of weights per key over the items inside, and what was left out. */
export interface WeightsByKey {
  readonly sums: readonly (readonly [number, number])[];
  /** Number of items counted, and the items themselves in their own order. */
  readonly counted: number;
  readonly used: () => number[];
  /** Items whose key or weight is unobserved. Items that the weight does not concern are not among them. */
  readonly unobserved: number;
  /** Weight of those whose weight is known. */
  readonly open: OpenWeight;
}

/** Adds weights up by key; a thing behind several items of one key counts once for that key. Linear in the items. */
export function weightsByKey(key: Int32Array, weights: ItemWeights, inside: (item: number) => boolean): WeightsByKey {
  const { weight } = weights;
  const thingOf = weights.kind === 'once' ? weights.thing : null;
  const stateOf = (item: number): 'counted' | 'unobserved' | 'aside' => {
    const thing = thingOf === null ? item : (thingOf[item] as number);
    if (thing < 0 || !inside(item)) return 'aside';
    return (key[item] as number) < 0 || Number.isNaN(weight[thing] as number) ? 'unobserved' : 'counted';
  };
  let keys = 0;
  let unobserved = 0;
  let counted = 0;
  const open: number[] = [];
  const openTimes = new Int32Array(thingOf === null ? 0 : weight.length);
  const keyOfCounted = new Int32Array(key.length).fill(-1);
  for (let item = 0; item < key.length; item += 1) {
    const state = stateOf(item);
    if (state === 'unobserved') {
      unobserved += 1;
      const thing = thingOf === null ? item : (thingOf[item] as number);
      const own = weight[thing] as number;
      if (!Number.isNaN(own)) {
        const times = openTimes[thing] ?? 0;
        if (thingOf !== null) openTimes[thing] = times + 1;
        open[times] = (open[times] ?? 0) + own;
      }
    }
    if (state !== 'counted') continue;
    counted += 1;
    const at = key[item] as number;
    keyOfCounted[item] = at;
    if (at >= keys) keys = at + 1;
  }
  const byKey = rowsByKey(keyOfCounted, keys);
  const lastKey = new Int32Array(weight.length).fill(-1);
  const sums: [number, number][] = [];
  for (let at = 0; at < keys; at += 1) {
    const [from, to] = [byKey.start[at] as number, byKey.start[at + 1] as number];
    if (from === to) continue;
    let sum = 0;
    for (let row = from; row < to; row += 1) {
      const item = byKey.row[row] as number;
      const thing = thingOf === null ? item : (thingOf[item] as number);
      if (lastKey[thing] === at) continue;
      lastKey[thing] = at;
      sum += weight[thing] as number;
    }
    sums.push([at, sum]);
  }
  return { sums, counted, used: () => [...byKey.row].sort((a, b) => a - b), unobserved, open: { spread: open } };
}
