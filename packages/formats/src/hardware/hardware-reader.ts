import type { ObservedHardware } from '@underpin/model';
import type { OpenedEntry } from './opened-entry.ts';

/** Reads one format of server inventory. Adding a format is one file that holds one of these, and its line in the catalogue. */
export interface HardwareReader {
  readonly id: string;
  readonly title: string;
  /** Where the format is described. */
  readonly source: string;
  /** How sure the reader is, 0 to 1, that an entry is its format. Looks at the head only, so that damaged files are still placed. */
  readonly recognises: (entry: OpenedEntry) => number;
  /** Reads all entries of the format together. Never throws on bad data: what is wrong becomes findings. */
  readonly read: (entries: readonly OpenedEntry[]) => ObservedHardware;
}
