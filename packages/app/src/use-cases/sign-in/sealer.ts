import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Encrypts what must not lie open in the database: second factors, private keys, webhook secrets. */
export interface Sealer {
  seal(text: string, purpose: string): string;
  /** Throws when the text was not sealed with this key for this purpose. */
  open(sealed: string, purpose: string): string;
}

/** AES-256-GCM with the 32 bytes of the installation's key file; `purpose` is bound to what is sealed. */
export function sealerOf(key: Uint8Array): Sealer {
  if (key.length !== 32) throw new RangeError(`Expected a key of 32 bytes, got ${key.length}`);
  return {
    seal(text, purpose) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed, 'base64url');
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8');
    },
  };
}
