import { parseDoraPackageName, type Progress, type RegisterPackage, type RegisterProfile } from '@underpin/model';
import { readZip } from '../archive/read-zip.ts';
import type { ArchiveEntry } from '../archive/write-zip.ts';
import { readDoraPackage } from '../dora/read-dora-package.ts';
import { readInventory } from '../inventory/read-inventory.ts';
import type { SubmissionSource } from './submission-source.ts';

/** A submission as read, with the bytes that were read; the bytes of an unpacked folder are null, since nothing was received as one file. */
export interface ReadSubmission {
  readonly read: RegisterPackage;
  readonly bytes: Uint8Array | null;
}

const inventoryFile = /(^|\/)inventory\.csv$/i;

/** Reads a file or folder by the format that it shows: an inventory by its workbook or `inventory.csv`, everything else as a DORA package. */
export async function readSubmission(
  source: SubmissionSource,
  progress: Progress,
  profiles?: readonly RegisterProfile[],
): Promise<ReadSubmission> {
  const reading = { progress, ...(profiles === undefined ? {} : { profiles }) };
  const { content, name } = source;
  if (content.kind === 'folder') {
    const entries: ArchiveEntry[] = await Promise.all(
      content.entries.map(async ({ path, blob }) => ({ path, bytes: await bytesOf(blob) })),
    );
    const read = entries.some(({ path }) => inventoryFile.test(path))
      ? await readInventory({ name, entries })
      : await readDoraPackage({ name, entries }, reading);
    return { read, bytes: null };
  }
  const bytes = await bytesOf(content.blob);
  const read = (await isInventory(name, bytes))
    ? await readInventory({ name, bytes })
    : await readDoraPackage({ name, bytes }, reading);
  return { read, bytes };
}

async function isInventory(name: string, bytes: Uint8Array): Promise<boolean> {
  if (/\.xlsx$/i.test(name)) return true;
  if (parseDoraPackageName(name) !== null) return false;
  return (await readZip(name, bytes)).entries.some(
    ({ path }) => inventoryFile.test(path) || path === '[Content_Types].xml',
  );
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
