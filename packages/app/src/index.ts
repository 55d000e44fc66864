export type { BulkTable, Columns, StoredTable } from './ports/columns.ts';
export type { SettingsStore } from './ports/settings-store.ts';
export type { Store } from './ports/store.ts';
export type { NewSubmission, SubmissionQuery, SubmissionStore } from './ports/submission-store.ts';
