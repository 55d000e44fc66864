import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sealer, sealerOf } from '@underpin/app';

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
