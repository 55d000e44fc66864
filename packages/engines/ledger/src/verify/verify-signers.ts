import type { PublicKeyRecord } from '@underpin/model';
import { bundlePaths } from '../bundle-manifest.ts';
import { canonicalJson } from '../canonical.ts';
import { toHex } from '../hex.ts';
import { sameBytes } from '../merkle.ts';
import { noteKeyHash } from '../note.ts';
import type { Primitives } from '../primitives.ts';
import { type Checked, breaks, holds } from './broken.ts';
import type { CheckedHead } from './verify-checkpoint.ts';
import { keyCounts, type KnownKey } from './verify-keys.ts';

/** Checks every signature of the checkpoint, and that the trusted key, when one is given, is among the signers. */
export function verifySigners(
  { checkpoint, note }: CheckedHead,
  keys: readonly KnownKey[],
  trusted: PublicKeyRecord | null,
  primitives: Primitives,
): Checked<readonly PublicKeyRecord[]> {
  const link = bundlePaths.checkpoint;
  const message = primitives.encode(note.text);
  const signers: PublicKeyRecord[] = [];
  for (const { name, keyHash, signature } of note.signatures) {
    const key = keys.find(
      (known) =>
        known.record.algorithm === 'Ed25519' &&
        keyCounts(known, name, checkpoint.time) &&
        sameBytes(noteKeyHash(name, known.bytes, primitives), keyHash),
    );
    if (key === undefined) {
      return breaks(link, 'key', `a key of ${name}, valid at ${checkpoint.time}`, toHex(keyHash));
    }
    if (!primitives.verify(key.bytes, message, signature)) {
      return breaks(link, 'signature', `a signature by ${key.record.id}`, toHex(signature));
    }
    signers.push(key.record);
  }
  if (trusted !== null && !signers.some((signer) => canonicalJson(signer) === canonicalJson(trusted))) {
    return breaks(link, 'signer', trusted.id, signers[0]?.id ?? '');
  }
  return holds(signers);
}
