import type { LedgerEntry } from '@underpin/model';
import { canonicalJson } from './canonical.ts';
import { toHex } from './hex.ts';
import { leafHash } from './merkle.ts';
import type { Primitives } from './primitives.ts';

/** `previous` of the first entry. */
export const noEntry = '0'.repeat(64);

/** What is entered; sequence and hash of the entry before follow from the chain. */
export interface NewEntry {
  readonly act: string;
  readonly actor: string;
  readonly object: string;
  readonly objectSha256: string;
  readonly time: string;
}

/** An entry with the bytes that are hashed (its canonical JSON, no line end), its hash and its leaf hash in the tree. */
export interface ChainedEntry {
  readonly entry: LedgerEntry;
  readonly bytes: Uint8Array;
  readonly hash: string;
  readonly leaf: Uint8Array;
}

/** SHA-256, in hexadecimal digits, of the canonical JSON of an object. */
export function objectHash(object: unknown, { sha256, encode }: Primitives): string {
  return toHex(sha256(encode(canonicalJson(object))));
}

/**
 * The entry that follows `last` (`null`: the first). Nothing is changed: the caller keeps the chain.
 * Throws a RangeError when time runs backwards.
 *
 * @example const first = append(null, { act: 'review opened', actor: 'CB', object: 'review/1', objectSha256, time }, primitives)
 */
export function append(last: ChainedEntry | null, added: NewEntry, primitives: Primitives): ChainedEntry {
  if (last !== null && added.time < last.entry.time) {
    throw new RangeError(`Entry at ${added.time} cannot follow one at ${last.entry.time}`);
  }
  return chained(
    {
      act: added.act,
      actor: added.actor,
      object: added.object,
      objectSha256: added.objectSha256,
      previous: last?.hash ?? noEntry,
      sequence: last === null ? 0 : last.entry.sequence + 1,
      time: added.time,
    },
    primitives,
  );
}

/** An entry with its bytes and hashes. */
export function chained(entry: LedgerEntry, primitives: Primitives): ChainedEntry {
  const bytes = primitives.encode(canonicalJson(entry));
  return { entry, bytes, hash: toHex(primitives.sha256(bytes)), leaf: leafHash(bytes, primitives) };
}
