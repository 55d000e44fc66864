import type { Finding, IdentityIndex, IsoDate, Progress, RegisterPackage, RegisterProfile } from '@underpin/model';
import { packageRoot, parseDoraPackageName, rejects, silent } from '@underpin/model';
import { contentChecks, nameChecks, tableChecks } from './catalogue.ts';
import type { PackageSubject, TableSubject } from './check.ts';
import { FindingCollector } from './finding-collector.ts';
import { identityChecks } from '../identity/identity-checks.ts';
import { adviceRules, dpmRules } from '../rules/built-in-rules.ts';
import { checkRules } from '../rules/check-rules.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { ReferenceTargets } from './reference-targets.ts';

export interface CheckContext {
  readonly today: IsoDate;
  /** Findings told one by one per rule, file and column; further ones are counted in one more finding. Default 1,000. */
  readonly limit?: number;
  /** Further rule sets, such as an authority's, run after the EBA's and before Underpin's advice. */
  readonly ruleSets?: readonly RuleSet[];
  /** Legal entities to hold LEIs and ultimate parents against; without it identity is not checked. */
  readonly identity?: IdentityIndex;
  /** `technical` leaves out business rules, national rules, identity and advice. Default: all layers. */
  readonly layers?: 'all' | 'technical';
  /** Also runs rules that their maker has switched off. */
  readonly deactivatedRules?: boolean;
}

/**
 * Checks a register or inventory as it was read: the EBA's technical checks for a DORA package, and columns, lexical forms,
 * closed lists, keys and references for any profile. A DORA register is also held against the EBA's business rules, the
 * rule sets of `context`, Underpin's advice and, when an index is given, the identity of its LEIs. The answer holds the reader's own findings first, then what the
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
  if (profile?.format === 'dora' && context.layers !== 'technical')
    checkContent(pkg, profile, context, collector, progress);
  const findings = [...pkg.findings, ...collector.findings];
  if (progress.cancelled) findings.push(stopped(pkg.name));
  return findings;
}

function checkContent(
  pkg: RegisterPackage,
  profile: RegisterProfile,
  context: CheckContext,
  collector: FindingCollector,
  progress: Progress,
): void {
  const { today, deactivatedRules = false } = context;
  for (const set of [dpmRules, ...(context.ruleSets ?? []), adviceRules]) {
    if (progress.cancelled) return;
    progress.report(`Checking ${set.name}`, 0, 1);
    checkRules(pkg, profile, set, { today, deactivated: deactivatedRules }, collector);
  }
  const { identity } = context;
  if (identity === undefined) return;
  const subject: PackageSubject = { pkg, profile, name: null, root: '', today };
  for (const check of identityChecks) {
    collector.run(check, (tell) => check.check(subject, identity, tell));
  }
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
