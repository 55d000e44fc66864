import { nodeHash, rootHash, sameBytes, splitOf } from './merkle.ts';
import type { Primitives } from './primitives.ts';

type Hash = Pick<Primitives, 'sha256'>;

/**
 * The hashes that lead from leaf `index` to the root of all `leaves` (RFC 6962, 2.1.1), nearest first.
 * Throws a RangeError when there is no such leaf.
 *
 * @example inclusionProof(leaves, 3, primitives)
 */
export function inclusionProof(leaves: readonly Uint8Array[], index: number, primitives: Hash): Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) {
    throw new RangeError(`There is no leaf ${index} among ${leaves.length}`);
  }
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionProof(left, index, primitives), rootHash(right, primitives)]
    : [...inclusionProof(right, index - split, primitives), rootHash(left, primitives)];
}

/**
 * True when `leaf` (its hash) is entry `index` of the tree of `size` leaves with root `root` (RFC 9162, 2.1.3.2).
 *
 * @example verifyInclusion({ leaf, index: 3, size: 8, root, proof }, primitives)
 */
export function verifyInclusion(
  claim: {
    readonly leaf: Uint8Array;
    readonly index: number;
    readonly size: number;
    readonly root: Uint8Array;
    readonly proof: readonly Uint8Array[];
  },
  primitives: Hash,
): boolean {
  if (!Number.isSafeInteger(claim.size) || !Number.isSafeInteger(claim.index)) return false;
  if (claim.index < 0 || claim.index >= claim.size) return false;
  let [node, last, hash] = [claim.index, claim.size - 1, claim.leaf];
  for (const sibling of claim.proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash, primitives);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling, primitives);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameBytes(hash, claim.root);
}

function half(value: number): number {
  return Math.floor(value / 2);
}
