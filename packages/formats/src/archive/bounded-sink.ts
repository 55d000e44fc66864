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
  #buffer: Uint8Array<ArrayBuffer>;
  #length = 0;
  #lineStart = 0;

  constructor(
    limits: ArchiveLimits,
    room: number,
    stated: { readonly packedBytes: number; readonly bytes: number },
    isText: boolean,
  ) {
    this.#limits = limits;
    this.#room = Math.min(limits.entryBytes, room);
    this.#packedBytes = stated.packedBytes;
    this.#isText = isText;
    const most = Math.max(limits.ratioFloorBytes, limits.ratio * stated.packedBytes);
    this.#buffer = new Uint8Array(Math.max(0, Math.min(stated.bytes, this.#room, most)));
  }

  stream(): WritableStream<Uint8Array> {
    return new WritableStream<Uint8Array>({ write: (chunk) => this.#take(chunk) });
  }

  bytes(): Uint8Array {
    return this.#length === this.#buffer.length ? this.#buffer : this.#buffer.slice(0, this.#length);
  }

  #take(chunk: Uint8Array): void {
    const before = this.#length;
    this.#length += chunk.length;
    if (this.#length > this.#room) this.#stop(`more than ${this.#room} bytes unpacked`);
    const { ratio, ratioFloorBytes, lineBytes } = this.#limits;
    if (this.#length > ratioFloorBytes && this.#length > ratio * this.#packedBytes)
      this.#stop(`unpacks to more than ${ratio} times its packed size`);
    if (this.#isText) {
      // Lines within one chunk are short anyway; the CSV reader holds its own limit on each row.
      const first = chunk.indexOf(lineFeed);
      const begun = (first < 0 ? this.#length : before + first) - this.#lineStart;
      if (first >= 0) this.#lineStart = before + chunk.lastIndexOf(lineFeed) + 1;
      const longest = Math.max(begun, this.#length - this.#lineStart);
      if (longest > lineBytes) this.#stop(`a line of more than ${lineBytes} bytes`);
    }
    if (this.#length > this.#buffer.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#buffer.subarray(0, before));
      this.#buffer = larger;
    }
    this.#buffer.set(chunk, before);
  }

  #stop(reason: string): never {
    this.#buffer = new Uint8Array(0);
    this.refusal = reason;
    throw new RangeError(reason);
  }
}
