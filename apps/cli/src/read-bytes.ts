import { readFile } from 'node:fs/promises';
import { ok, refused, type Result } from '@underpin/model/result';

/** The bytes of a file that a person named, or in words why it cannot be read. */
export async function readBytes(path: string): Promise<Result<Uint8Array>> {
  try {
    return ok(await readFile(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return refused(`Cannot read "${path}": ${code === 'ENOENT' ? 'there is no such file' : message}`);
  }
}

/** The text (UTF-8) of a file that a person named, or in words why it cannot be read. */
export async function readText(path: string): Promise<Result<string>> {
  const bytes = await readBytes(path);
  return bytes.ok ? ok(new TextDecoder().decode(bytes.value)) : bytes;
}
