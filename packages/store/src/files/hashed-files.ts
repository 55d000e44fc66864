import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { publishFile } from './durable.ts';

const hashForm = /^[0-9a-f]{64}$/;
const shelfForm = /^[0-9a-f]{2}$/;

/** SHA-256 of a file, read in pieces. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Files named by the SHA-256 of their bytes, on 256 shelves: `<directory>/<hh>/<hash><suffix>`. */
export class HashedFiles {
  readonly directory: string;
  readonly #suffix: string;
  /** Published by this process: never swept, because their record may still be under way. */
  readonly #ours = new Set<string>();
  /** Seen by this process to hold the bytes that their name says. */
  readonly #verified = new Set<string>();

  constructor(directory: string, suffix: string) {
    this.directory = directory;
    this.#suffix = suffix;
  }

  path(hash: string): string {
    if (!hashForm.test(hash)) throw new TypeError(`Cannot name a file "${hash}": expected 64 hexadecimal digits`);
    return join(this.directory, hash.slice(0, 2), `${hash}${this.#suffix}`);
  }

  /** A name no other writer uses; what is left under such a name is swept. */
  temporaryPath(): string {
    return join(this.directory, `tmp-${crypto.randomUUID()}${this.#suffix}`);
  }

  /** Puts a finished temporary file in its place; where the place is taken, by the same bytes, the temporary file goes. */
  async publish(temporary: string, hash: string): Promise<void> {
    this.#ours.add(hash);
    const place = this.path(hash);
    if (await exists(place)) {
      await rm(temporary);
      return;
    }
    await mkdir(join(this.directory, hash.slice(0, 2)), { recursive: true });
    await publishFile(temporary, place);
  }

  /** Throws when the bytes of a file are not those of its name. A file is read for this once per process. */
  async verify(hash: string): Promise<void> {
    if (this.#ours.has(hash) || this.#verified.has(hash)) return;
    const path = this.path(hash);
    const found = await hashFile(path);
    if (found !== hash) {
      throw new Error(`Cannot use "${path}": its bytes have SHA-256 ${found}. Restore this file from a backup.`);
    }
    this.#verified.add(hash);
  }

  /** Removes files that are not to be kept, except those this process published, and tells how many. */
  async sweep(keep: ReadonlySet<string>): Promise<number> {
    let removed = 0;
    for (const shelf of await readdir(this.directory)) {
      if (!shelfForm.test(shelf)) continue;
      for (const name of await readdir(join(this.directory, shelf))) {
        const hash = name.slice(0, 64);
        if (name !== `${hash}${this.#suffix}` || keep.has(hash) || this.#ours.has(hash)) continue;
        await rm(join(this.directory, shelf, name));
        removed += 1;
      }
    }
    return removed;
  }

  /** Removes unfinished files. Only while nobody else writes here. */
  async sweepTemporary(): Promise<number> {
    const names = (await readdir(this.directory)).filter((name) => name.startsWith('tmp-'));
    for (const name of names) await rm(join(this.directory, name), { recursive: true });
    return names.length;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
