import { nodeHash, rootHash, sameBytes, splitOf } from './merkle.ts';
import type { Primitives } from './primitives.ts';

type Hash = Pick<Primitives, 'sha256'>;

/**
 * Proof that the tree of the first `size` leaves is the beginning of the tree of all `leaves` (RFC 6962, 2.1.2).
 * Empty when nothing was added. Throws a RangeError unless 1 <= size <= leaves.length.
 *
 * @example consistencyProof(leaves, 3, primitives)
 */
export function consistencyProof(leaves: readonly Uint8Array[], size: number, primitives: Hash): Uint8Array[] {
  if (!Number.isInteger(size) || size < 1 || size > leaves.length) {
    throw new RangeError(`A tree of ${leaves.length} leaves has no beginning of ${size}`);
  }
  return subproof(leaves, size, true, primitives);
}

function subproof(leaves: readonly Uint8Array[], size: number, whole: boolean, primitives: Hash): Uint8Array[] {
  if (size === leaves.length) return whole ? [] : [rootHash(leaves, primitives)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return size <= split
    ? [...subproof(left, size, whole, primitives), rootHash(right, primitives)]
    : [...subproof(right, size - split, false, primitives), rootHash(left, primitives)];
}

interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * True when the ledger with head `later` holds the ledger with head `earlier` unchanged as its beginning
 * (RFC 9162, 2.1.4.2).
 *
 * @example verifyConsistency({ size: 3, root: before }, { size: 8, root: now }, proof, primitives)
 */
export function verifyConsistency(earlier: Head, later: Head, proof: readonly Uint8Array[], primitives: Hash): boolean {
  if (!Number.isSafeInteger(earlier.size) || !Number.isSafeInteger(later.size)) return false;
  if (earlier.size < 1 || earlier.size > later.size) return false;
  if (earlier.size === later.size) return proof.length === 0 && sameBytes(earlier.root, later.root);
  const powerOfTwo = Number.isInteger(Math.log2(earlier.size));
  const [first, ...rest] = powerOfTwo ? [earlier.root, ...proof] : proof;
  if (first === undefined || rest.length === 0) return false;
  let [node, last] = [earlier.size - 1, later.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [before, now] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      before = nodeHash(hash, before, primitives);
      now = nodeHash(hash, now, primitives);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      now = nodeHash(now, hash, primitives);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameBytes(before, earlier.root) && sameBytes(now, later.root);
}

function half(value: number): number {
  return Math.floor(value / 2);
}
