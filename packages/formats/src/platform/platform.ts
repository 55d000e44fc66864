/**
 * What differs between Node and a browser. Node's own functions are asked for at run time, so that no module of Node is
 * imported and the same code runs in both; where there is no Node, what every browser has does the same, only slower.
 */
type Node = NonNullable<typeof globalThis.process>;

const node: Node | undefined = typeof globalThis.process === 'undefined' ? undefined : globalThis.process;
const nodeCrypto = node?.getBuiltinModule?.('node:crypto');
const nodeBuffer = node?.getBuiltinModule?.('node:buffer');
const nodeZlib = node?.getBuiltinModule?.('node:zlib');

/** SHA-256 of the parts in a row, in hexadecimal. A browser gives it only to pages from https, a file or the machine itself. */
export async function sha256Hex(parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<string> {
  if (nodeCrypto !== undefined) {
    const hash = nodeCrypto.createHash('sha256');
    for await (const part of parts) hash.update(part);
    return hash.digest('hex');
  }
  const { subtle } = globalThis.crypto as Partial<typeof globalThis.crypto>;
  if (subtle === undefined)
    throw new TypeError('Cannot hash the file: open this page over https or from this machine, browsers ask for that');
  const whole = await new Blob(await kept(parts)).arrayBuffer();
  const digest = new Uint8Array(await subtle.digest('SHA-256', whole));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function kept(parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>[]> {
  const all: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of parts) all.push(part as Uint8Array<ArrayBuffer>);
  return all;
}

/** CRC-32 as zip archives have it. */
export const crc32: (bytes: Uint8Array) => number = nodeZlib?.crc32 ?? plainCrc32;

/** True when the bytes are text in UTF-8. */
export const isUtf8: (bytes: Uint8Array) => boolean = nodeBuffer?.isUtf8 ?? plainIsUtf8;

/** True when no byte is above 127. */
export const isAscii: (bytes: Uint8Array) => boolean =
  nodeBuffer?.isAscii ?? ((bytes) => bytes.every((byte) => byte < 128));

/** Makes texts of many ranges of the same bytes. `ascii` promises that no byte is above 127. */
export function rangeReader(data: Uint8Array, ascii: boolean): (start: number, stop: number) => string {
  if (nodeBuffer !== undefined) {
    const buffer = nodeBuffer.Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    const encoding = ascii ? 'latin1' : 'utf8';
    return (start, stop) => buffer.toString(encoding, start, stop);
  }
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return (start, stop) => decoder.decode(data.subarray(start, stop));
}

/** A number that differs from run to run. */
export function randomSeed(): number {
  return (globalThis.crypto.getRandomValues(new Uint32Array(1))[0] as number) & 0x7fffffff;
}

function plainIsUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

let crcTable: Uint32Array | null = null;

function plainCrc32(bytes: Uint8Array): number {
  const table = (crcTable ??= Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  }));
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** The parts that do without Node, for tests that hold them against Node's own. */
export const plain = { crc32: plainCrc32, isUtf8: plainIsUtf8 } as const;
