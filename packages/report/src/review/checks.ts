import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { table } from '../html/table.ts';
import type { CheckSummary } from '../review-report.ts';
import { countText } from '../words/numbers.ts';
import { plural } from '../words/plural.ts';

const order = ['reject', 'error', 'national', 'warning', 'advisory'] as const;
const listed = 50;

/** How often each rule found something in the submissions, the gravest first. */
export function checksTable(id: string, checks: readonly CheckSummary[]): Html {
  const sorted = checks.toSorted(
    (first, second) =>
      order.indexOf(first.severity) - order.indexOf(second.severity) ||
      second.findings - first.findings ||
      (first.rule < second.rule ? -1 : 1),
  );
  const total = checks.reduce((sum, check) => sum + check.findings, 0);
  return table(
    id,
    `${plural(total, 'finding')} of ${plural(checks.length, 'rule')}${checks.length > listed ? `; the first ${listed} rules are shown` : ''}`,
    [
      { head: 'Rule', kind: 'short' },
      { head: 'Severity' },
      { head: 'What it means' },
      { head: 'Findings', kind: 'number' },
      { head: 'Institutions', kind: 'number' },
    ],
    sorted.slice(0, listed).map((check) => ({
      cells: [check.rule, check.severity, check.message, countText(check.findings), countText(check.institutions)],
    })),
    'the checks found nothing.',
  );
}

export function checks(all: readonly CheckSummary[]): Html {
  return html`<section aria-labelledby="checks">
    <h2 id="checks">10. Checks of the submissions</h2>
    <p>
      What the checks found in the registers and inventories that the figures rest on. <em>Reject</em>: the authority
      refuses such a submission; it is kept, and not counted.
    </p>
    ${checksTable('checks-table', all)}
  </section>`;
}
