import type { Primitives } from './primitives.ts';

type Hash = Pick<Primitives, 'sha256'>;

/** Hash of one leaf: SHA-256 of 0x00 and its bytes (RFC 6962, 2.1). */
export function leafHash(leaf: Uint8Array, { sha256 }: Hash): Uint8Array {
  const bytes = new Uint8Array(leaf.length + 1);
  bytes.set(leaf, 1);
  return sha256(bytes);
}

/** Hash of an inner node: SHA-256 of 0x01, left and right. */
export function nodeHash(left: Uint8Array, right: Uint8Array, { sha256 }: Hash): Uint8Array {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return sha256(bytes);
}

/**
 * Root hash of the tree over leaf hashes (RFC 6962, 2.1); of no leaves, the hash of nothing.
 *
 * @example rootHash(lines.map((line) => leafHash(line, primitives)), primitives)
 */
export function rootHash(leaves: readonly Uint8Array[], primitives: Hash): Uint8Array {
  if (leaves.length === 0) return primitives.sha256(new Uint8Array(0));
  let level = leaves;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let at = 0; at + 1 < level.length; at += 2) {
      above.push(nodeHash(level[at] as Uint8Array, level[at + 1] as Uint8Array, primitives));
    }
    if (level.length % 2 === 1) above.push(level.at(-1) as Uint8Array);
    level = above;
  }
  return level[0] as Uint8Array;
}

/** Largest power of two below `size` (at least 2): where RFC 6962 splits a tree. */
export function splitOf(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
