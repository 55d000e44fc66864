import { html } from '../html/html.ts';
import { page } from '../html/page.ts';
import { table } from '../html/table.ts';
import { countText } from '../words/numbers.ts';
import { plural } from '../words/plural.ts';
import type { CheckReport } from './check-report.ts';
import { countsWords } from './counts-words.ts';

const shown = 2_000;

/**
 * The check of one package as a self-contained HTML page: what it is, whether it is accepted, and each finding with rule,
 * place, key and sentence. All text is escaped. Past 2,000 findings the page says how many more the CSV and JSON hold.
 *
 * @example await writeFile('report.html', renderCheckReport(report));
 */
export function renderCheckReport(report: CheckReport): string {
  const { findings } = report;
  const more = findings.length - shown;
  return page({
    title: `Check of ${report.name}`,
    marking: null,
    foot: `Underpin ${report.version}`,
    body: html`<main id="main" class="wide" tabindex="-1">
      <header>
        <p class="over">Underpin ${report.version}. Check of a register or inventory</p>
        <h1>${report.name}</h1>
        <p><strong>${report.rejected ? 'Rejected' : 'Accepted'}</strong>: ${countsWords(report.counts)}.</p>
      </header>
      ${table(
        'package',
        'The package',
        [{ head: 'What' }, { head: 'Value', kind: 'long' }],
        [
          ['Entity', report.entity ?? 'not readable'],
          ['Reference date', report.referenceDate ?? 'not readable'],
          ['Format', report.profile ?? 'unknown'],
          ['Rows', countText(report.rows)],
          ['SHA-256', report.sha256],
        ].map((cells) => ({ cells })),
      )}
      ${table(
        'findings',
        `Findings${more > 0 ? `: the first ${countText(shown)} of ${countText(findings.length)}; all are in report.csv` : ''}`,
        [
          { head: 'Severity', kind: 'short' },
          { head: 'Rule', kind: 'code' },
          { head: 'Place', kind: 'code' },
          { head: 'Row' },
          { head: 'What is wrong', kind: 'long' },
        ],
        findings.slice(0, shown).map(({ severity, rule, location, key, message }) => ({
          cells: [
            severity,
            rule,
            [`${location.file}${location.line === undefined ? '' : `:${location.line}`}`, location.column ?? '']
              .join(' ')
              .trim(),
            key ?? '',
            message,
          ],
        })),
        `${plural(0, 'finding')}.`,
      )}
    </main>`,
  }).text;
}
