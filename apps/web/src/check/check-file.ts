import { readSubmission } from '@underpin/formats/browser';
import { type Finding, type Progress, rejects } from '@underpin/model';
import { checkPackage } from '@underpin/register';

/** What the checks say of one file. */
export interface CheckedFile {
  readonly name: string;
  readonly sha256: string;
  readonly profile: string | null;
  readonly entity: string | null;
  readonly referenceDate: string | null;
  readonly rows: number;
  readonly rejected: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

/** Reads and checks one file where it lies; nothing is sent anywhere. The same checks as on the command line and on the server. */
export async function checkFile(file: File, today: string, progress: Progress): Promise<CheckedFile> {
  const source = { name: file.name, path: file.name, content: { kind: 'file', blob: file } } as const;
  const { read } = await readSubmission(source, progress);
  const findings = checkPackage(read, { today }, progress);
  const counts: Record<string, number> = {};
  for (const { severity } of findings) counts[severity] = (counts[severity] ?? 0) + 1;
  let rows = 0;
  for (const table of read.tables.values()) rows += table.rowCount;
  return {
    name: file.name,
    sha256: read.sha256,
    profile: read.profile?.id ?? null,
    entity: read.entity,
    referenceDate: read.referenceDate,
    rows,
    rejected: findings.some(rejects),
    counts,
    findings,
  };
}
