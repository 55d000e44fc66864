/** What an archive may hold before it is refused unread. */
export interface ArchiveLimits {
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
  /** Unpacked to packed, looked at once an entry has grown past `ratioFloorBytes`. */
  readonly ratio: number;
  readonly ratioFloorBytes: number;
  /** Longest line of a text entry (.csv). */
  readonly lineBytes: number;
}

const mebibyte = 1024 * 1024;

/** Far above any register seen (the largest sample is 20 MB), far below what hurts a server. */
export const archiveLimits: ArchiveLimits = {
  entries: 2_000,
  entryBytes: 512 * mebibyte,
  totalBytes: 1024 * mebibyte,
  ratio: 250,
  ratioFloorBytes: 16 * mebibyte,
  lineBytes: mebibyte,
};
