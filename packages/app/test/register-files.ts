import { doraProfiles, readDoraPackage, readZip, writeZip } from '@underpin/formats';
import { type RegisterPackage, type RegisterProfile, rowOf, silent, type Table } from '@underpin/model';
import { sampleRegisters } from '../src/index.ts';

export const profile = doraProfiles[0] as RegisterProfile;
export const now = new Date('2026-03-20T09:00:00Z');
export const surroundings = { now, progress: silent };

export interface PackageFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Packages of a seeded sector, without their folder. */
export async function samplePackages(institutions: number, seed = 2014): Promise<PackageFile[]> {
  const files: PackageFile[] = [];
  for await (const { path, bytes } of sampleRegisters({ institutions, seed, referenceDate: '2024-12-31' }))
    files.push({ name: path.slice(path.lastIndexOf('/') + 1), bytes });
  return files;
}

/** A package with the text of some files changed; paths are those below `reports/`, null takes a file out. */
export async function changed(
  file: PackageFile,
  change: Readonly<Record<string, (text: string) => string | null>>,
  name = file.name,
): Promise<PackageFile> {
  const { files } = await readZip(file.name, file.bytes);
  const [from, to] = [file.name, name].map((one) => one.replace(/\.zip$/, ''));
  const entries = files.flatMap(({ path, bytes }) => {
    const edit = change[path.slice(path.lastIndexOf('/') + 1)];
    const text = edit === undefined ? null : edit(new TextDecoder().decode(bytes));
    if (edit !== undefined && text === null) return [];
    const content = text === null ? bytes : new TextEncoder().encode(text);
    return [{ path: path.replace(from ?? '', to ?? ''), bytes: content }];
  });
  const added = Object.entries(change).flatMap(([path, edit]) => {
    const text = files.some((one) => one.path.endsWith(`/${path}`)) ? null : edit('');
    return text === null ? [] : [{ path: `${to}/reports/${path}`, bytes: new TextEncoder().encode(text) }];
  });
  return { name, bytes: await writeZip([...entries, ...added]) };
}

export const read = (file: PackageFile): Promise<RegisterPackage> => readDoraPackage(file);

/** All rows as objects, table by table, in their order. */
export function rowsOf(tables: ReadonlyMap<string, Table>): Record<string, Record<string, string>[]> {
  return Object.fromEntries(
    [...tables].map(([code, table]) => [
      code,
      Array.from({ length: table.rowCount }, (_none, row) => rowOf(table, row)),
    ]),
  );
}

/** Changes one cell of a CSV text without quotes in that row; rows from 1, below the header. */
export function withCell(column: string, row: number, value: string): (text: string) => string {
  return (text) => {
    const lines = text.split('\r\n');
    const at = (lines[0] ?? '').split(',').indexOf(column);
    const cells = splitRow(lines[row] ?? '');
    cells[at] = value;
    lines[row] = cells.join(',');
    return lines.join('\r\n');
  };
}

/** The cells of a row as written, quotes kept. */
export function splitRow(line: string): string[] {
  return (
    line
      .match(/("([^"]|"")*"|[^,]*)(,|$)/g)
      ?.slice(0, line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).length)
      .map((one) => one.replace(/,$/, '')) ?? []
  );
}
