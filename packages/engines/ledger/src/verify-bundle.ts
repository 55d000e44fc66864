import { ledgerActs, type PublicKeyRecord } from '@underpin/model';
import { bundleManifestSchema, bundlePaths } from './bundle-manifest.ts';
import type { Primitives } from './primitives.ts';
import { type Broken, type Checked, holds } from './verify/broken.ts';
import { type BundleFiles, fileOf, readForm } from './verify/read-documents.ts';
import { verifyCheckpoint } from './verify/verify-checkpoint.ts';
import { verifyEntries } from './verify/verify-entries.ts';
import { verifyFiles } from './verify/verify-files.ts';
import { verifyKeys } from './verify/verify-keys.ts';
import { verifyObjects } from './verify/verify-objects.ts';
import { type OpinionCount, verifyOpinions } from './verify/verify-opinions.ts';
import { verifySigners } from './verify/verify-signers.ts';

/** What a bundle that holds proves. */
export interface BundleProof {
  readonly ledger: string;
  readonly entries: number;
  /** Time of the checkpoint. */
  readonly time: string;
  /** Who signed the checkpoint. Without a trusted key only the bundle itself vouches for them. */
  readonly signers: readonly PublicKeyRecord[];
  readonly trusted: boolean;
  readonly files: number;
  readonly objects: number;
  /** Pieces of evidence, of which the entries hold the hashes. */
  readonly evidence: number;
  readonly opinions: OpinionCount;
}

export type Verification =
  | { readonly verdict: 'good'; readonly proof: BundleProof }
  | { readonly verdict: 'tampered'; readonly broken: Broken };

/**
 * Checks the files of a bundle in the order of its format: manifest, chain of entries, checkpoint, seal and files, keys,
 * signatures of the checkpoint, disclosed objects, signed opinions. Stops at the first link that does not hold
 * and names it. `trusted` is the key of the keeper as the reader knows it from elsewhere; `null` takes the bundle's own word.
 * Source: docs/reference/bundle-format.md.
 *
 * @example verifyBundle(new Map([['manifest.json', bytes]]), null, primitives) // { verdict: 'tampered', broken }
 */
export function verifyBundle(
  files: BundleFiles,
  trusted: PublicKeyRecord | null,
  primitives: Primitives,
): Verification {
  const proof = prove(files, trusted, primitives);
  return proof.ok ? { verdict: 'good', proof: proof.value } : { verdict: 'tampered', broken: proof.broken };
}

function prove(files: BundleFiles, trusted: PublicKeyRecord | null, primitives: Primitives): Checked<BundleProof> {
  const file = fileOf(files, bundlePaths.manifest);
  if (!file.ok) return file;
  const manifest = readForm(bundlePaths.manifest, file.value, bundleManifestSchema, primitives);
  if (!manifest.ok) return manifest;
  const { ledger } = manifest.value;
  const entries = verifyEntries(files, primitives);
  if (!entries.ok) return entries;
  const chain = entries.value;
  const head = verifyCheckpoint(files, ledger, chain, primitives);
  if (!head.ok) return head;
  const whole = verifyFiles(files, manifest.value, chain, primitives);
  if (!whole.ok) return whole;
  const keys = verifyKeys(files, primitives);
  if (!keys.ok) return keys;
  const signers = verifySigners(head.value, keys.value, trusted, primitives);
  if (!signers.ok) return signers;
  const objects = verifyObjects(files, chain, primitives);
  if (!objects.ok) return objects;
  const opinions = verifyOpinions(files, ledger, chain, keys.value, primitives);
  if (!opinions.ok) return opinions;
  return holds({
    ledger,
    entries: chain.length,
    time: head.value.checkpoint.time,
    signers: signers.value,
    trusted: trusted !== null,
    files: files.size,
    objects: objects.value,
    evidence: chain.filter(({ entry }) => entry.act === ledgerActs.evidence).length,
    opinions: opinions.value,
  });
}
