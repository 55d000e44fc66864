import { constants, deflateRawSync } from 'node:zlib';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';

/** A zip whose entries have names that a careful writer refuses: same-length placeholders are replaced in its bytes. */
export async function zipWithNames(
  names: readonly string[],
  content: Uint8Array = new TextEncoder().encode('c0010\r\nx\r\n'),
  password?: string,
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, extendedTimestamp: false });
  const places = names.map((name, at) => String(at).padStart(new TextEncoder().encode(name).length, 'q'));
  for (const place of places) {
    await writer.add(place, new Uint8ArrayReader(content), password === undefined ? {} : { password });
  }
  const bytes = await writer.close();
  for (const [at, name] of names.entries()) replaceAll(bytes, places[at] ?? '', name);
  return bytes;
}

/**
 * A zip of one entry that repeats a mebibyte. It is packed once and its blocks are laid one after another, so that a
 * gigabyte costs neither time nor memory here. The checksum is that of nothing.
 */
export async function zipOfRepeated(path: string, mebibyte: Uint8Array, times: number): Promise<Uint8Array> {
  const block = deflateRawSync(mebibyte, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const lastBlock = new Uint8Array([3, 0]);
  const packed = Buffer.concat([...Array.from({ length: times }, () => block), lastBlock]);
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  await writer.add(path, new Uint8ArrayReader(packed), {
    passThrough: true,
    compressionMethod: 8,
    uncompressedSize: mebibyte.length * times,
    signature: 0,
  });
  return await writer.close();
}

/** Overwrites the uncompressed size in the local and the central header of the first entry. */
export function withSize(zip: Uint8Array, size: number): Uint8Array {
  const bytes = zip.slice();
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + 46 < bytes.length; at += 1) {
    const signature = view.getUint32(at, true);
    if (signature === 0x04034b50) view.setUint32(at + 22, size, true);
    if (signature === 0x02014b50) view.setUint32(at + 24, size, true);
  }
  return bytes;
}

function replaceAll(bytes: Uint8Array, from: string, to: string): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf(from); at >= 0; at = buffer.indexOf(from, at + 1)) buffer.write(to, at);
}
