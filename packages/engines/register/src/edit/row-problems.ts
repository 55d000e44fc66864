import type { Finding, ProfileTable, RegisterPackage, RegisterProfile, Table } from '@underpin/model';
import { nearestCodes } from '@underpin/model';
import { closedList } from '../checks/table/closed-list.ts';
import { lexicalChecks } from '../checks/table/lexical.ts';
import { duplicateKey, emptyKey } from '../checks/table/primary-key.ts';
import { specialValues } from '../checks/table/special-values.ts';
import { FindingCollector } from '../checks/finding-collector.ts';
import { ReferenceTargets } from '../checks/reference-targets.ts';

const checks = [...lexicalChecks, specialValues, closedList, emptyKey, duplicateKey];

/** What is wrong with rows by themselves. `whole` concerns every row, such as a key column that is missing. */
export interface RowProblems {
  readonly whole: readonly Finding[];
  readonly byLine: ReadonlyMap<number, readonly Finding[]>;
}

/** Judges each row without looking at other tables: forms, closed lists, own key. References are judged on export. */
export function rowProblems(profile: RegisterProfile, described: ProfileTable, table: Table): RowProblems {
  const collector = new FindingCollector(Number.POSITIVE_INFINITY);
  const pkg = lonePackage(profile, table);
  const subject = {
    pkg,
    described,
    profile,
    file: table.file,
    header: [...table.columns.keys()],
    table,
    targets: new ReferenceTargets(),
  };
  for (const check of checks) collector.run(check, (tell) => check.check(subject, tell));
  const known = new Set(table.lines);
  const whole: Finding[] = [];
  const byLine = new Map<number, Finding[]>();
  for (const found of collector.findings) {
    const finding = withNearest(found, profile, described);
    const { line } = finding.location;
    if (line === undefined || !known.has(line)) whole.push(finding);
    else byLine.set(line, [...(byLine.get(line) ?? []), finding]);
  }
  return { whole, byLine };
}

function withNearest(finding: Finding, profile: RegisterProfile, described: ProfileTable): Finding {
  if (finding.rule !== closedList.id || finding.value === undefined) return finding;
  const column = described.columns.find(({ code }) => code === finding.location.column);
  const near = nearestCodes(profile.lists[column?.list ?? ''] ?? {}, finding.value);
  if (near.length === 0) return finding;
  const told = near.map(({ code, label }) => `"${code}" (${label})`).join(', ');
  return { ...finding, message: `${finding.message} Nearest: ${told}.` };
}

function lonePackage(profile: RegisterProfile, table: Table): RegisterPackage {
  return {
    name: table.file,
    sha256: '',
    bytes: 0,
    profile,
    entity: null,
    referenceDate: null,
    entries: [],
    headers: new Map(),
    tables: new Map([[table.name, table]]),
    sides: new Map(),
    report: null,
    ragged: [],
    findings: [],
  };
}
