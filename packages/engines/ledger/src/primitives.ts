/** What the engine does not do itself: hashing, signatures and text encoding. The shells pass them in. */
export interface Primitives {
  /** SHA-256, 32 bytes. */
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  /**
   * True when `signature` (64 bytes) is a signature of `message` by `publicKey`: pure Ed25519 (RFC 8032) for a key of 32 bytes,
   * ECDSA on P-256 with SHA-256 (r and s side by side) for an uncompressed point of 65 bytes.
   */
  readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
  /** UTF-8 bytes of well-formed text. */
  readonly encode: (text: string) => Uint8Array;
  /** Text of UTF-8 bytes, a byte order mark kept; `null` when they are not valid UTF-8. */
  readonly decode: (bytes: Uint8Array) => string | null;
}
