import type { Columns } from './columns.ts';
import type { ReviewStore } from './review-store.ts';
import type { SettingsStore } from './settings-store.ts';
import type { SubmissionStore } from './submission-store.ts';

/** All that Underpin keeps. */
export interface Store {
  readonly submissions: SubmissionStore;
  readonly columns: Columns;
  readonly settings: SettingsStore;
  readonly reviews: ReviewStore;
  close(): Promise<void>;
}
