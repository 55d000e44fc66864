import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { HashedFiles } from './hashed-files.ts';

/** The bytes of submissions as received. */
export class Originals {
  readonly #files: HashedFiles;

  constructor(files: HashedFiles) {
    this.#files = files;
  }

  async write(hash: string, content: Uint8Array): Promise<void> {
    const temporary = this.#files.temporaryPath();
    await writeFile(temporary, content, { flag: 'wx' });
    await this.#files.publish(temporary, hash);
  }

  /** Throws when the bytes on disk are no longer those that were received. */
  async read(hash: string): Promise<Uint8Array> {
    const path = this.#files.path(hash);
    const content = await readFile(path);
    const found = createHash('sha256').update(content).digest('hex');
    if (found !== hash) {
      throw new Error(
        `Cannot give the original of submission ${hash}: "${path}" now has SHA-256 ${found}. Restore this file from a backup.`,
      );
    }
    return content;
  }
}
