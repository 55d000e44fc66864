import canonicalize from 'canonicalize';
import { sha256 } from '../sign-in/secrets.ts';

/** Canonical JSON (RFC 8785). Fields that are undefined are left out. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(JSON.parse(JSON.stringify(value)) as object);
  if (text === undefined) throw new TypeError('Expected a value that JSON can hold');
  return text;
}

/** SHA-256 of the canonical JSON, in hexadecimal. */
export function canonicalSha256(value: unknown): string {
  return sha256(canonicalJson(value));
}
