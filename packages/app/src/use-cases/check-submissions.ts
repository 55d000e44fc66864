import type { SubmissionSource } from '@underpin/formats';
import { type Finding, type IsoDate, type Progress, type RegisterProfile, rejects } from '@underpin/model';
import { checkPackage } from '@underpin/register';
import { type CheckReferences, heldAgainst } from './check-references.ts';
import { countBySeverity } from './describe-submission.ts';
import { readSubmission } from '@underpin/formats';

/** What the checks say of one submission. */
export interface CheckedSubmission {
  readonly name: string;
  readonly path: string;
  /** Of the bytes as received; of an unpacked folder as its reader hashes it. */
  readonly sha256: string;
  readonly profile: string | null;
  readonly entity: string | null;
  readonly referenceDate: IsoDate | null;
  readonly rows: number;
  readonly rejected: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

export interface CheckOptions {
  readonly today: IsoDate;
  readonly progress: Progress;
  /** Findings told one by one per rule, file and column. */
  readonly limit?: number;
  /** National rules and identities to hold the submissions against. */
  readonly references?: CheckReferences;
  /** DORA versions that are accepted; default: all that are known. */
  readonly profiles?: readonly RegisterProfile[];
  /** Also runs rules that their maker has switched off. */
  readonly deactivatedRules?: boolean;
}

/** Reads and checks each source in turn; nothing is kept. Stops early when `progress` is cancelled, with what is done so far. */
export async function* checkSubmissions(
  sources: readonly SubmissionSource[],
  options: CheckOptions,
): AsyncGenerator<CheckedSubmission> {
  for (const [index, source] of sources.entries()) {
    if (options.progress.cancelled) return;
    options.progress.report('Checking', index, sources.length);
    const { read } = await readSubmission(source, options.progress, options.profiles);
    const { limit, references, deactivatedRules } = options;
    const context = {
      today: options.today,
      ...(limit === undefined ? {} : { limit }),
      ...heldAgainst(references),
      ...(deactivatedRules === undefined ? {} : { deactivatedRules }),
    };
    const findings = checkPackage(read, context, options.progress);
    let rows = 0;
    for (const table of read.tables.values()) rows += table.rowCount;
    yield {
      name: read.name,
      path: source.path,
      sha256: read.sha256,
      profile: read.profile?.id ?? null,
      entity: read.entity,
      referenceDate: read.referenceDate,
      rows,
      rejected: findings.some(rejects),
      counts: countBySeverity(findings),
      findings,
    };
  }
}
