import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { EvidenceFiles } from '@underpin/app';
import { ok, refused, type Result } from '@underpin/model';
import type { HashedFiles } from '../files/hashed-files.ts';

const headBytes = 4096;

/** Files of evidence on disk, written while they come in. */
export class KeptEvidenceFiles implements EvidenceFiles {
  readonly #files: HashedFiles;

  constructor(files: HashedFiles) {
    this.#files = files;
  }

  async write(
    pieces: AsyncIterable<Uint8Array>,
    limit: number,
  ): Promise<Result<{ sha256: string; bytes: number; head: Uint8Array }>> {
    const temporary = this.#files.temporaryPath();
    const hash = createHash('sha256');
    const head: Uint8Array[] = [];
    let bytes = 0;
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        for await (const piece of pieces) {
          if (bytes < headBytes) head.push(piece.subarray(0, headBytes - bytes));
          bytes += piece.length;
          if (bytes > limit) return refused(`The file is longer than ${limit} bytes`);
          hash.update(piece);
          await file.writeFile(piece);
        }
      } finally {
        await file.close();
      }
      const sha256 = hash.digest('hex');
      await this.#files.publish(temporary, sha256);
      return ok({ sha256, bytes, head: Buffer.concat(head) });
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async read(sha256: string): Promise<AsyncIterable<Uint8Array>> {
    await this.#files.verify(sha256);
    return createReadStream(this.#files.path(sha256));
  }
}
