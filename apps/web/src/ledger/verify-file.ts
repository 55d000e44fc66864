import { readBundle } from '@underpin/formats/browser';
import { type Verification, verifyBundle } from '@underpin/ledger';
import { type PublicKeyRecord, publicKeyRecordSchema } from '@underpin/model';
import { pagePrimitives } from './page-primitives.ts';

/** Verifies a bundle in the page: nothing of it leaves the computer. */
export async function verifyFile(file: File, trusted: PublicKeyRecord | null): Promise<Verification> {
  const files = await readBundle(file.name, new Uint8Array(await file.arrayBuffer()));
  if (files.ok) return verifyBundle(files.value, trusted, pagePrimitives);
  const broken = { link: 'container', check: 'readable', expected: 'a whole bundle', found: 'another' };
  return { verdict: 'tampered', broken: { ...broken, detail: files.reason } };
}

/** The public key in a file such as keeper.json; null when it is none. */
export function readKey(text: string): PublicKeyRecord | null {
  try {
    const read = publicKeyRecordSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
