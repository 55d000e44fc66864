import { readBundle, type ReadBundleOptions } from '@underpin/formats';
import { type Verification, verifyBundle } from '@underpin/ledger';
import type { PublicKeyRecord } from '@underpin/model';
import { nodePrimitives } from '../crypto/node-primitives.ts';

/** Verifies a bundle as it came, with no store and no network: its archive first, then everything in it. */
export async function checkBundle(
  name: string,
  bytes: Uint8Array,
  trusted: PublicKeyRecord | null,
  options: ReadBundleOptions = {},
): Promise<Verification> {
  const files = await readBundle(name, bytes, options);
  if (files.ok) return verifyBundle(files.value, trusted, nodePrimitives);
  return {
    verdict: 'tampered',
    broken: {
      link: 'container',
      check: 'readable',
      expected: 'a whole bundle',
      found: 'another',
      detail: files.reason,
    },
  };
}
