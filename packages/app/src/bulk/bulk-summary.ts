import { writeCsv } from '@underpin/formats';
import type { BulkCause, BulkLine, BulkSummary } from '@underpin/report/check-report';
import type { BulkRecord } from './bulk-state.ts';
import { unrunnable } from './check-one.ts';

const order = { 'not checked': 0, rejected: 1, accepted: 2 } as const;

/** All records as one summary: causes ranked (those that reject first, then by packages), lines with those to look at first. */
export function summaryOf(records: readonly BulkRecord[], version: string, now: Date): BulkSummary {
  const causes = new Map<string, BulkCause>();
  const outcomes = { accepted: 0, rejected: 0, 'not checked': 0 };
  const lines = records.map((record): BulkLine => {
    const line = lineOf(record);
    outcomes[line.outcome] += 1;
    for (const { rule, severity, findings, example } of record.result?.rules ?? []) {
      const key = `${rule} ${severity}`;
      const known = causes.get(key);
      causes.set(key, {
        rule,
        severity,
        packages: (known?.packages ?? 0) + 1,
        findings: (known?.findings ?? 0) + findings,
        example: known?.example ?? example,
      });
    }
    return line;
  });
  return {
    version,
    generatedAt: now.toISOString(),
    outcomes,
    causes: [...causes.values()].toSorted(
      (a, b) =>
        Number(b.severity === 'reject') - Number(a.severity === 'reject') ||
        b.packages - a.packages ||
        (a.rule < b.rule ? -1 : 1),
    ),
    lines: lines.toSorted((a, b) => order[a.outcome] - order[b.outcome] || (a.path < b.path ? -1 : 1)),
  };
}

/** The lines of a summary as CSV, one package each. */
export function summaryCsv(summary: BulkSummary): Uint8Array<ArrayBuffer> {
  const severities = ['reject', 'error', 'warning', 'national', 'advisory'];
  return writeCsv(
    ['outcome', 'name', 'path', 'entity', 'reference_date', 'rows', ...severities, 'report', 'problem'],
    summary.lines.map((line) =>
      [
        line.outcome,
        line.name,
        line.path,
        line.entity ?? '',
        line.referenceDate ?? '',
        String(line.rows),
        ...severities.map((severity) => String(line.counts[severity] ?? 0)),
        line.report ?? '',
        line.problem ?? '',
      ].map(unrunnable),
    ),
  );
}

function lineOf({ path, result, problem }: BulkRecord): BulkLine {
  if (result === null) {
    const name = path.replace(/^.*[\\/]/, '');
    return {
      name,
      path,
      outcome: 'not checked',
      entity: null,
      referenceDate: null,
      rows: 0,
      counts: {},
      report: null,
      problem,
    };
  }
  const { name, entity, referenceDate, rows, counts, report, rejected } = result;
  return {
    name,
    path,
    outcome: rejected ? 'rejected' : 'accepted',
    entity,
    referenceDate,
    rows,
    counts,
    report,
    problem: null,
  };
}
