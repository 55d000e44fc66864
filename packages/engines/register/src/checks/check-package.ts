import type { Finding, IsoDate, Progress, RegisterPackage, RegisterProfile } from '@underpin/model';
import { packageRoot, parseDoraPackageName, rejects, silent } from '@underpin/model';
import { contentChecks, nameChecks, tableChecks } from './catalogue.ts';
import type { PackageSubject, TableSubject } from './check.ts';
import { FindingCollector } from './finding-collector.ts';
import { ReferenceTargets } from './reference-targets.ts';

export interface CheckContext {
  readonly today: IsoDate;
  /** Findings told one by one per rule, file and column; further ones are counted in one more finding. Default 1,000. */
  readonly limit?: number;
}

/**
 * Checks a register or inventory as it was read: the EBA's technical checks for a DORA package, and columns, lexical forms,
 * closed lists, keys and references for any profile. The answer holds the reader's own findings first, then what the
 * checks found, so it is the whole list. Values of a column are judged once each; rows cost a few integer steps. When
 * `progress.cancelled` turns true the list ends with "UP-STOP".
 *
 * Source: EBA, Overview of the RoI reporting technical checks and validation rules, 28 April 2025; for other formats the
 * profile's own source.
 *
 * @example const findings = checkPackage(pkg, { today: '2026-03-20' })
 */
export function checkPackage(pkg: RegisterPackage, context: CheckContext, progress: Progress = silent): Finding[] {
  const collector = new FindingCollector(context.limit ?? 1_000);
  const { profile } = pkg;
  if (profile === null ? pkg.report !== null : profile.format === 'dora') checkWhole(pkg, context.today, collector);
  const described = profile?.tables ?? [];
  const targets = new ReferenceTargets();
  for (const [index, table] of described.entries()) {
    if (progress.cancelled) break;
    progress.report(`Checking ${table.code}`, index, described.length);
    if (profile !== null) checkTable(tableSubject(pkg, profile, table, targets), collector);
  }
  const findings = [...pkg.findings, ...collector.findings];
  if (progress.cancelled) findings.push(stopped(pkg.name));
  return findings;
}

function checkWhole(pkg: RegisterPackage, today: IsoDate, collector: FindingCollector): void {
  const root = packageRoot(pkg.entries.map((entry) => entry.path));
  const subject: PackageSubject = { pkg, profile: pkg.profile, name: parseDoraPackageName(pkg.name), root, today };
  // Of an archive that could not be opened nothing is known: saying that its files are missing would be a guess.
  const opened = pkg.entries.length > 0 || !pkg.findings.some(rejects);
  for (const check of opened ? [...nameChecks, ...contentChecks] : nameChecks) {
    collector.run(check, (tell) => check.check(subject, tell));
  }
}

function tableSubject(
  pkg: RegisterPackage,
  profile: RegisterProfile,
  described: RegisterProfile['tables'][number],
  targets: ReferenceTargets,
): TableSubject {
  const table = pkg.tables.get(described.code) ?? null;
  const file = table?.file ?? headerPath(pkg, described.file) ?? described.file;
  return { pkg, profile, described, table, file, header: pkg.headers.get(file) ?? null, targets };
}

function headerPath(pkg: RegisterPackage, name: string): string | undefined {
  return [...pkg.headers.keys()].find((path) => path.toLowerCase().endsWith(`/${name}`.toLowerCase()));
}

function checkTable(subject: TableSubject, collector: FindingCollector): void {
  const { profile } = subject;
  for (const check of tableChecks) {
    const facts = profile.format === 'dora' ? check : { ...check, source: `${profile.title}: ${profile.source}` };
    collector.run(facts, (tell) => check.check(subject, tell));
  }
}

function stopped(name: string): Finding {
  return {
    rule: 'UP-STOP',
    severity: 'reject',
    location: { file: name },
    message: `Checking "${name}" was stopped before its end. Check it again.`,
    source: 'Underpin: work that was cancelled',
  };
}
