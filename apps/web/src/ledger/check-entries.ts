import { canonicalJson, rootHash, toHex, verifyChain } from '@underpin/ledger';
import type { Broken } from '@underpin/ledger';
import { pagePrimitives } from './page-primitives.ts';

interface Entry {
  readonly sequence: number;
  readonly time: string;
  readonly hash: string;
}

export type CheckedEntries =
  | { readonly verdict: 'whole'; readonly size: number; readonly root: string; readonly time: string }
  | { readonly verdict: 'parts'; readonly size: number }
  | { readonly verdict: 'broken'; readonly broken: Broken };

/** Checks entries as they came: the whole chain when all of it is there, else each entry's own hash. */
export function checkEntries(entries: readonly Entry[]): CheckedEntries {
  const { sha256, encode } = pagePrimitives;
  const lines = entries.map(({ hash: _hash, ...entry }) => encode(canonicalJson(entry)));
  const wrong = entries.findIndex(({ hash }, at) => hash !== toHex(sha256(lines[at] as Uint8Array)));
  if (wrong >= 0) {
    const { sequence, hash } = entries[wrong] as Entry;
    const found = toHex(sha256(lines[wrong] as Uint8Array));
    return { verdict: 'broken', broken: { link: `entry ${sequence}`, check: 'sha256', expected: hash, found } };
  }
  if (!entries.every(({ sequence }, at) => sequence === at)) return { verdict: 'parts', size: entries.length };
  const chain = verifyChain(lines, pagePrimitives);
  if (!chain.ok) return { verdict: 'broken', broken: chain.broken };
  const root = rootHash(
    chain.value.map(({ leaf }) => leaf),
    pagePrimitives,
  );
  return { verdict: 'whole', size: entries.length, root: toHex(root), time: entries.at(-1)?.time ?? '' };
}
