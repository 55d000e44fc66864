import { createPublicKey, hash, verify } from 'node:crypto';
import type { Primitives } from '@underpin/ledger';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const spkiStart = Buffer.from('302a300506032b6570032100', 'hex');

/** Hashing, signatures and text encoding for the ledger, by the run time's own library. */
export const nodePrimitives: Primitives = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  verify(publicKey, message, signature) {
    if (publicKey.length !== 32) return false;
    const key = createPublicKey({ key: Buffer.concat([spkiStart, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
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
