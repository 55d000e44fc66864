import { html } from '../html/html.ts';
import { page } from '../html/page.ts';
import { table } from '../html/table.ts';
import { momentText } from '../words/dates.ts';
import { countText } from '../words/numbers.ts';
import type { BulkSummary } from './check-report.ts';
import { countsWords } from './counts-words.ts';

const shown = 5_000;

/**
 * A bulk check as a self-contained HTML page: how many are accepted, rejected and not checked, the causes ranked, and a
 * line with a link to its report for each package, those to look at first. All text is escaped.
 *
 * @example await writeFile('summary.html', renderBulkSummary(summary));
 */
export function renderBulkSummary(summary: BulkSummary): string {
  const { outcomes, lines } = summary;
  const more = lines.length - shown;
  return page({
    title: 'Check of many packages',
    marking: null,
    foot: `Underpin ${summary.version}, made ${momentText(summary.generatedAt)}`,
    body: html`<main id="main" class="wide" tabindex="-1">
      <header>
        <p class="over">Underpin ${summary.version}</p>
        <h1>${countText(lines.length)} packages checked</h1>
        <p>Made ${momentText(summary.generatedAt)}.</p>
        <ul class="key">
          ${(['accepted', 'rejected', 'not checked'] as const).map(
            (outcome) =>
              html`<li>
                <span class="value">${countText(outcomes[outcome])}</span><span class="label">${outcome}</span>
              </li>`,
          )}
        </ul>
      </header>
      ${table(
        'causes',
        'Causes, ranked: rules that reject first, then by number of packages',
        [
          { head: 'Rule', kind: 'code' },
          { head: 'Severity', kind: 'short' },
          { head: 'Packages', kind: 'number' },
          { head: 'Findings', kind: 'number' },
          { head: 'For example', kind: 'long' },
        ],
        summary.causes.map((cause) => ({
          cells: [cause.rule, cause.severity, countText(cause.packages), countText(cause.findings), cause.example],
        })),
        'no rule found anything.',
      )}
      ${table(
        'packages',
        `Packages${more > 0 ? `: the first ${countText(shown)} of ${countText(lines.length)}; all are in summary.csv` : ''}`,
        [
          { head: 'Package', kind: 'long' },
          { head: 'Outcome', kind: 'short' },
          { head: 'Entity', kind: 'code' },
          { head: 'Date', kind: 'short' },
          { head: 'Rows', kind: 'number' },
          { head: 'Findings' },
        ],
        lines.slice(0, shown).map((line) => ({
          cells: [
            line.report === null
              ? line.name
              : html`<a href="${line.report.split('/').map(encodeURIComponent).join('/')}/report.html"
                  >${line.name}</a
                >`,
            line.outcome,
            line.entity ?? '',
            line.referenceDate ?? '',
            countText(line.rows),
            line.problem ?? countsWords(line.counts),
          ],
        })),
      )}
    </main>`,
  }).text;
}
