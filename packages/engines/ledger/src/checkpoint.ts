import { ledgerNameSchema, momentSchema } from '@underpin/model';
import { fromBase64, toBase64 } from './base64.ts';

/** The head of a ledger at one moment: what its keeper signs. */
export interface Checkpoint {
  /** Name of the ledger. */
  readonly ledger: string;
  /** Number of entries. */
  readonly size: number;
  /** Root hash of the tree over the entries, 32 bytes. */
  readonly root: Uint8Array;
  /** When it was signed, UTC with milliseconds. */
  readonly time: string;
}

/**
 * The bytes that are signed, as text: a C2SP tlog-checkpoint of four lines (ledger, size, root in base64, `time` as its
 * extension line), each with a line end.
 *
 * @example checkpointText({ ledger: 'underpin/review-1', size: 3, root, time: '2026-01-31T09:00:00.000Z' })
 */
export function checkpointText({ ledger, size, root, time }: Checkpoint): string {
  return `${ledger}\n${size}\n${toBase64(root)}\ntime ${time}\n`;
}

/** Reads what {@link checkpointText} wrote; `null` for any other text. */
export function readCheckpoint(text: string): Checkpoint | null {
  const [ledger = '', digits = '', hash = '', stamp = ''] = text.split('\n');
  const root = fromBase64(hash);
  const size = Number(digits);
  const time = stamp.replace(/^time /, '');
  if (root?.length !== 32 || !ledgerNameSchema.safeParse(ledger).success || !(Number.isSafeInteger(size) && size >= 0))
    return null;
  if (!momentSchema.safeParse(time).success) return null;
  const checkpoint = { ledger, size, root, time };
  return checkpointText(checkpoint) === text ? checkpoint : null;
}
