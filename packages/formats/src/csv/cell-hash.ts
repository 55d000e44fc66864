import { randomSeed } from '../platform/platform.ts';

// Differs from run to run, so that nobody can prepare values that collide.
const seed = randomSeed();

/** The hash of no bytes: four bytes at a time are taken in by {@link hashWord}, and {@link hashEnd} closes with the length. */
export const hashStart = seed;

/** Takes in four bytes, the first one lowest; the last word of a cell has zeros above its bytes, and one without bytes is left out. */
export function hashWord(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

export function hashEnd(hash: number, length: number): number {
  const mixed = Math.imul(hash ^ length, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}

/** The hash of a range, equal for equal bytes wherever they stand. */
export function hashOf(view: DataView, start: number, stop: number): number {
  let hash = hashStart;
  let at = start;
  for (; at + 4 <= stop; at += 4) hash = hashWord(hash, view.getInt32(at, true));
  if (at < stop) {
    let word = 0;
    for (let shift = 0; at < stop; at += 1, shift += 8) word |= view.getUint8(at) << shift;
    hash = hashWord(hash, word);
  }
  return hashEnd(hash, stop - start);
}
