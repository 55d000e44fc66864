import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import './zip-settings.ts';

// The earliest date that the format can hold; zip stores local time without a zone, so local parts are the same everywhere.
const fixedDate = new Date(1980, 0, 1, 0, 0, 0);

/** One file to be put into an archive. */
export interface ArchiveEntry {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes a zip archive. The same entries give the same bytes: dates are fixed and the order is the caller's.
 *
 * @example await writeZip([{ path: 'root/a.txt', bytes }])
 */
export async function writeZip(entries: Iterable<ArchiveEntry>): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    lastModDate: fixedDate,
    extendedTimestamp: false,
    keepOrder: true,
    level: 6,
  });
  for (const entry of entries) await writer.add(entry.path, new Uint8ArrayReader(entry.bytes));
  return await writer.close();
}
