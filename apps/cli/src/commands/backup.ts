import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { dataFolder } from '../places.ts';
import { refusal } from '../refusal.ts';
import { version } from '../version.ts';

/** `underpin backup`: everything of an installation in one file, its keys in another. */
export const backupCommand = defineCommand({
  name: 'backup',
  summary: 'Back up everything of an installation into one file, and its keys into another',
  details:
    'On PostgreSQL (UNDERPIN_DATABASE_OWNER_URL, else UNDERPIN_DATABASE_URL) servers may go on writing: the backup holds the records as they were at one moment. The embedded database must not be open: stop the server first. The keys are written beside it as FILE.keys: keep that apart from the backup, or seal it with a passphrase. The file restores into either database.',
  examples: [
    'underpin backup --out /backup/2026-03-31.zip',
    'underpin backup --out backup.zip --data /srv/underpin --passphrase-file /run/secrets/backup',
  ],
  input: z.object({
    out: z.string().min(1).describe('file to write; FILE.keys is written beside it'),
    data: z.string().optional().describe('data folder (default: UNDERPIN_DATA, else .underpin in the project)'),
    passphraseFile: z.string().optional().describe('file whose first line seals the keys'),
  }),
  operands: [],
  async run(input, surroundings) {
    const passphrase = await readPassphrase(input.passphraseFile);
    if (passphrase === undefined) return refusal(`Cannot read a passphrase from "${input.passphraseFile ?? ''}"`);
    const { makeBackup } = await import('@underpin/store');
    const made = await makeBackup({
      directory: dataFolder(input.data, surroundings),
      database: ownerDatabase(surroundings.environment),
      out: input.out,
      passphrase,
      version,
      now: surroundings.now,
      progress: surroundings.progress,
    });
    if (!made.ok) return refusal(made.reason);
    const { manifest, keyFile, signedBy } = made.value;
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    const { ledger } = manifest;
    return {
      json: {
        out: input.out,
        keyFile,
        signedBy,
        madeAt: manifest.madeAt,
        rows,
        files: manifest.files.length,
        bytes,
        ledger,
      },
      text: [
        `Backed up to "${input.out}": ${rows} rows, ${manifest.files.length} files (${bytes} bytes), as of ${manifest.madeAt}.`,
        `The ledger holds: ${ledger.entries} entries, the last ${ledger.head}.`,
        keyFile === null
          ? 'There are no keys yet: no server has run on this folder.'
          : `The keys are in "${keyFile}"${passphrase === null ? ', open: keep it apart from the backup' : ', sealed'}. Signed by the keeper: ${signedBy ?? 'no'}.`,
      ].join('\n'),
      exitCode: exitCodes.fine,
    };
  },
});

/** First line of a file; null where none is asked for, undefined when it cannot be read or is empty. */
export async function readPassphrase(path: string | undefined): Promise<string | null | undefined> {
  if (path === undefined) return null;
  const text = await readFile(path, 'utf8').catch(() => '');
  const [line = ''] = text.split(/\r?\n/);
  return line === '' ? undefined : line;
}

/** Login of the owner of the tables; undefined for the embedded database. */
export function ownerDatabase(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  return environment['UNDERPIN_DATABASE_OWNER_URL'] || environment['UNDERPIN_DATABASE_URL'] || undefined;
}
