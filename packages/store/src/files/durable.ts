import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes the bytes of a file outlive a power cut. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a finished file its name: whole under the new name or not there at all. Both lie in the same file system. */
export async function publishFile(from: string, to: string): Promise<void> {
  await syncFile(from);
  await rename(from, to);
  await syncFile(dirname(to));
}
