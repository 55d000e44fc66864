import { existsSync } from 'node:fs';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { refusal } from '../refusal.ts';
import { ownerDatabase, readPassphrase } from './backup.ts';

/** `underpin restore`: a backup into an empty folder and database, everything checked. */
export const restoreCommand = defineCommand({
  name: 'restore',
  summary: 'Restore a backup into an empty folder (and PostgreSQL database), and check all of it',
  details:
    'The records go into PostgreSQL when UNDERPIN_DATABASE_OWNER_URL or UNDERPIN_DATABASE_URL is set, else into the folder, whichever they came from. Compares every file and table with its SHA-256, the manifest with its signature, and computes the whole ledger again. Refused, with nothing left behind, at the first thing that does not hold. Without the keys, second factors and signing keys of people and the key that seals reports are lost: say --without-keys to accept that.',
  examples: [
    'underpin restore backup.zip --data /srv/underpin-new',
    'UNDERPIN_DATABASE_URL=postgres://underpin@db/underpin underpin restore backup.zip --data /srv/underpin',
  ],
  input: z.object({
    file: z.string().min(1).describe('backup that "underpin backup" wrote'),
    data: z.string().min(1).describe('folder to restore into; empty or not there'),
    keys: z.string().optional().describe('file of the keys (default: FILE.keys)'),
    withoutKeys: z.boolean().default(false).describe('restore without the keys'),
    passphraseFile: z.string().optional().describe('file whose first line the keys are sealed with'),
  }),
  operands: ['file'],
  async run(input, surroundings) {
    const passphrase = await readPassphrase(input.passphraseFile);
    if (passphrase === undefined) return refusal(`Cannot read a passphrase from "${input.passphraseFile ?? ''}"`);
    const keyFile = input.withoutKeys ? null : (input.keys ?? `${input.file}.keys`);
    if (keyFile !== null && existsSync(input.file) && !existsSync(keyFile)) {
      return refusal(`There is no file of keys "${keyFile}": name it with --keys, or say --without-keys`);
    }
    const database = ownerDatabase(surroundings.environment);
    const { restoreBackup } = await import('@underpin/store');
    const restored = await restoreBackup({
      file: input.file,
      directory: input.data,
      database,
      keyFile,
      passphrase,
      now: surroundings.now,
      progress: surroundings.progress,
    });
    if (!restored.ok) return refusal(restored.reason);
    const { manifest, rows, ledger, signedBy, keys } = restored.value;
    const files = manifest.files.length;
    return {
      json: { data: input.data, madeAt: manifest.madeAt, rows, files, ledger, signedBy, keys },
      text: [
        `Restored to "${input.data}"${database === undefined ? '' : ' and PostgreSQL'}: ${rows} rows and ${files} files as of ${manifest.madeAt}, each with the SHA-256 that the backup states.`,
        `The ledger was computed again and holds: ${ledger.entries} entries, the last ${ledger.head}.`,
        signedBy === null
          ? 'The backup is not signed.'
          : signedBy.ours
            ? `Signed by the keeper of this installation (${signedBy.key}).`
            : `Signed by the key ${signedBy.key}: compare it with the keeper's, as the keys were not restored.`,
        keys === 0 ? 'No keys were restored.' : `${keys} files of keys were restored.`,
      ].join('\n'),
      exitCode: exitCodes.fine,
    };
  },
});
