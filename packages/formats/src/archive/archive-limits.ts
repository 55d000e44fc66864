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

/** Room for registers of over a million rows (100,000 rows of B_02.02 take 20 MB), and far below what hurts a server. */
export const archiveLimits: ArchiveLimits = {
  entries: 2_000,
  entryBytes: 256 * mebibyte,
  totalBytes: 512 * mebibyte,
  ratio: 100,
  ratioFloorBytes: 16 * mebibyte,
  lineBytes: mebibyte,
};
