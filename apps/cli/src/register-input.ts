import { basename } from 'node:path';
import { doraProfileIds, openSources, readSubmission, type RowFile } from '@underpin/app';
import { ok, type Progress, refused, type RegisterPackage, type Result } from '@underpin/model';
import { z } from 'zod';
import type { Surroundings } from './command.ts';
import { withStore } from './with-store.ts';
import { exitCodes } from './exit-codes.ts';
import { readBytes } from './read-bytes.ts';

/** Options that say what a written package says of itself. */
export const metaInput = {
  lei: z.string().optional().describe('LEI of the entity (default: as the register says)'),
  scope: z.enum(['CON', 'IND']).optional().describe('consolidated or individual'),
  country: z.string().optional().describe("the authority's country, two letters"),
  referenceDate: z.string().optional().describe('reference date, yyyy-mm-dd'),
  currency: z.string().optional().describe('currency of the amounts, three letters'),
  stamp: z
    .string()
    .optional()
    .describe('stamp of the file name, 17 digits (default: export keeps the one of the source; else now)'),
};

/** The version that a register is written in. */
export const profileInput = z
  .enum(doraProfileIds as [string, ...string[]])
  .default(doraProfileIds[0] ?? '')
  .describe('version of the register');

/** The one package at a path: a file, or an unpacked folder. */
export async function packageAt(path: string, progress: Progress): Promise<Result<RegisterPackage>> {
  const opened = await openSources([path]);
  if (!opened.ok) return opened;
  const [source, ...others] = opened.value.sources;
  if (source === undefined) return refused(`There is no package at "${path}": expected a .zip or an unpacked one`);
  if (others.length > 0) return refused(`There are ${others.length + 1} packages below "${path}": name one`);
  return ok((await readSubmission(source, progress)).read);
}

/** The package at a path, or the imported submission of that SHA-256. */
export async function packageOrSubmission(
  what: string,
  data: string | undefined,
  surroundings: Surroundings,
): Promise<Result<RegisterPackage>> {
  if (!/^[0-9a-f]{64}$/.test(what)) return packageAt(what, surroundings.progress);
  let found: Result<RegisterPackage> = refused(`There is no submission "${what}" in the data folder`);
  const answer = await withStore(data, surroundings, async (store) => {
    const submission = await store.submissions.get(what);
    if (submission !== null) {
      const blob = new Blob([new Uint8Array(await store.submissions.content(what))]);
      const source = { name: submission.name, path: what, content: { kind: 'file' as const, blob } };
      found = ok((await readSubmission(source, surroundings.progress)).read);
    }
    return { json: null, text: '', exitCode: exitCodes.fine };
  });
  return answer.exitCode === exitCodes.refused ? refused(answer.text) : found;
}

/** Files with their bytes. */
export async function filesAt(paths: readonly string[]): Promise<Result<RowFile[]>> {
  const files: RowFile[] = [];
  for (const path of paths) {
    const bytes = await readBytes(path);
    if (!bytes.ok) return bytes;
    files.push({ name: basename(path), bytes: bytes.value });
  }
  return ok(files);
}
