import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.UNDERPIN_SHARED_DATA ?? join(import.meta.dirname, '../../../../../shared/data');

/** A file of the shared reference data, or `null` where they are not at hand. */
export function sharedFile(path: string): Uint8Array | null {
  try {
    return readFileSync(join(folder, path));
  } catch {
    return null;
  }
}
