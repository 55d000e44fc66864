import { z } from 'zod';

/** A SHA-256 hash as 64 lower-case hexadecimal digits. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'Expected 64 lower-case hexadecimal digits');

/** A moment in UTC with milliseconds, `yyyy-mm-ddThh:mm:ss.sssZ`. Moments in this form sort as text. */
export const momentSchema = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/, 'Expected yyyy-mm-ddThh:mm:ss.sssZ');

/** A name that can stand in signed text: a ledger or the owner of a key. No spaces, no plus sign, at most 200 characters. */
export const ledgerNameSchema = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, 'Expected letters, digits, ".", "_", "/" or "-"');

/** A path inside a bundle: plain ASCII, forward slashes, no part that begins with a dot. */
export const bundlePathSchema = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/, 'Expected a plain relative path');
