import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, refused, type Result } from '@underpin/model';
import { z } from 'zod';

// OWASP Password Storage Cheat Sheet: scrypt with N = 2^17, r = 8, p = 1.
const hard = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
const keysSchema = z.strictObject({
  format: z.literal('underpin-keys/1'),
  backup: z.uuid(),
  files: z.record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/), z.base64()),
});
const sealedSchema = z.strictObject({
  format: z.literal('underpin-sealed-keys/1'),
  backup: z.uuid(),
  salt: z.base64(),
  nonce: z.base64(),
  tag: z.base64(),
  sealed: z.base64(),
});
/** Files of the folder `keys` by name, their bytes in base64. */
export type Keys = z.infer<typeof keysSchema>['files'];

/** The keys of a data folder; empty when it has none. */
export async function readKeys(directory: string): Promise<Keys> {
  const folder = join(directory, 'keys');
  const names = await readdir(folder).catch(() => []);
  const files: Keys = {};
  for (const name of names) files[name] = (await readFile(join(folder, name))).toString('base64');
  return files;
}

export async function writeKeys(directory: string, files: Keys): Promise<void> {
  const folder = join(directory, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(files))
    await writeFile(join(folder, name), Buffer.from(text, 'base64'), { mode: 0o600, flag: 'wx' });
}

/** One text that stands for all keys, to be hashed. */
export function keysText(files: Keys): string {
  return JSON.stringify(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The key file of a backup, sealed under a passphrase where one is given (scrypt, AES-256-GCM). */
export function keyFileText(backup: string, files: Keys, passphrase: string | null): string {
  const open = JSON.stringify({ format: 'underpin-keys/1', backup, files });
  if (passphrase === null) return `${open}\n`;
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase.normalize('NFKC'), salt, 32, hard), nonce);
  cipher.setAAD(Buffer.from(backup));
  const sealed = Buffer.concat([cipher.update(open, 'utf8'), cipher.final()]);
  const [text, tag] = [sealed.toString('base64'), cipher.getAuthTag().toString('base64')];
  const form = { format: 'underpin-sealed-keys/1', backup, salt: salt.toString('base64') };
  return `${JSON.stringify({ ...form, nonce: nonce.toString('base64'), tag, sealed: text })}\n`;
}

/** Reads a key file. Refused when it is none, belongs to another backup, or is sealed under another passphrase. */
export function readKeyFile(text: string, backup: string, passphrase: string | null): Result<Keys> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return refused('it is not JSON');
  }
  const sealed = sealedSchema.safeParse(data);
  if (sealed.success) {
    if (passphrase === null) return refused('it is sealed: give the file with its passphrase');
    const { salt, nonce, tag, sealed: body, backup: of } = sealed.data;
    const key = scryptSync(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, hard);
    try {
      const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), { authTagLength: 16 });
      cipher.setAAD(Buffer.from(of));
      cipher.setAuthTag(Buffer.from(tag, 'base64'));
      const open = Buffer.concat([cipher.update(Buffer.from(body, 'base64')), cipher.final()]);
      data = JSON.parse(open.toString('utf8'));
    } catch {
      return refused('the passphrase is wrong, or the file was changed');
    }
  }
  const keys = keysSchema.safeParse(data);
  if (!keys.success) return refused('it is not a file of keys that a backup wrote');
  if (keys.data.backup !== backup) return refused('it belongs to another backup');
  return ok(keys.data.files);
}
