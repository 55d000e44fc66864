import { fromBase64, toBase64 } from './base64.ts';
import type { SealedAssertion } from './bundle-lines.ts';
import type { Primitives } from './primitives.ts';

const userPresent = 1;
const shortest = 37;

/**
 * The bytes that an authenticator has signed for a text, when the assertion is one for this text: its challenge is the
 * SHA-256 of the text, and somebody was present. `null` when it is not. Client data are compared by their beginning, whose
 * spelling is fixed. Source: Web Authentication, sections 5.8.1 (limited verification algorithm) and 6.1.
 *
 * @example assertedMessage(text, { authenticatorData: 'SZYN…', clientDataJson: 'eyJ0…' }, primitives)
 */
export function assertedMessage(
  text: string,
  assertion: SealedAssertion,
  { sha256, encode, decode }: Primitives,
): Uint8Array | null {
  const seen = fromBase64(assertion.authenticatorData);
  const said = fromBase64(assertion.clientDataJson);
  if (seen === null || said === null || seen.length < shortest) return null;
  if (((seen[32] ?? 0) & userPresent) === 0) return null;
  const start = `{"type":"webauthn.get","challenge":"${challengeOf(text, { sha256, encode })}"`;
  if (decode(said)?.startsWith(start) !== true) return null;
  const hash = sha256(said);
  const message = new Uint8Array(seen.length + hash.length);
  message.set(seen);
  message.set(hash, seen.length);
  return message;
}

/** The challenge that stands for a text: its SHA-256 in base64url. */
export function challengeOf(text: string, { sha256, encode }: Pick<Primitives, 'sha256' | 'encode'>): string {
  return base64Url(sha256(encode(text)));
}

function base64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
