import { hashEnd, hashOf, hashStart, hashWord } from './cell-hash.ts';

const quote = 34;
const carriageReturn = 13;
const lineFeed = 10;

/** Why scanning ended before the end of the file. */
export type ScanRefusal = 'row too long' | 'too many columns';

/**
 * Walks CSV bytes row by row. After {@link next} the cells of the row stand in `starts` and `stops` (first `count`
 * places) as ranges of `data`, with their hashes, as of {@link hashOf}, in `hashes`. Doubled quotes are undone in place, in a
 * copy made when the first one is met.
 */
export class RowScanner {
  data: Uint8Array;
  view: DataView;
  readonly starts: Int32Array;
  readonly stops: Int32Array;
  readonly hashes: Int32Array;
  count = 0;
  /** Line at which the row starts. */
  line = 1;
  rowStart = 0;
  rowEnd = 0;
  /** Text after a closing quote, or no closing quote. */
  malformed = false;
  refusal: ScanRefusal | null = null;
  readonly #separator: number;
  readonly #lineEnd: number;
  readonly #rowBytes: number;
  // The byte that ends a cell, in each of four places of a word.
  readonly #separators: number;
  readonly #lineEnds: number;
  readonly #returns: number;
  #position: number;
  #nextLine: number;
  #owned = false;

  constructor(
    data: Uint8Array,
    start: number,
    format: { readonly separator: number; readonly lineEnd: number },
    limits: { readonly columns: number; readonly rowBytes: number },
  ) {
    this.data = data;
    this.view = viewOf(data);
    this.#position = start;
    this.#nextLine = 1;
    this.#separator = format.separator;
    this.#lineEnd = format.lineEnd;
    this.#rowBytes = limits.rowBytes;
    this.starts = new Int32Array(limits.columns);
    this.stops = new Int32Array(limits.columns);
    this.hashes = new Int32Array(limits.columns);
    this.#separators = fourTimes(format.separator);
    this.#lineEnds = fourTimes(format.lineEnd);
    this.#returns = fourTimes(carriageReturn);
  }

  /** Moves to the next row that is not blank; `false` at the end of the file or at a refusal. */
  next(): boolean {
    while (this.#row()) {
      const blank = this.count === 1 && this.rowEnd === this.rowStart;
      if (!blank) return true;
    }
    return false;
  }

  #row(): boolean {
    const end = this.data.length;
    if (this.#position >= end || this.refusal !== null) return false;
    const { starts, stops } = this;
    const separator = this.#separator;
    const columns = starts.length;
    const last = this.#position + this.#rowBytes;
    let data = this.data;
    let position = this.#position;
    let count = 0;
    this.rowStart = position;
    this.line = this.#nextLine;
    this.malformed = false;
    for (;;) {
      if (count === columns) return this.#refuse('too many columns');
      if (data[position] === quote) {
        position = this.#quoted(position, count);
        data = this.data;
      } else {
        starts[count] = position;
        position = this.#plain(position, count);
        stops[count] = position;
      }
      count += 1;
      if (position > last) return this.#refuse('row too long');
      if (data[position] !== separator || position >= end) break;
      position += 1;
    }
    this.count = count;
    this.rowEnd = position;
    if (this.#lineEnd !== carriageReturn && data[position] === carriageReturn) position += 1;
    this.#position = position + 1;
    this.#nextLine += 1;
    return true;
  }

  // Looks for the end of a cell four bytes at a time, and takes them into its hash on the way.
  #plain(start: number, cell: number): number {
    const view = this.view;
    const separators = this.#separators;
    const lineEnds = this.#lineEnds;
    const returns = this.#returns;
    const lastWord = view.byteLength - 4;
    let hash = hashStart;
    for (let position = start; position <= lastWord; position += 4) {
      const word = view.getInt32(position, true);
      const found = zeroBytes(word ^ separators) | zeroBytes(word ^ lineEnds) | zeroBytes(word ^ returns);
      if (found === 0) {
        hash = hashWord(hash, word);
        continue;
      }
      const before = 31 - Math.clz32(found & -found);
      const stop = position + (before >>> 3);
      if (!this.#ends(stop)) break;
      const rest = word & ((1 << (before - 7)) - 1);
      this.hashes[cell] = hashEnd(stop === position ? hash : hashWord(hash, rest), stop - start);
      return stop;
    }
    return this.#plainByByte(start, cell);
  }

  // At the end of the file, and where a carriage return belongs to a cell.
  #plainByByte(start: number, cell: number): number {
    const end = this.data.length;
    let stop = start;
    while (stop < end && !this.#ends(stop)) stop += 1;
    this.hashes[cell] = hashOf(this.view, start, stop);
    return stop;
  }

  // Leaves the position at the separator or line end that follows the cell.
  #quoted(open: number, cell: number): number {
    const end = this.data.length;
    const limit = Math.min(end, open + this.#rowBytes + 1);
    let data = this.data;
    let read = open + 1;
    let write = read;
    let closed = false;
    while (read < limit) {
      const byte = data[read] as number;
      if (byte === quote) {
        read += 1;
        if (data[read] !== quote) {
          closed = true;
          break;
        }
        if (!this.#owned) {
          this.#owned = true;
          this.data = data = data.slice();
          this.view = viewOf(data);
        }
      } else if (byte === this.#lineEnd) {
        this.#nextLine += 1;
      }
      if (write !== read) data[write] = byte;
      write += 1;
      read += 1;
    }
    this.starts[cell] = open + 1;
    this.stops[cell] = write;
    this.hashes[cell] = hashOf(this.view, open + 1, write);
    if (!closed) this.malformed = true;
    while (read < limit && !this.#ends(read)) {
      this.malformed = true;
      read += 1;
    }
    return read;
  }

  #ends(position: number): boolean {
    const byte = this.data[position];
    if (byte === carriageReturn) return this.data[position + 1] === lineFeed || this.#lineEnd === carriageReturn;
    return byte === this.#separator || byte === this.#lineEnd;
  }

  #refuse(refusal: ScanRefusal): false {
    this.refusal = refusal;
    return false;
  }
}

function viewOf(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}

function fourTimes(byte: number): number {
  return Math.imul(byte, 0x01010101);
}

// The highest bit of each byte that is zero; above the lowest such byte it may be set where no zero stands.
function zeroBytes(word: number): number {
  return (word - 0x01010101) & ~word & 0x80808080;
}
