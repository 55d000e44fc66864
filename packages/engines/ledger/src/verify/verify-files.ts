import { bundlePaths, type BundleManifest, manifestObject } from '../bundle-manifest.ts';
import type { ChainedEntry } from '../chain.ts';
import { toHex } from '../hex.ts';
import type { Primitives } from '../primitives.ts';
import { type Checked, breaks, holds } from './broken.ts';
import { type BundleFiles, fileOf } from './read-documents.ts';

/** Checks that the last entry seals the manifest, that every listed file is there unchanged, and that there is no other. */
export function verifyFiles(
  files: BundleFiles,
  manifest: BundleManifest,
  chain: readonly ChainedEntry[],
  primitives: Primitives,
): Checked<null> {
  const seal = chain.at(-1)?.entry;
  if (seal?.object !== manifestObject) return breaks(bundlePaths.manifest, 'seal', manifestObject, seal?.object ?? '');
  const own = fileOf(files, bundlePaths.manifest);
  if (!own.ok) return own;
  const found = toHex(primitives.sha256(own.value));
  if (found !== seal.objectSha256) return breaks(bundlePaths.manifest, 'sha256', seal.objectSha256, found);
  for (const { path, sha256 } of manifest.files) {
    const file = fileOf(files, path);
    if (!file.ok) return file;
    const hash = toHex(primitives.sha256(file.value));
    if (hash !== sha256) return breaks(path, 'sha256', sha256, hash);
  }
  const known = new Set<string>([
    bundlePaths.manifest,
    bundlePaths.entries,
    bundlePaths.checkpoint,
    ...manifest.files.map(({ path }) => path),
  ]);
  const extra = [...files.keys()].toSorted(byUnits).find((path) => !known.has(path));
  return extra === undefined ? holds(null) : breaks(extra, 'listed', 'listed', 'not listed');
}

function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
