import { ledgerActs } from '@underpin/model';
import { assertedMessage } from '../asserted-message.ts';
import { fromBase64 } from '../base64.ts';
import { signatureLineSchema } from '../bundle-lines.ts';
import { bundlePaths } from '../bundle-manifest.ts';
import type { ChainedEntry } from '../chain.ts';
import { toHex } from '../hex.ts';
import { opinionText } from '../opinion-text.ts';
import type { Primitives } from '../primitives.ts';
import { type Checked, breaks, holds } from './broken.ts';
import { type BundleFiles, readLines } from './read-documents.ts';
import { keyCounts, type KnownKey } from './verify-keys.ts';

export interface OpinionCount {
  readonly given: number;
  readonly signed: number;
}

/** Checks every signature of an opinion: by a key of the authority that gave it, valid at the time of the entry. */
export function verifyOpinions(
  files: BundleFiles,
  ledger: string,
  chain: readonly ChainedEntry[],
  keys: readonly KnownKey[],
  primitives: Primitives,
): Checked<OpinionCount> {
  const lines = readLines(files, bundlePaths.signatures, signatureLineSchema, primitives);
  if (!lines.ok) return lines;
  for (const line of lines.value) {
    const link = `signature of entry ${line.sequence}`;
    const entry = chain[line.sequence]?.entry;
    if (entry?.act !== ledgerActs.opinion) return breaks(link, 'entry', ledgerActs.opinion, entry?.act ?? 'none');
    const algorithm = line.assertion === undefined ? 'Ed25519' : 'ES256';
    const key = keys.find(
      (known) =>
        known.record.id === line.key &&
        known.record.algorithm === algorithm &&
        keyCounts(known, entry.actor, entry.time),
    );
    if (key === undefined) return breaks(link, 'key', `a key of ${entry.actor}, valid at ${entry.time}`, line.key);
    const text = opinionText(ledger, entry.object, entry.objectSha256);
    const message =
      line.assertion === undefined ? primitives.encode(text) : assertedMessage(text, line.assertion, primitives);
    const signature = fromBase64(line.signature);
    if (signature === null || message === null || !primitives.verify(key.bytes, message, signature)) {
      return breaks(link, 'signature', `a signature by ${line.key}`, toHex(signature ?? new Uint8Array(0)));
    }
  }
  const given = chain.filter(({ entry }) => entry.act === ledgerActs.opinion).length;
  return holds({ given, signed: lines.value.length });
}
