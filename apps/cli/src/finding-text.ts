import type { Finding } from '@underpin/model';

/** One finding on one or two lines: severity, rule, file:line, column, key, then the sentence. */
export function findingText(finding: Finding): string {
  const { file, line, column } = finding.location;
  const place = [line === undefined ? file : `${file}:${line}`, column].filter((part) => part !== undefined).join(' ');
  const key = finding.key === undefined ? '' : `  [${finding.key}]`;
  return `  ${finding.severity.padEnd(8)} ${finding.rule.padEnd(8)} ${place}${key}\n           ${finding.message}`;
}

const order = ['reject', 'error', 'warning', 'national', 'advisory'] as const;

/** "2 reject, 1 warning", or "no findings". */
export function countsText(counts: Readonly<Record<string, number>>): string {
  const told = order.flatMap((severity) => (counts[severity] === undefined ? [] : [`${counts[severity]} ${severity}`]));
  return told.length === 0 ? 'no findings' : told.join(', ');
}
