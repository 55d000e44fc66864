import { fromBase64, toBase64 } from './base64.ts';
import type { Primitives } from './primitives.ts';
import type { Signer } from './signer.ts';

/** One signature line of a note. `keyHash` only tells which key to try. */
export interface NoteSignature {
  readonly name: string;
  readonly keyHash: Uint8Array;
  readonly signature: Uint8Array;
}

/** Text with signatures, in the form of C2SP signed-note. The signed bytes are those of `text`, its last line end included. */
export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const dash = '\u2014';

/** First four bytes of SHA-256(name, 0x0A, 0x01, public key): the key hash of C2SP signed-note for Ed25519. */
export function noteKeyHash(name: string, publicKey: Uint8Array, { sha256, encode }: Primitives): Uint8Array {
  const start = encode(`${name}\n`);
  const bytes = new Uint8Array(start.length + 1 + publicKey.length);
  bytes.set(start);
  bytes[start.length] = 1;
  bytes.set(publicKey, start.length + 1);
  return sha256(bytes).slice(0, 4);
}

/** Signs a text that ends with a line end. */
export function signNote(text: string, signers: readonly Signer[], primitives: Primitives): string {
  const lines = signers.map(({ record, sign }) => {
    const publicKey = fromBase64(record.publicKey);
    if (publicKey === null) throw new TypeError(`The public key of "${record.owner}" is not base64`);
    const signature = sign(primitives.encode(text));
    const bytes = new Uint8Array(4 + signature.length);
    bytes.set(noteKeyHash(record.owner, publicKey, primitives));
    bytes.set(signature, 4);
    return `${dash} ${record.owner} ${toBase64(bytes)}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** Takes a note apart, or `null` when its form is not exactly that of a note with 64-byte signatures. Verifies nothing. */
export function readNote(note: string): SignedNote | null {
  const gap = note.indexOf('\n\n');
  if (gap < 0 || !note.endsWith('\n')) return null;
  const lines = note
    .slice(gap + 2)
    .split('\n')
    .slice(0, -1);
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const parts = /^\u2014 ([^ +]+) ([A-Za-z0-9+/=]+)$/.exec(line);
    const bytes = fromBase64(parts?.[2] ?? '');
    if (parts === null || bytes?.length !== 68) return null;
    signatures.push({ name: parts[1] ?? '', keyHash: bytes.slice(0, 4), signature: bytes.slice(4) });
  }
  return signatures.length === 0 ? null : { text: note.slice(0, gap + 1), signatures };
}
