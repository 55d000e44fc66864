import { readSigner, type Signer } from '@underpin/app';
import { ok, refused, type Result } from '@underpin/model';
import { readText } from './read-bytes.ts';

/** Where the public record of a private key stands: beside it. */
export function publicKeyPath(privateKey: string): string {
  return `${privateKey.replace(/\.pem$/, '')}.pub.json`;
}

/** Reads a private key and the public record beside it. */
export async function readKeyFile(path: string): Promise<Result<Signer>> {
  const texts: string[] = [];
  for (const file of [path, publicKeyPath(path)]) {
    const text = await readText(file);
    if (!text.ok) return text;
    texts.push(text.value);
  }
  const signer = readSigner(texts[0] ?? '', texts[1] ?? '');
  return signer.ok ? ok(signer.value) : refused(`Cannot use the key "${path}": ${signer.reason}`);
}

/** Reads several, up to the first that is refused. */
export async function readKeyFiles(paths: readonly string[]): Promise<Result<Signer[]>> {
  const signers: Signer[] = [];
  for (const path of paths) {
    const signer = await readKeyFile(path);
    if (!signer.ok) return signer;
    signers.push(signer.value);
  }
  return ok(signers);
}
