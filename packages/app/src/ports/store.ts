import type { Columns } from './columns.ts';
import type { ReviewStore } from './review-store.ts';
import type { SettingsStore } from './settings-store.ts';
import type { SubmissionStore } from './submission-store.ts';

/** What a store can do at this moment; null where it can, else the reason. */
export interface StoreHealth {
  readonly database: string | null;
  readonly files: string | null;
  /** Room on the disk of the data folder, in bytes. */
  readonly freeBytes: number;
}

/** All that Underpin keeps. */
export interface Store {
  readonly submissions: SubmissionStore;
  readonly columns: Columns;
  readonly settings: SettingsStore;
  readonly reviews: ReviewStore;
  /** Asks the database and writes to the disk, at most two seconds long. */
  health(): Promise<StoreHealth>;
  close(): Promise<void>;
}
