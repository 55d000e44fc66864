import { type Finding, type RegisterPackage, rejects, type Submission } from '@underpin/model';

/** Findings counted by severity; severities without a finding are left out. */
export function countBySeverity(findings: readonly Pick<Finding, 'severity'>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const finding of findings) counts[finding.severity] = (counts[finding.severity] ?? 0) + 1;
  return counts;
}

/**
 * The record of a submission from what a reader found and the checks said; null when the package does not even tell whose it is, for which
 * date, or by which profile: such a package cannot be kept as a version of anything.
 */
export function describeSubmission(
  read: RegisterPackage,
  findings: readonly Finding[],
  receivedAt: Date,
): Omit<Submission, 'supersedes' | 'supersededBy'> | null {
  if (read.profile === null || read.entity === null || read.referenceDate === null) return null;
  return {
    id: read.sha256,
    name: read.name,
    bytes: read.bytes,
    format: read.profile.format,
    profile: read.profile.id,
    entity: read.entity,
    referenceDate: read.referenceDate,
    receivedAt: receivedAt.toISOString(),
    rejected: findings.some(rejects),
    findings: countBySeverity(findings),
  };
}
