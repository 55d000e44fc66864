import { ledgerActs } from '@underpin/model';
import { objectLineSchema, sealedOpinionSchema } from '../bundle-lines.ts';
import { bundlePaths } from '../bundle-manifest.ts';
import { canonicalJson } from '../canonical.ts';
import { type ChainedEntry, objectHash } from '../chain.ts';
import type { Primitives } from '../primitives.ts';
import { type Checked, breaks, holds } from './broken.ts';
import { type BundleFiles, readForm, readLines } from './read-documents.ts';

/** Checks every disclosed object against its entry, and every opinion against the finding that it speaks of. */
export function verifyObjects(
  files: BundleFiles,
  chain: readonly ChainedEntry[],
  primitives: Primitives,
): Checked<number> {
  const lines = readLines(files, bundlePaths.objects, objectLineSchema, primitives);
  if (!lines.ok) return lines;
  const latest = new Map(chain.map(({ entry }) => [entry.object, entry.objectSha256]));
  for (const { sequence, object } of lines.value) {
    const link = `object of entry ${sequence}`;
    const entry = chain[sequence]?.entry;
    if (entry === undefined) return breaks(link, 'entry', 'an entry', 'none');
    const found = objectHash(object, primitives);
    if (found !== entry.objectSha256) return breaks(link, 'sha256', entry.objectSha256, found);
    if (entry.act !== ledgerActs.opinion) continue;
    const opinion = readForm(link, primitives.encode(canonicalJson(object)), sealedOpinionSchema, primitives);
    if (!opinion.ok) return opinion;
    const { on } = opinion.value;
    const now = latest.get(on.object) ?? 'none';
    if (now !== on.sha256) return breaks(link, 'on', on.sha256, now);
  }
  return holds(lines.value.length);
}
