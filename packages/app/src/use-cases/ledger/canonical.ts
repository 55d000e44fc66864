import { canonicalJson as strictJson } from '@underpin/ledger';
import { sha256 } from '../sign-in/secrets.ts';

/** Canonical JSON (RFC 8785) of a record. Fields that are undefined are left out; whatever else JSON does not hold throws. */
export function canonicalJson(value: unknown): string {
  return strictJson(JSON.parse(JSON.stringify(value)));
}

/** SHA-256 of the canonical JSON, in hexadecimal. */
export function canonicalSha256(value: unknown): string {
  return sha256(canonicalJson(value));
}
