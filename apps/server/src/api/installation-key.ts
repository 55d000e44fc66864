import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSigningKey, publicKeyText, readSigner, type Sealer, sealerOf, type Signer } from '@underpin/app';

/** The key of this installation, in a file that only its user reads; made on the first start. Back it up apart from the database. */
export async function installationSealer(data: string): Promise<Sealer> {
  const path = join(data, 'keys', 'installation.key');
  await mkdir(join(data, 'keys'), { recursive: true, mode: 0o700 });
  try {
    await writeFile(path, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return sealerOf(Buffer.from(await readFile(path, 'utf8'), 'hex'));
}

/** The key that seals the reports of this installation; made on the first start. `keeper.json` is its public half, to be given to verifiers. */
export async function installationKeeper(data: string, now: Date, validFrom = now): Promise<Signer> {
  const [secret, open] = ['keeper.pem', 'keeper.json'].map((name) => join(data, 'keys', name)) as [string, string];
  const validTo = new Date(Date.UTC(now.getUTCFullYear() + 10, now.getUTCMonth(), now.getUTCDate())).toISOString();
  const made = newSigningKey({ owner: 'underpin', validFrom: validFrom.toISOString(), validTo });
  if (!made.ok) throw new Error(made.reason);
  try {
    await writeFile(secret, made.value.privatePem, { flag: 'wx', mode: 0o600 });
    await writeFile(open, publicKeyText(made.value.record));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const signer = readSigner(await readFile(secret, 'utf8'), await readFile(open, 'utf8'));
  if (!signer.ok) throw new Error(`Cannot use "${secret}": ${signer.reason}`);
  return signer.value;
}
