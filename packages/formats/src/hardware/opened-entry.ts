import { ok, refused, type Result } from '@underpin/model';
import type { HardwareEntry, HardwareLimits } from './hardware-entry.ts';
import { jsonDepthExceeds } from './json-depth.ts';

/** An entry whose text and JSON are worked out once, when first asked for, within the limits. */
export class OpenedEntry {
  readonly path: string;
  readonly limits: HardwareLimits;
  readonly #content: string | Uint8Array;
  #text: Result<string> | undefined;
  #json: Result<unknown> | undefined;

  constructor(entry: HardwareEntry, limits: HardwareLimits) {
    this.path = entry.path;
    this.limits = limits;
    this.#content = entry.content;
  }

  /** The text without a byte order mark, or why there is none. */
  get text(): Result<string> {
    this.#text ??= textOf(this.#content, this.limits);
    return this.#text;
  }

  /** The first `length` characters; empty when there is no text. Enough to recognise a format. */
  head(length = 65_536): string {
    const text = this.text;
    return text.ok ? text.value.slice(0, length) : '';
  }

  /** The parsed JSON, or why there is none. */
  get json(): Result<unknown> {
    this.#json ??= this.#parse();
    return this.#json;
  }

  #parse(): Result<unknown> {
    const text = this.text;
    if (!text.ok) return text;
    if (jsonDepthExceeds(text.value, this.limits.maxDepth)) {
      return refused(`it is nested deeper than ${this.limits.maxDepth} levels`);
    }
    try {
      return ok(JSON.parse(text.value));
    } catch (error) {
      return refused(`it is no whole JSON document (${(error as Error).message})`);
    }
  }
}

function textOf(content: string | Uint8Array, limits: HardwareLimits): Result<string> {
  if (content.length > limits.maxEntryBytes) {
    return refused(`it is larger than ${limits.maxEntryBytes} bytes`);
  }
  if (typeof content === 'string') return ok(content.startsWith('\uFEFF') ? content.slice(1) : content);
  const encoding = encodingOf(content);
  try {
    return ok(new TextDecoder(encoding, { fatal: true }).decode(content));
  } catch {
    return refused(`its bytes are not ${encoding} text; save it as UTF-8`);
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
