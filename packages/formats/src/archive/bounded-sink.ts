import type { ArchiveLimits } from './archive-limits.ts';

const lineFeed = 10;

/** Gathers an entry chunk by chunk and stops the stream as soon as a limit is passed, whatever the archive's headers say. */
export class BoundedSink {
  /** The limit that was passed, in words; the archive library may report another error in its wake. */
  refusal: string | null = null;
  readonly #limits: ArchiveLimits;
  readonly #room: number;
  readonly #packedBytes: number;
  readonly #isText: boolean;
  #chunks: Uint8Array[] = [];
  #length = 0;
  #lineStart = 0;

  constructor(limits: ArchiveLimits, room: number, packedBytes: number, isText: boolean) {
    this.#limits = limits;
    this.#room = Math.min(limits.entryBytes, room);
    this.#packedBytes = packedBytes;
    this.#isText = isText;
  }

  stream(): WritableStream<Uint8Array> {
    return new WritableStream<Uint8Array>({ write: (chunk) => this.#take(chunk) });
  }

  bytes(): Uint8Array {
    if (this.#chunks.length === 1) return this.#chunks[0] as Uint8Array;
    const whole = new Uint8Array(this.#length);
    let offset = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, offset);
      offset += chunk.length;
    }
    this.#chunks = [whole];
    return whole;
  }

  #take(chunk: Uint8Array): void {
    const before = this.#length;
    this.#length += chunk.length;
    if (this.#length > this.#room) this.#stop(`more than ${this.#room} bytes unpacked`);
    const { ratio, ratioFloorBytes, lineBytes } = this.#limits;
    if (this.#length > ratioFloorBytes && this.#length > ratio * this.#packedBytes)
      this.#stop(`unpacks to more than ${ratio} times its packed size`);
    if (this.#isText) {
      const first = chunk.indexOf(lineFeed);
      const longest = (first < 0 ? this.#length : before + first) - this.#lineStart;
      if (longest > lineBytes) this.#stop(`a line of more than ${lineBytes} bytes`);
      if (first >= 0) this.#lineStart = before + chunk.lastIndexOf(lineFeed) + 1;
    }
    // A view may be reused by its producer, so only whole buffers are kept as they are.
    this.#chunks.push(chunk.byteLength === chunk.buffer.byteLength ? chunk : chunk.slice());
  }

  #stop(reason: string): never {
    this.#chunks = [];
    this.refusal = reason;
    throw new RangeError(reason);
  }
}
