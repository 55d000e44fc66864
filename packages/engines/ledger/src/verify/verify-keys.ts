import { type PublicKeyRecord, publicKeyRecordSchema } from '@underpin/model';
import { z } from 'zod';
import { fromBase64 } from '../base64.ts';
import { bundlePaths } from '../bundle-manifest.ts';
import { toHex } from '../hex.ts';
import type { Primitives } from '../primitives.ts';
import { type Checked, breaks, holds } from './broken.ts';
import { type BundleFiles, fileOf, readForm } from './read-documents.ts';

export interface KnownKey {
  readonly record: PublicKeyRecord;
  readonly bytes: Uint8Array;
}

const keysSchema = z
  .array(publicKeyRecordSchema)
  .refine((keys) => keys.every(({ publicKey }) => fromBase64(publicKey) !== null), 'Expected exact base64')
  .refine(
    (keys) => keys.every(({ id }, at) => at === 0 || (keys[at - 1]?.id ?? '') < id),
    'Expected keys sorted by id',
  );

/** Checks the form of the keys, and that each id is the fingerprint of its key. */
export function verifyKeys(files: BundleFiles, primitives: Primitives): Checked<readonly KnownKey[]> {
  const file = fileOf(files, bundlePaths.keys);
  if (!file.ok) return file;
  const read = readForm(bundlePaths.keys, file.value, keysSchema, primitives);
  if (!read.ok) return read;
  const keys: KnownKey[] = [];
  for (const record of read.value) {
    const bytes = fromBase64(record.publicKey) ?? new Uint8Array(0);
    const found = toHex(primitives.sha256(bytes));
    if (found !== record.id) return breaks(`key ${record.id}`, 'id', record.id, found);
    keys.push({ record, bytes });
  }
  return holds(keys);
}

/** True when a key is its owner's and counts at a moment. */
export function keyCounts({ record }: KnownKey, owner: string, time: string): boolean {
  return record.owner === owner && time >= record.validFrom && time <= record.validTo;
}
