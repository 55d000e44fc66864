import { openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '@underpin/model';
import { unreadable } from './unreadable.ts';

/** A file opened for reading; its bytes are read when they are needed. */
export interface OpenedFile {
  readonly path: string;
  readonly blob: Blob;
}

/** Opens files as given and all files below folders, in the order of their paths. Refused when a path cannot be read. */
export async function openFiles(paths: readonly string[]): Promise<Result<readonly OpenedFile[]>> {
  const found: string[] = [];
  for (const path of paths) {
    try {
      if (!(await stat(path)).isDirectory()) found.push(path);
      else {
        const entries = await readdir(path, { recursive: true, withFileTypes: true });
        found.push(
          ...entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : [])).toSorted(),
        );
      }
    } catch (error) {
      return unreadable(path, error);
    }
  }
  return ok(await Promise.all(found.map(async (path) => ({ path, blob: await openAsBlob(path) }))));
}
