import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';

// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane.
const settings = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const derive = promisify(
  (algorithm: 'argon2id', parameters: Argon2Parameters, callback: (error: Error | null, key: Buffer) => void) =>
    argon2(algorithm, parameters, callback),
);

/** A password as it is kept: argon2id, in the PHC string form. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { ...settings, message: password.normalize('NFKC'), nonce });
  const { memory, passes, parallelism } = settings;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${nonce.toString('base64url')}$${tag.toString('base64url')}`;
}

const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;

/** Takes as long for a person who does not exist (`null`) as for one who does. */
export async function checkPassword(password: string, kept: string | null): Promise<boolean> {
  const [, memory, passes, parallelism, nonce = '', tag = ''] = form.exec(kept ?? decoy) ?? [];
  const expected = Buffer.from(tag, 'base64url');
  const found = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(nonce, 'base64url'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(found, expected) && kept !== null;
}

const decoy = `$argon2id$v=19$m=${settings.memory},t=${settings.passes},p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
