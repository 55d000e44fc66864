import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreHealth } from '@underpin/app';
import { unavailability } from '@underpin/app/unavailable';
import { sql } from 'kysely';
import type { Records } from './tables/records.ts';

const longestMs = 2000;
// One block of most file systems, so that a full one says so.
const block = new Uint8Array(4096);

/** Asks the database for one row and writes one block into a folder. */
export async function healthOf(records: Records, folder: string): Promise<StoreHealth> {
  const database = inTime(sql`select 1`.execute(records));
  const path = join(folder, `tmp-health-${crypto.randomUUID()}`);
  const written = inTime(writeOnce(path));
  const room = statfs(folder).then(({ bavail, bsize }) => bavail * bsize);
  return {
    database: await reason(database),
    files: await reason(written),
    freeBytes: await room.catch(() => 0),
  };
}

async function writeOnce(path: string): Promise<void> {
  try {
    await writeFile(path, block, { flag: 'wx' });
  } finally {
    await rm(path, { force: true });
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), longestMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function reason(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return (
      unavailability(error)?.why ?? (error instanceof Error && error.message === 'no answer' ? 'no answer' : 'broken')
    );
  }
}
