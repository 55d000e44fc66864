import { seededRandom } from '@underpin/model';
import type { Random } from '@underpin/model';

/** A source of its own for one part of the sector, so that parts can be made in any order. */
export function randomFor(seed: number, part: string, index: number): Random {
  let hash = seed >>> 0;
  for (const character of `${part}/${index}`)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const random = seededRandom(hash);
  random();
  return random;
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('Cannot pick from an empty list');
  return item;
}

/** An item by its place in the list: the first most often, place r with weight 1 / r^1.1. */
export function pickByRank<Item>(random: Random, items: readonly Item[]): Item {
  let total = 0;
  for (let rank = 1; rank <= items.length; rank += 1) total += rank ** -1.1;
  let left = random() * total;
  for (let rank = 1; rank < items.length; rank += 1) {
    left -= rank ** -1.1;
    if (left < 0) return items[rank - 1] as Item;
  }
  const last = items.at(-1);
  if (last === undefined) throw new RangeError('Cannot pick from an empty list');
  return last;
}

/** An item by weight. */
export function pickWeighted<Item>(random: Random, items: readonly (readonly [Item, number])[]): Item {
  let left = random() * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  const last = items.at(-1);
  if (last === undefined) throw new RangeError('Cannot pick from an empty list');
  return last[0];
}
