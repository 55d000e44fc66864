import type { PublicKeyRecord } from '@underpin/model';
import type { SealedAssertion } from './bundle-lines.ts';

/** One who can sign: the public record, and the private key behind a function. */
export interface Signer {
  readonly record: PublicKeyRecord;
  /** Pure Ed25519 (RFC 8032), 64 bytes; with an assertion the signature that the authenticator gave. */
  readonly sign: (message: Uint8Array) => Uint8Array;
  /** What an authenticator signed with the opinion, when it was one that signed. */
  readonly assertion?: SealedAssertion;
}
