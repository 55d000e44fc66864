import type { EvidenceFiles } from '../../ports/review-store.ts';

/** Keeps bytes among the files; answers with their SHA-256. */
export async function keepBytes(files: EvidenceFiles, bytes: Uint8Array): Promise<string> {
  const written = await files.write(once(bytes), bytes.length);
  if (!written.ok) throw new Error(written.reason);
  return written.value.sha256;
}

/** A file as it was kept, whole in memory. */
export async function bytesOf(files: EvidenceFiles, sha256: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await files.read(sha256)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
