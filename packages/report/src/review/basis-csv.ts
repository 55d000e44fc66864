import type { ReviewReport } from '../review-report.ts';

/**
 * The rows behind every figure of a report as CSV (RFC 4180, UTF-8, header line): figure, label, submission, file, line,
 * says. Text that a spreadsheet would run as a formula gets an apostrophe in front.
 *
 * @example await writeFile('basis.csv', basisCsv(report));
 */
export function basisCsv(report: Pick<ReviewReport, 'figures'>): string {
  const lines = [['figure', 'label', 'submission', 'file', 'line', 'says'].join(',')];
  for (const { value, basis } of report.figures) {
    for (const row of basis) {
      lines.push([value.id, value.label, row.submission, row.file, String(row.line), row.says].map(quoted).join(','));
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
