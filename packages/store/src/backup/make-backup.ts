import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkLedger, readSigner, type Signer } from '@underpin/app';
import { ok, type Progress, refused, type Result } from '@underpin/model';
import { sql } from 'kysely';
import { syncFile } from '../files/durable.ts';
import { HashedFiles } from '../files/hashed-files.ts';
import { recordedFiles } from '../queries/read-submissions.ts';
import type { Records } from '../tables/records.ts';
import {
  type BackupManifest,
  fileEntry,
  manifestName,
  type Room,
  signatureName,
  tableEntry,
} from './backup-manifest.ts';
import { keyFileText, type Keys, keysText, readKeys } from './key-file.ts';
import { ledgerEntries, ledgerHead } from './ledger-entries.ts';
import { openRecords } from './open-records.ts';
import { tableLines, tableShapes } from './table-text.ts';
import { writeZip, type ZipOut } from './zip-file.ts';

export interface BackupOptions {
  readonly directory: string;
  /** Login of the owner of the tables in PostgreSQL; without it the records are those of the folder. */
  readonly database: string | undefined;
  readonly out: string;
  /** Seals the file of keys. */
  readonly passphrase: string | null;
  readonly version: string;
  readonly now: () => Date;
  readonly progress: Progress;
}

export interface BackupMade {
  readonly manifest: BackupManifest;
  /** File of the keys; null when the installation has none. */
  readonly keyFile: string | null;
  readonly signedBy: string | null;
}

/**
 * Writes all that an installation keeps into one file, and its keys into another beside it: records as they were at one
 * moment (on PostgreSQL while servers write), and every file that they name. Refused when a file is damaged, when the ledger
 * does not hold, or when another process has an embedded folder open; then nothing is left behind.
 */
export async function makeBackup(options: BackupOptions): Promise<Result<BackupMade>> {
  const { directory, out, passphrase, now, progress } = options;
  const keyFile = `${out}.keys`;
  for (const path of [out, keyFile])
    if (existsSync(path)) return refused(`"${path}" is there already: name another file`);
  if (!existsSync(dirname(out))) return refused(`There is no folder "${dirname(out)}" to write the backup to`);
  const opened = await openRecords(directory, options.database, now(), 'exist');
  if (!opened.ok) return opened;
  const { records, close } = opened.value;
  const part = `${out}.part-${crypto.randomUUID()}`;
  let zip: ZipOut | null = null;
  try {
    const keys = await readKeys(directory);
    const writing = await writeZip(part);
    zip = writing;
    const manifest = await records
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((transaction) => writeAll(transaction, writing, keys, options));
    if (!manifest.ok) return manifest;
    const text = JSON.stringify(manifest.value);
    const signer = keeperOf(keys);
    await writing.add(manifestName, oneOf(text), 6);
    if (signer !== null) {
      const signature = Buffer.from(signer.sign(Buffer.from(text))).toString('base64');
      const key = Buffer.from(keys['keeper.json'] ?? '', 'base64').toString('utf8');
      await writing.add(signatureName, oneOf(JSON.stringify({ key, signature })), 6);
    }
    await writing.close();
    zip = null;
    if (progress.cancelled) return refused('The backup was stopped');
    const hasKeys = Object.keys(keys).length > 0;
    if (hasKeys) {
      await writeFile(keyFile, keyFileText(manifest.value.id, keys, passphrase), { mode: 0o600, flag: 'wx' });
      await syncFile(keyFile);
    }
    await rename(part, out);
    await syncFile(dirname(out));
    return ok({ manifest: manifest.value, keyFile: hasKeys ? keyFile : null, signedBy: signer?.record.id ?? null });
  } catch (error) {
    return refused(`Cannot back up "${directory}": ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await zip?.abandon();
    await rm(part, { force: true });
    await close();
  }
}

async function writeAll(
  transaction: Records,
  zip: ZipOut,
  keys: Keys,
  { directory, version, now, progress }: BackupOptions,
): Promise<Result<BackupManifest>> {
  // The same text on every machine: the session's own settings would show in it.
  await sql`set local timezone = 'UTC'`.execute(transaction);
  await sql`set local datestyle = 'ISO'`.execute(transaction);
  const migrations = await transaction.selectFrom('migration').select(['name', 'checksum']).orderBy('name').execute();
  const shapes = await tableShapes(transaction);
  // A role that reads everything and changes nothing; whoever may not take it is told so by the database.
  await sql`set local role underpin_backup`.execute(transaction);
  const hidden = await hiddenTables(transaction);
  if (hidden.length > 0) return refused(`The role "underpin_backup" may not see all of: ${hidden.join(', ')}`);
  const head = await checkLedger(ledgerEntries(transaction));
  if (!head.ok) return head;
  const stated = await ledgerHead(transaction);
  if (stated.entries !== head.value.entries || stated.head !== head.value.head) {
    return refused(`The ledger has ${head.value.entries} entries, its head says ${stated.entries}`);
  }
  const named = await recordedFiles(transaction);
  const wanted: readonly (readonly [Room, ReadonlySet<string>])[] = [
    ['columns', named.columns],
    ['content', named.originals],
    ['evidence', named.evidence],
  ];
  const total = shapes.length + wanted.reduce((sum, [, hashes]) => sum + hashes.size, 0);
  let done = 0;
  const step = (): void => progress.report('Backing up', (done += 1), total);
  const tables: BackupManifest['tables'] = [];
  for (const shape of shapes) {
    if (progress.cancelled) return refused('The backup was stopped');
    const hash = createHash('sha256');
    let rows = 0;
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      for await (const line of tableLines(transaction, shape)) {
        const bytes = Buffer.from(`${line}\n`);
        hash.update(bytes);
        rows += 1;
        yield bytes;
      }
    };
    await zip.add(tableEntry(shape.name), pieces(), 6);
    tables.push({ name: shape.name, columns: shape.columns.map(({ name }) => name), rows, sha256: hash.digest('hex') });
    step();
  }
  const files: BackupManifest['files'] = [];
  for (const [room, hashes] of wanted) {
    const shelf = new HashedFiles(join(directory, room), room === 'columns' ? '.parquet' : '');
    for (const sha256 of [...hashes].toSorted()) {
      if (progress.cancelled) return refused('The backup was stopped');
      const hash = createHash('sha256');
      let bytes = 0;
      const path = shelf.path(sha256);
      if (!existsSync(path)) return refused(`"${path}" is missing, although the records name it`);
      const pieces = async function* (): AsyncGenerator<Uint8Array> {
        for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
          hash.update(piece as Buffer);
          bytes += (piece as Buffer).length;
          yield piece as Buffer;
        }
      };
      await zip.add(fileEntry(room, sha256), pieces(), 0);
      const found = hash.digest('hex');
      if (found !== sha256) return refused(`"${path}" is damaged: its bytes have SHA-256 ${found}`);
      files.push({ room, sha256, bytes });
      step();
    }
  }
  const keysSha256 = Object.keys(keys).length === 0 ? null : createHash('sha256').update(keysText(keys)).digest('hex');
  const made = { format: 'underpin-backup/1' as const, id: crypto.randomUUID(), madeAt: now().toISOString(), version };
  return ok({ ...made, migrations, tables, files, ledger: head.value, keysSha256 });
}

/** Tables that a policy hides from the role that backs up. */
async function hiddenTables(transaction: Records): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'backup')`.execute(transaction);
  return rows.map(({ name }) => name);
}

function keeperOf(keys: Keys): Signer | null {
  const [pem, record] = [keys['keeper.pem'], keys['keeper.json']].map((text) =>
    Buffer.from(text ?? '', 'base64').toString('utf8'),
  );
  const signer = readSigner(pem ?? '', record ?? '');
  return signer.ok ? signer.value : null;
}

async function* oneOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
