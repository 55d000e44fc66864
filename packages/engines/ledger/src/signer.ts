import type { PublicKeyRecord } from '@underpin/model';

/** One who can sign: the public record, and the private key behind a function. */
export interface Signer {
  readonly record: PublicKeyRecord;
  /** Pure Ed25519 (RFC 8032), 64 bytes. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}
