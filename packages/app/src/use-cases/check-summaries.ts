import type { CheckSummary } from '@underpin/report';
import type { LoadedSector } from './load-sector.ts';

/** How often each rule found something in the submissions that count, and when they were put together. */
export function checkSummaries(loaded: LoadedSector): CheckSummary[] {
  const found = new Map<string, CheckSummary & { owners: Set<string> }>();
  const entityOf = new Map(loaded.sector.submissions.map((submission) => [submission.id, submission.entity]));
  const add = (finding: LoadedSector['findings'][number], owner: string): void => {
    const key = `${finding.rule}\n${finding.severity}`;
    const known = found.get(key);
    const owners = (known?.owners ?? new Set<string>()).add(owner);
    found.set(key, {
      rule: finding.rule,
      severity: finding.severity,
      message: known?.message ?? finding.message,
      findings: (known?.findings ?? 0) + 1,
      institutions: owners.size,
      owners,
    });
  };
  for (const [submission, findings] of loaded.checks) {
    const owner = entityOf.get(submission);
    if (owner !== undefined) for (const finding of findings) add(finding, owner);
  }
  for (const finding of loaded.findings) add(finding, finding.location.file);
  return [...found.values()]
    .map(({ owners: _owners, ...summary }) => summary)
    .toSorted((a, b) => b.findings - a.findings);
}
