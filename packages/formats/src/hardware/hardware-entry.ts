/** One file of an inventory, as received: its path, and its text or its bytes. */
export interface HardwareEntry {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** How much a reader takes in before it stops and says so. */
export interface HardwareLimits {
  /** Bytes (or characters) of one entry. */
  readonly maxEntryBytes: number;
  /** Depth of JSON and XML. */
  readonly maxDepth: number;
  readonly maxEntries: number;
}

/** What the readers use when the caller names no limits. */
export const hardwareLimits: HardwareLimits = {
  maxEntryBytes: 64 * 1024 * 1024,
  maxDepth: 64,
  maxEntries: 200_000,
};
