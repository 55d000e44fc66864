import { ledgerNameSchema } from '@underpin/model';
import { bundlePaths } from '../bundle-manifest.ts';
import type { ChainedEntry } from '../chain.ts';
import { type Checkpoint, readCheckpoint } from '../checkpoint.ts';
import { toHex } from '../hex.ts';
import { rootHash } from '../merkle.ts';
import { type SignedNote, readNote } from '../note.ts';
import type { Primitives } from '../primitives.ts';
import { type Checked, breaks, holds } from './broken.ts';
import { type BundleFiles, fileOf } from './read-documents.ts';

export interface CheckedHead {
  readonly checkpoint: Checkpoint;
  readonly note: SignedNote;
}

/** Checks what the checkpoint says of the entries; its signatures come later. */
export function verifyCheckpoint(
  files: BundleFiles,
  ledger: string,
  chain: readonly ChainedEntry[],
  primitives: Primitives,
): Checked<CheckedHead> {
  const link = bundlePaths.checkpoint;
  const file = fileOf(files, link);
  if (!file.ok) return file;
  const note = readNote(primitives.decode(file.value) ?? '');
  const checkpoint = note === null ? null : readCheckpoint(note.text);
  const named = note?.signatures.every(({ name }) => ledgerNameSchema.safeParse(name).success);
  if (note === null || checkpoint === null || named !== true)
    return breaks(link, 'form', 'the documented form', 'another');
  if (checkpoint.ledger !== ledger) return breaks(link, 'ledger', ledger, checkpoint.ledger);
  if (checkpoint.size !== chain.length) return breaks(link, 'size', String(checkpoint.size), String(chain.length));
  const [signed, found] = [
    toHex(checkpoint.root),
    toHex(
      rootHash(
        chain.map(({ leaf }) => leaf),
        primitives,
      ),
    ),
  ];
  if (signed !== found) return breaks(link, 'root', signed, found);
  const last = chain.at(-1)?.entry.time ?? '';
  if (checkpoint.time < last) return breaks(link, 'time', `${last} or later`, checkpoint.time);
  return holds({ checkpoint, note });
}
