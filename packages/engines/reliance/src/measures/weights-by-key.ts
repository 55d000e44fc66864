import { rowsByKey } from '../indices/rows-by-key.ts';
import type { ItemWeights } from './item-weights.ts';
import type { Members } from './sector-parts.ts';
import type { OpenWeight } from './shares.ts';

/** Sums of weights per key over the members of a part, and what was left out. */
export interface WeightsByKey {
  readonly sums: readonly (readonly [number, number])[];
  /** Number of items counted, and the items themselves in their own order. */
  readonly counted: number;
  readonly used: () => number[];
  /** Items whose key, weight or part is unobserved. Items that the weight does not concern are not among them. */
  readonly unobserved: number;
  /** Weight of those whose weight is known. */
  readonly open: OpenWeight;
}

/** Adds weights up by key; a thing behind several items of one key counts once for that key. Costs what the members are. */
export function weightsByKey(key: Int32Array, weights: ItemWeights, { certain, possible }: Members): WeightsByKey {
  const { weight } = weights;
  const once = weights.kind === 'once';
  const thingOf = (item: number) => (once ? (weights.thing[item] as number) : item);
  const counts = (item: number) => (key[item] as number) >= 0 && !Number.isNaN(weight[thingOf(item)] as number);
  const concerned = certain.filter((item) => thingOf(item) >= 0);
  const counted = concerned.filter(counts);
  const aside = [...concerned.filter((item) => !counts(item)), ...possible.filter((item) => thingOf(item) >= 0)];
  const { values, code } = distinct(counted.map((item) => key[item] as number));
  const byKey = rowsByKey(code, values.length);
  const last = new Map<number, number>();
  const sums = values.map((value, at): [number, number] => {
    let sum = 0;
    for (let place = byKey.start[at] as number; place < (byKey.start[at + 1] as number); place += 1) {
      const thing = thingOf(counted[byKey.row[place] as number] as number);
      if (once) {
        if (last.get(thing) === at) continue;
        last.set(thing, at);
      }
      sum += weight[thing] as number;
    }
    return [value, sum];
  });
  return { sums, counted: counted.length, used: () => [...counted], unobserved: aside.length, open: openOf(aside) };

  function openOf(items: readonly number[]): OpenWeight {
    const spread: number[] = [];
    const times = new Map<number, number>();
    for (const item of items) {
      const thing = thingOf(item);
      const own = weight[thing] as number;
      if (Number.isNaN(own)) continue;
      const before = once ? (times.get(thing) ?? 0) : 0;
      if (once) times.set(thing, before + 1);
      spread[before] = (spread[before] ?? 0) + own;
    }
    return { spread };
  }
}

/** Distinct values upwards, and the place of each value among them. */
function distinct(all: Int32Array): { values: number[]; code: Int32Array } {
  const values = [...Int32Array.from(new Set(all)).sort()];
  const place = new Map(values.map((value, at) => [value, at]));
  return { values, code: all.map((value) => place.get(value) as number) };
}
