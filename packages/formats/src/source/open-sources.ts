import { type Dirent, openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ok, refused, type Result } from '@underpin/model';
import type { SourceEntry, SubmissionSource } from './submission-source.ts';
import { unreadable } from './unreadable.ts';

/** Sources found below some paths, and the files that were passed over because nothing marks them as a submission. */
export interface OpenedSources {
  readonly sources: readonly SubmissionSource[];
  readonly passedOver: readonly string[];
}

const submissionFile = /\.(zip|xlsx)$/i;
const packageMarks = new Set(['meta-inf', 'reports', 'inventory.csv']);

/**
 * Opens every submission at or below `paths`: files as given, folders searched for `.zip` and `.xlsx` files and for unpacked packages (a folder
 * that holds `META-INF`, `reports` or `inventory.csv`). Refused with the reason when a path cannot be read.
 *
 * @example
 * const opened = await openSources(['examples/sector']);
 */
export async function openSources(paths: readonly string[]): Promise<Result<OpenedSources>> {
  const sources: SubmissionSource[] = [];
  const passedOver: string[] = [];
  for (const path of paths) {
    try {
      const status = await stat(path);
      if (status.isDirectory()) await openFolder(path, sources, passedOver);
      else if (status.isFile()) sources.push(await fileSource(path));
      else return refused(`Cannot read "${path}": it is neither a file nor a folder`);
    } catch (error) {
      return unreadable(path, error);
    }
  }
  return ok({ sources, passedOver });
}

async function fileSource(path: string): Promise<SubmissionSource> {
  return { name: basename(path), path, content: { kind: 'file', blob: await openAsBlob(path) } };
}

async function openFolder(folder: string, sources: SubmissionSource[], passedOver: string[]): Promise<void> {
  const children = (await readdir(folder, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (children.some((child) => packageMarks.has(child.name.toLowerCase()))) {
    sources.push({
      name: basename(folder),
      path: folder,
      content: { kind: 'folder', entries: await entriesBelow(folder) },
    });
    return;
  }
  for (const child of children) {
    const path = join(folder, child.name);
    if (child.isDirectory()) await openFolder(path, sources, passedOver);
    else if (isFile(child) && submissionFile.test(child.name)) sources.push(await fileSource(path));
    else passedOver.push(path);
  }
}

async function entriesBelow(folder: string): Promise<SourceEntry[]> {
  const all = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = all
    .filter(isFile)
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return Promise.all(
    files.map(async (path) => ({
      path: path.slice(folder.length).replaceAll('\\', '/').replace(/^\//, ''),
      blob: await openAsBlob(path),
    })),
  );
}

function isFile(entry: Dirent): boolean {
  return entry.isFile();
}
