import fc from 'fast-check';
import { expect, test } from 'vitest';
import { primitives } from '../test/primitives.ts';
import { consistencyProof, verifyConsistency } from './consistency.ts';
import { toHex } from './hex.ts';
import { inclusionProof, verifyInclusion } from './inclusion.ts';
import { leafHash, rootHash } from './merkle.ts';

// The leaves and roots that implementations of RFC 6962 share (certificate-transparency, merkle reference data).
const shared = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const leavesOf = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, at) => leafHash(primitives.encode(`entry ${at}`), primitives));

test('rootHash() agrees with the shared reference trees of RFC 6962', () => {
  const leaves = shared.map((hex) => leafHash(Buffer.from(hex, 'hex'), primitives));
  expect(shared.map((_, at) => toHex(rootHash(leaves.slice(0, at + 1), primitives)))).toEqual(roots);
  expect(toHex(rootHash([], primitives))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test('every leaf of every tree up to 40 leaves is proven, and no proof fits another leaf, place or size', () => {
  for (let size = 1; size <= 40; size += 1) {
    const leaves = leavesOf(size);
    const root = rootHash(leaves, primitives);
    for (let index = 0; index < size; index += 1) {
      const leaf = leaves[index] as Uint8Array;
      const proof = inclusionProof(leaves, index, primitives);
      const claim = { leaf, index, size, root, proof };
      expect(verifyInclusion(claim, primitives)).toBe(true);
      const other = leafHash(primitives.encode('another'), primitives);
      expect(verifyInclusion({ ...claim, leaf: other }, primitives)).toBe(false);
      if (size > 1) {
        expect(verifyInclusion({ ...claim, index: (index + 1) % size }, primitives)).toBe(false);
        expect(verifyInclusion({ ...claim, proof: proof.slice(1) }, primitives)).toBe(false);
      }
      expect(verifyInclusion({ ...claim, proof: [...proof, root] }, primitives)).toBe(false);
      expect(verifyInclusion({ ...claim, index: size }, primitives)).toBe(false);
    }
  }
});

test('any two sizes up to 40 are proven consistent, and no proof fits a changed head', () => {
  const leaves = leavesOf(40);
  const heads = leaves.map((_, at) => ({ size: at + 1, root: rootHash(leaves.slice(0, at + 1), primitives) }));
  const wrong = primitives.sha256(new Uint8Array([1]));
  for (const later of heads) {
    for (const earlier of heads.slice(0, later.size)) {
      const proof = consistencyProof(leaves.slice(0, later.size), earlier.size, primitives);
      expect(verifyConsistency(earlier, later, proof, primitives)).toBe(true);
      expect(verifyConsistency({ ...earlier, root: wrong }, later, proof, primitives)).toBe(false);
      expect(verifyConsistency(earlier, { ...later, root: wrong }, proof, primitives)).toBe(false);
      expect(verifyConsistency(earlier, later, [...proof, wrong], primitives)).toBe(false);
    }
  }
});

test('appending keeps old proofs: they hold against the old head, which the new head is proven to extend', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 60 }),
      fc.array(fc.string(), { maxLength: 60 }),
      fc.nat(),
      (first, added, pick) => {
        const hashed = (texts: readonly string[]): Uint8Array[] =>
          texts.map((text) => leafHash(primitives.encode(text), primitives));
        const [old, all] = [hashed(first), hashed([...first, ...added])];
        const index = pick % old.length;
        const leaf = old[index] as Uint8Array;
        const before = { size: old.length, root: rootHash(old, primitives) };
        const now = { size: all.length, root: rootHash(all, primitives) };
        const proof = inclusionProof(old, index, primitives);
        expect(verifyInclusion({ leaf, index, ...before, proof }, primitives)).toBe(true);
        expect(verifyConsistency(before, now, consistencyProof(all, old.length, primitives), primitives)).toBe(true);
        const fresh = inclusionProof(all, index, primitives);
        expect(verifyInclusion({ leaf, index, ...now, proof: fresh }, primitives)).toBe(true);
      },
    ),
  );
});

test('a ledger whose past was rewritten has no consistency proof', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 50 }), fc.nat(), fc.nat(), (size, at, part) => {
      const leaves = leavesOf(size);
      const earlier = 1 + (part % (size - 1));
      const forged = leaves.with(at % earlier, leafHash(primitives.encode('rewritten'), primitives));
      const before = { size: earlier, root: rootHash(leaves.slice(0, earlier), primitives) };
      const now = { size, root: rootHash(forged, primitives) };
      expect(verifyConsistency(before, now, consistencyProof(forged, earlier, primitives), primitives)).toBe(false);
    }),
  );
});
