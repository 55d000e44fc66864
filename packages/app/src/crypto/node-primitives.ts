import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import type { Primitives } from '@underpin/ledger';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
/** What stands before the point in the SPKI of a P-256 key. */
export const p256Start = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');
const spkiStart = Buffer.from('302a300506032b6570032100', 'hex');

/** Hashing, signatures and text encoding for the ledger, by the run time's own library. */
export const nodePrimitives: Primitives = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  verify(publicKey, message, signature) {
    try {
      const key = publicKey.length === 32 ? ed25519Key(publicKey) : p256Key(publicKey);
      if (key === null) return false;
      return key.asymmetricKeyType === 'ed25519'
        ? verify(null, message, key, signature)
        : verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature);
    } catch {
      return false;
    }
  },
  encode: (text) => encoder.encode(text),
  decode(bytes) {
    try {
      return decoder.decode(bytes);
    } catch {
      return null;
    }
  },
};

function ed25519Key(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiStart, publicKey]), format: 'der', type: 'spki' });
}

/** Null when the bytes are no uncompressed point. */
function p256Key(point: Uint8Array): KeyObject | null {
  if (point.length !== 65 || point[0] !== 4) return null;
  return createPublicKey({ key: Buffer.concat([p256Start, point]), format: 'der', type: 'spki' });
}
