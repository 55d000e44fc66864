import { inventoryProfile, readZip } from '@underpin/formats';
import { parseDoraPackageName, type Progress } from '@underpin/model';
import { readSubmission } from '@underpin/formats';
import type { RowFile } from '../register-rows.ts';

/** A file in memory as what a submission is read from. */
export function sourceOf({ name, bytes }: RowFile): Parameters<typeof readSubmission>[0] {
  return { name, path: name, content: { kind: 'file', blob: new Blob([new Uint8Array(bytes)]) } };
}

/** How a file is meant when nobody says so: CSV files, also a zip of them, and workbooks of a register hold rows; all else is whole. */
export async function usualWay(file: RowFile, progress: Progress): Promise<'whole' | 'rows'> {
  const { name } = file;
  if (/\.csv$/i.test(name)) return 'rows';
  if (parseDoraPackageName(name) !== null) return 'whole';
  const paths = (await readZip(name, file.bytes, { wanted: () => false })).entries.map(({ path }) => path);
  if (paths.includes('[Content_Types].xml')) {
    const { read } = await readSubmission(sourceOf(file), progress);
    return read.tables.size > 0 ? 'whole' : 'rows';
  }
  return paths.length > 0 && paths.every(isLooseTable) ? 'rows' : 'whole';
}

function isLooseTable(path: string): boolean {
  return /\.csv$/i.test(path) && !/(^|\/)(inventory|parameters|filingindicators)\.csv$/i.test(path);
}

/** The files with rows that a file holds: itself, or the CSV files of a zip that is no package. */
export async function rowFilesIn(file: RowFile): Promise<readonly RowFile[]> {
  if (!/\.zip$/i.test(file.name)) return [file];
  const { files } = await readZip(file.name, file.bytes);
  if (files.some(({ path }) => /(^|\/)report\.json$/i.test(path))) return [file];
  return files
    .filter(({ path }) => /\.csv$/i.test(path))
    .map(({ path, bytes }) => ({ name: path.slice(path.lastIndexOf('/') + 1), bytes }));
}

/** Whether a file is named like a table of an inventory. */
export function isInventoryTable({ name }: RowFile): boolean {
  return inventoryProfile.tables.some(({ file }) => name.toLowerCase().startsWith(file.replace(/csv$/, '')));
}
