import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkLedger, readPublicKey } from '@underpin/app';
import { ok, type Progress, refused, type Result } from '@underpin/model';
import { sql } from 'kysely';
import { HashedFiles } from '../files/hashed-files.ts';
import { migrations } from '../migrations/all.ts';
import { makeRooms } from '../open-directory.ts';
import { checksumOf, migrate } from '../records/migrate.ts';
import type { Records } from '../tables/records.ts';
import {
  type BackupManifest,
  backupManifestSchema,
  backupSignatureSchema,
  fileEntry,
  manifestName,
  signatureName,
  tableEntry,
} from './backup-manifest.ts';
import { type Keys, keysText, readKeyFile, writeKeys } from './key-file.ts';
import { ledgerEntries, ledgerHead } from './ledger-entries.ts';
import { openRecords } from './open-records.ts';
import { putLines, tableShapes, unbound } from './table-text.ts';
import { readZip, type ZipIn } from './zip-file.ts';

export interface RestoreOptions {
  readonly file: string;
  /** A folder that is empty, or not there. */
  readonly directory: string;
  /** Login of the owner of a database without records; without it the records go into the folder. */
  readonly database: string | undefined;
  /** File of the keys; null: go on without them. */
  readonly keyFile: string | null;
  readonly passphrase: string | null;
  readonly now: () => Date;
  readonly progress: Progress;
}

export interface Restored {
  readonly manifest: BackupManifest;
  readonly rows: number;
  readonly ledger: { readonly entries: number; readonly head: string };
  /** Key that signed the backup, and whether it is the keeper's of the restored keys. Null: not signed. */
  readonly signedBy: { readonly key: string; readonly ours: boolean } | null;
  readonly keys: number;
}

const largestManifest = 512 * 1024 * 1024;
const longestLine = 256 * 1024 * 1024;

/**
 * Puts a backup into an empty folder and an empty database, of either kind, whichever kind it came from. Every file and every
 * table is compared with its SHA-256, references between rows are checked by the database, and the whole ledger is computed
 * again. Refused at the first thing that does not hold; then nothing is left behind.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Result<Restored>> {
  const { file, directory, database, now } = options;
  if (existsSync(directory) && (await readdir(directory)).length > 0) {
    return refused(`"${directory}" is not empty: restore into a new folder, then start Underpin on it`);
  }
  if (!existsSync(file)) return refused(`There is no file "${file}"`);
  const cannot = (why: string): Result<never> => refused(`Cannot restore "${file}": ${why}`);
  let zip: ZipIn | null = null;
  let finished = false;
  const fresh = !existsSync(directory);
  try {
    zip = await readZip(file);
    const known = await readManifest(zip);
    if (!known.ok) return cannot(known.reason);
    const { manifest, text } = known.value;
    const keys = await keysFor(manifest, options);
    if (!keys.ok) return cannot(keys.reason);
    const signed = await signatureOf(zip, text, keys.value);
    if (!signed.ok) return cannot(signed.reason);
    const complete = await sameEntries(zip, manifest);
    if (complete !== null) return cannot(complete);
    const steps = migrations.slice(0, manifest.migrations.length);
    const strange = manifest.migrations.find(({ name, checksum }, at) => {
      const step = steps[at];
      return step?.name !== name || checksumOf(step) !== checksum;
    });
    if (strange !== undefined) {
      return cannot(
        `it was written with migration "${strange.name}", which this version does not know: use a newer version`,
      );
    }
    const files = await takeFiles(zip, manifest, options);
    if (!files.ok) return cannot(files.reason);
    const opened = await openRecords(directory, database, now(), 'be new');
    if (!opened.ok) return opened;
    const { records, close } = opened.value;
    try {
      const inUse = await rowsIn(records);
      if (inUse !== null) return cannot(`the database has rows in "${inUse}" already: name a database without records`);
      const made = await migrate(records, steps, now());
      if (!made.ok) return cannot(made.reason);
      const source = zip;
      const put = await records.transaction().execute(async (transaction) => {
        const done = await putTables(transaction, source, manifest, options.progress);
        if (!done.ok) throw new Unfit(done.reason);
        return done.value;
      });
      await writeKeys(directory, keys.value);
      const raised = await migrate(records, migrations, now());
      if (!raised.ok) return cannot(raised.reason);
      finished = true;
      const count = Object.keys(keys.value).length;
      return ok({ manifest, ...put, signedBy: signed.value, keys: count });
    } finally {
      await close();
    }
  } catch (error) {
    return cannot(error instanceof Error ? error.message : String(error));
  } finally {
    await zip?.close();
    if (!finished) await emptyFolder(directory, fresh);
  }
}

class Unfit extends Error {}

async function readManifest(zip: ZipIn): Promise<Result<{ readonly manifest: BackupManifest; readonly text: string }>> {
  const entry = zip.entries.get(manifestName);
  if (entry === undefined) return refused('it holds no manifest: it is no backup of Underpin');
  if (entry.uncompressedSize > largestManifest) return refused('its manifest is too large');
  const text = await textOf(zip, manifestName);
  const parsed = backupManifestSchema.safeParse(jsonOf(text));
  if (!parsed.success)
    return refused(`its manifest is not one that this version reads (${parsed.error.issues[0]?.path.join('.') ?? ''})`);
  return ok({ manifest: parsed.data, text });
}

async function keysFor(manifest: BackupManifest, { keyFile, passphrase }: RestoreOptions): Promise<Result<Keys>> {
  if (keyFile === null || manifest.keysSha256 === null) return ok({});
  const text = await readFile(keyFile, 'utf8').catch(() => null);
  if (text === null) return refused(`there is no file of keys "${keyFile}"`);
  const keys = readKeyFile(text, manifest.id, passphrase);
  if (!keys.ok) return refused(`the file of keys "${keyFile}" cannot be used: ${keys.reason}`);
  const found = createHash('sha256').update(keysText(keys.value)).digest('hex');
  return found === manifest.keysSha256 ? keys : refused(`the file of keys "${keyFile}" was changed`);
}

async function signatureOf(zip: ZipIn, text: string, keys: Keys): Promise<Result<Restored['signedBy']>> {
  const keeper = keys['keeper.json'];
  if (!zip.entries.has(signatureName)) {
    return keeper === undefined ? ok(null) : refused('the signature of the keeper was taken out');
  }
  const parsed = backupSignatureSchema.safeParse(jsonOf(await textOf(zip, signatureName)));
  if (!parsed.success) return refused('its signature cannot be read');
  const key = readPublicKey(parsed.data.key);
  if (!key.ok) return refused(`its signature cannot be read: ${key.reason}`);
  const spki = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(key.value.publicKey, 'base64'),
  ]);
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  if (!verify(null, Buffer.from(text), publicKey, Buffer.from(parsed.data.signature, 'base64'))) {
    return refused('its manifest was changed: the signature does not fit');
  }
  const own = keeper === undefined ? null : readPublicKey(Buffer.from(keeper, 'base64').toString('utf8'));
  const ours = own?.ok === true && own.value.id === key.value.id;
  if (keeper !== undefined && !ours) return refused('another key than that of this installation signed it');
  return ok({ key: key.value.id, ours });
}

/** Every entry stands in the manifest, and the other way round. */
async function sameEntries(zip: ZipIn, { tables, files }: BackupManifest): Promise<string | null> {
  const stated = new Set([
    manifestName,
    ...(zip.entries.has(signatureName) ? [signatureName] : []),
    ...tables.map(({ name }) => tableEntry(name)),
    ...files.map(({ room, sha256 }) => fileEntry(room, sha256)),
  ]);
  for (const name of zip.entries.keys())
    if (!stated.has(name)) return `it holds "${name}", which its manifest does not name`;
  for (const name of stated) if (!zip.entries.has(name)) return `"${name}" is missing in it`;
  return null;
}

async function takeFiles(
  zip: ZipIn,
  { files }: BackupManifest,
  { directory, progress }: RestoreOptions,
): Promise<Result<void>> {
  const made = await makeRooms(directory);
  if (!made.ok) return made;
  for (const [at, { room, sha256, bytes }] of files.entries()) {
    if (progress.cancelled) return refused('it was stopped');
    const shelf = new HashedFiles(made.value[room], room === 'columns' ? '.parquet' : '');
    const temporary = shelf.temporaryPath();
    const out = await open(temporary, 'wx', 0o600);
    const hash = createHash('sha256');
    let length = 0;
    try {
      for await (const piece of zip.read(fileEntry(room, sha256))) {
        length += piece.length;
        if (length > bytes) break;
        hash.update(piece);
        await out.writeFile(piece);
      }
    } finally {
      await out.close();
    }
    if (length !== bytes || hash.digest('hex') !== sha256) return refused(`"${fileEntry(room, sha256)}" was changed`);
    await shelf.publish(temporary, sha256);
    progress.report('Restoring files', at + 1, files.length);
  }
  return ok(undefined);
}

async function putTables(
  transaction: Records,
  zip: ZipIn,
  manifest: BackupManifest,
  progress: Progress,
): Promise<Result<Pick<Restored, 'rows' | 'ledger'>>> {
  const shapes = await tableShapes(transaction);
  const unlike = shapes.find(({ name, columns }) => {
    const stated = manifest.tables.find((table) => table.name === name);
    return stated?.columns.join() !== columns.map((column) => column.name).join();
  });
  if (unlike !== undefined || shapes.length !== manifest.tables.length) {
    return refused(`its tables are not those of its schema ("${unlike?.name ?? 'one too many'}")`);
  }
  let rows = 0;
  const put = await unbound(transaction, shapes, async (): Promise<Result<void>> => {
    for (const shape of shapes) await sql`delete from ${sql.table(shape.name)}`.execute(transaction);
    for (const [at, shape] of shapes.entries()) {
      if (progress.cancelled) return refused('it was stopped');
      const stated = manifest.tables.find(({ name }) => name === shape.name);
      const hash = createHash('sha256');
      const count = await putLines(transaction, shape, linesOf(zip.read(tableEntry(shape.name)), hash));
      if (count !== stated?.rows || hash.digest('hex') !== stated.sha256) {
        return refused(`the table "${shape.name}" was changed`);
      }
      rows += count;
      progress.report('Restoring tables', at + 1, shapes.length);
    }
    const computed = await checkLedger(ledgerEntries(transaction));
    if (!computed.ok) return computed;
    const head = await ledgerHead(transaction);
    for (const { entries, head: hash } of [head, manifest.ledger]) {
      if (entries !== computed.value.entries || hash !== computed.value.head) {
        return refused(`the ledger ends at entry ${computed.value.entries}, not at ${entries}`);
      }
    }
    return ok(undefined);
  });
  return put.ok ? ok({ rows, ledger: manifest.ledger }) : put;
}

/** Lines of a text that comes in pieces; the hash is of all its bytes. */
async function* linesOf(
  pieces: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const piece of pieces) {
    hash.update(piece);
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw new Unfit('a row in it is longer than any that Underpin writes');
    yield* lines;
  }
  if (rest !== '') throw new Unfit('a table ends in the middle of a line');
}

/** A table with rows of somebody; null when the database is new, or holds an empty schema only. */
async function rowsIn(records: Records): Promise<string | null> {
  for (const { name } of await tableShapes(records)) {
    if (name === 'ledger_head') continue;
    const { rows } = await sql<{ some: boolean }>`select exists (select from ${sql.table(name)}) as some`.execute(
      records,
    );
    if (rows[0]?.some === true) return name;
  }
  return null;
}

async function emptyFolder(directory: string, fresh: boolean): Promise<void> {
  if (!existsSync(directory)) return;
  if (fresh) await rm(directory, { recursive: true, force: true });
  else for (const name of await readdir(directory)) await rm(join(directory, name), { recursive: true, force: true });
}

async function textOf(zip: ZipIn, name: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of zip.read(name)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
