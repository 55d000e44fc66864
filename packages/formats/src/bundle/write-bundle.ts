import { writeZip, type ArchiveEntry } from '../archive/write-zip.ts';

/**
 * Writes the files of a bundle as one zip archive, in the order given. The same files give the same bytes.
 * Source: docs/reference/bundle-format.md.
 *
 * @example await writeBundle([{ path: 'manifest.json', bytes }])
 */
export async function writeBundle(files: Iterable<ArchiveEntry>): Promise<Uint8Array<ArrayBuffer>> {
  return await writeZip(files);
}
