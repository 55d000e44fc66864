import { ledgerEntrySchema } from '@underpin/model';
import { bundlePaths } from '../bundle-manifest.ts';
import { type ChainedEntry, noEntry } from '../chain.ts';
import { toHex } from '../hex.ts';
import { leafHash } from '../merkle.ts';
import type { Primitives } from '../primitives.ts';
import { type Checked, breaks, holds } from './broken.ts';
import { type BundleFiles, linesOf, readForm } from './read-documents.ts';

/** Checks the chain: form, sequence, hash of the entry before, time. */
export function verifyEntries(files: BundleFiles, primitives: Primitives): Checked<readonly ChainedEntry[]> {
  const lines = linesOf(files, bundlePaths.entries);
  return lines.ok ? verifyChain(lines.value, primitives) : lines;
}

/**
 * Checks a chain given as the bytes of its entries, from the first; the first broken link is named "entry n".
 *
 * @example verifyChain(chain.map(({ bytes }) => bytes), primitives)
 */
export function verifyChain(lines: readonly Uint8Array[], primitives: Primitives): Checked<readonly ChainedEntry[]> {
  const chain: ChainedEntry[] = [];
  let [previous, time] = [noEntry, ''];
  for (const [at, bytes] of lines.entries()) {
    const link = `entry ${at}`;
    const read = readForm(link, bytes, ledgerEntrySchema, primitives);
    if (!read.ok) return read;
    const entry = read.value;
    if (entry.sequence !== at) return breaks(link, 'sequence', String(at), String(entry.sequence));
    if (entry.previous !== previous) return breaks(link, 'previous', entry.previous, previous);
    if (entry.time < time) return breaks(link, 'time', `${time} or later`, entry.time);
    const hash = toHex(primitives.sha256(bytes));
    chain.push({ entry, bytes, hash, leaf: leafHash(bytes, primitives) });
    [previous, time] = [hash, entry.time];
  }
  return holds(chain);
}
