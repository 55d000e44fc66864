import { createHash, randomBytes } from 'node:crypto';

/** A secret that is given out once: 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Under which it is kept. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
