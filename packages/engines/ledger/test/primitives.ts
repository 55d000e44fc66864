import { createPublicKey, generateKeyPairSync, hash, sign, verify } from 'node:crypto';
import { type Primitives, type Signer, toBase64, toHex } from '../src/index.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const spkiStart = Buffer.from('302a300506032b6570032100', 'hex');

/** What the shells pass in, for the engine's own tests. */
export const primitives: Primitives = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  verify(publicKey, message, signature) {
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

/** A signer with a fresh key. */
export function newSigner(
  owner: string,
  validFrom = '2026-01-01T00:00:00.000Z',
  validTo = '2027-12-31T23:59:59.999Z',
): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bytes = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
  const id = toHex(primitives.sha256(bytes));
  const record = { algorithm: 'Ed25519', id, owner, publicKey: toBase64(bytes), validFrom, validTo } as const;
  return { record, sign: (message) => sign(null, message, privateKey) };
}
