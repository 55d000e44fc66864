import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import writeXlsxFile from 'write-excel-file/universal';
import type { ArchiveEntry } from '../archive/write-zip.ts';
import { writeZip } from '../archive/write-zip.ts';

type Sheets = Extract<Parameters<typeof writeXlsxFile>[0], readonly { readonly sheet?: string }[]>;
type Options = NonNullable<Parameters<typeof writeXlsxFile>[1]>;

/** Sheets as the bytes of a workbook; the same sheets give the same bytes on one machine. */
export async function xlsxBytes(sheets: Sheets, options: Options = {}): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await writeXlsxFile(sheets, options).toBlob();
  return await writeZip(await unpacked(new Uint8Array(await blob.arrayBuffer())));
}

/** The library looks texts up in a plain object, where "constructor" is always found; a space behind it is trimmed on reading. */
export function storable(text: string): string {
  return text in Object.prototype ? `${text} ` : text;
}

/** True when a spreadsheet holds the number as it is written. */
export function isExactNumber(text: string): boolean {
  return text !== '' && String(Number(text)) === text;
}

// The library stamps the present moment on every entry.
async function unpacked(workbook: Uint8Array): Promise<ArchiveEntry[]> {
  const reader = new ZipReader(new Uint8ArrayReader(workbook));
  const entries: ArchiveEntry[] = [];
  for (const entry of await reader.getEntries()) {
    if (!entry.directory) entries.push({ path: entry.filename, bytes: await entry.getData(new Uint8ArrayWriter()) });
  }
  await reader.close();
  return entries;
}
