import type { Kysely } from 'kysely';
import type { MigrationTable } from './migration.ts';
import type { SettingTable } from './setting.ts';
import type { SubmissionTableTable } from './submission-table.ts';
import type { SubmissionTable } from './submission.ts';

export interface RecordTables {
  readonly migration: MigrationTable;
  readonly setting: SettingTable;
  readonly evidence: { readonly sha256: string | null };
  readonly report_template: { readonly sha256: string };
  readonly upload: {
    readonly sha256: string;
    readonly state: string;
    readonly details_sha256: string | null;
    readonly failed_sha256: string | null;
  };
  readonly report: { readonly bundle_sha256: string | null };
  readonly submission: SubmissionTable;
  readonly submission_table: SubmissionTableTable;
}

/** The records, in either database. */
export type Records = Kysely<RecordTables>;
