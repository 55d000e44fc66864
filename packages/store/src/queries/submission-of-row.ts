import type { Submission } from '@underpin/model';
import type { Selectable } from 'kysely';
import type { SubmissionTable } from '../tables/submission.ts';

/** A record of a submission as the model has it. */
export function submissionOfRow(row: Selectable<SubmissionTable>): Submission {
  return {
    id: row.id,
    name: row.name,
    bytes: row.bytes,
    format: row.format,
    profile: row.profile,
    entity: row.entity,
    referenceDate: row.reference_date,
    receivedAt: row.received_at,
    supersedes: row.supersedes,
    supersededBy: row.superseded_by,
    rejected: row.rejected,
    findings: { ...row.findings },
  };
}
