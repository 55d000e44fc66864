import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { configure, type FileEntry, Reader, Writer, ZipReader, ZipWriter } from '@zip.js/zip.js';

configure({ useWebWorkers: false });

class HandleReader extends Reader<FileHandle> {
  readonly #file: FileHandle;
  readonly #length: number;
  constructor(file: FileHandle, length: number) {
    super(file);
    this.#file = file;
    this.#length = length;
    this.size = length;
  }
  override async readUint8Array(index: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.#length - index)));
    const { bytesRead } = await this.#file.read(bytes, 0, bytes.length, index);
    return bytesRead === bytes.length ? bytes : bytes.slice(0, bytesRead);
  }
}

class HandleWriter extends Writer<void> {
  readonly #file: FileHandle;
  constructor(file: FileHandle) {
    super();
    this.#file = file;
  }
  override async writeUint8Array(bytes: Uint8Array): Promise<void> {
    await this.#file.writeFile(bytes);
  }
  override getData(): Promise<void> {
    return Promise.resolve();
  }
}

export interface ZipOut {
  /** `level` 0 stores, 6 packs. */
  readonly add: (name: string, pieces: AsyncIterable<Uint8Array>, level: number) => Promise<void>;
  readonly close: () => Promise<void>;
  readonly abandon: () => Promise<void>;
}

/** Writes a zip file of any size piece by piece; its bytes are synced when it is closed. */
export async function writeZip(path: string): Promise<ZipOut> {
  const file = await open(path, 'wx', 0o600);
  const zip = new ZipWriter(new HandleWriter(file), {
    bufferedWrite: false,
    keepOrder: true,
    extendedTimestamp: false,
  });
  return {
    add: async (name, pieces, level) => {
      await zip.add(name, ReadableStream.from(pieces) as ReadableStream<Uint8Array>, { level });
    },
    close: async () => {
      await zip.close();
      await file.sync();
      await file.close();
    },
    abandon: () => file.close(),
  };
}

export interface ZipIn {
  readonly entries: ReadonlyMap<string, FileEntry>;
  readonly read: (name: string) => AsyncIterable<Uint8Array>;
  readonly close: () => Promise<void>;
}

/** Opens a zip file by its directory; throws when it is none, or was cut off. */
export async function readZip(path: string): Promise<ZipIn> {
  const file = await open(path, 'r');
  try {
    const zip = new ZipReader(new HandleReader(file, (await file.stat()).size));
    const entries = new Map<string, FileEntry>();
    for await (const entry of zip.getEntriesGenerator()) {
      if (entry.directory || entries.has(entry.filename))
        throw new Error(`an entry "${entry.filename}" that is none of a backup`);
      entries.set(entry.filename, entry);
    }
    return {
      entries,
      read: (name) => piecesOf(entries.get(name)),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function* piecesOf(entry: FileEntry | undefined): AsyncGenerator<Uint8Array> {
  if (entry === undefined) return;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const done = entry.getData(writable);
  done.catch(() => {});
  for await (const piece of readable) yield piece;
  await done;
}
