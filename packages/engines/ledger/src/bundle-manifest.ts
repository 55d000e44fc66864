import { bundlePathSchema, ledgerNameSchema, sha256Schema } from '@underpin/model';
import { z } from 'zod';

/** Where the parts of a bundle stand in it. */
export const bundlePaths = {
  manifest: 'manifest.json',
  entries: 'ledger/entries.jsonl',
  checkpoint: 'ledger/checkpoint.txt',
  keys: 'keys.json',
  objects: 'objects.jsonl',
  signatures: 'signatures.jsonl',
} as const;

/** Id of the manifest as an object of the ledger: the last entry of a bundle seals it. */
export const manifestObject = 'manifest';

const required: readonly string[] = [bundlePaths.keys, bundlePaths.objects, bundlePaths.signatures];
const unlisted: readonly string[] = [bundlePaths.manifest, bundlePaths.entries, bundlePaths.checkpoint];

/** What a bundle holds: every file with its hash, but for the manifest itself, the entries and the checkpoint. */
export const bundleManifestSchema = z.strictObject({
  files: z
    .array(z.strictObject({ path: bundlePathSchema, sha256: sha256Schema }))
    .refine(
      (files) => files.every(({ path }, at) => at === 0 || (files[at - 1]?.path ?? '') < path),
      'Expected files sorted by path, each once',
    )
    .refine((files) => !files.some(({ path }) => unlisted.includes(path)), `Expected none of ${unlisted.join(', ')}`)
    .refine(
      (files) => required.every((path) => files.some((file) => file.path === path)),
      `Expected ${required.join(', ')}`,
    ),
  format: z.literal('underpin-bundle'),
  ledger: ledgerNameSchema,
  version: z.literal(1),
});
export type BundleManifest = z.infer<typeof bundleManifestSchema>;
