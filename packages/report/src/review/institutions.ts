import { intervalBars } from '../charts/interval-bars.ts';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { legend } from '../html/legend.ts';
import { table } from '../html/table.ts';
import { boundsText, countText } from '../words/numbers.ts';
import { plural } from '../words/plural.ts';
import type { ReviewContext } from './context.ts';

const drawn = 40;

/** Institution by institution: what it would lose. */
export function institutions(context: ReviewContext): Html {
  const lines = context.input.institutions.toSorted(
    (first, second) =>
      (second.criticalLost?.atMost ?? -1) - (first.criticalLost?.atMost ?? -1) ||
      (second.criticalLost?.atLeast ?? -1) - (first.criticalLost?.atLeast ?? -1) ||
      (first.name < second.name ? -1 : 1),
  );
  const observed = lines.filter((line) => line.criticalLost !== null);
  const shown = lines.slice(0, drawn);
  const hit = observed.filter((line) => (line.criticalLost?.atMost ?? 0) > 0).length;
  const surely = observed.filter((line) => (line.criticalLost?.atLeast ?? 0) > 0).length;
  const count = (value: number | null): string => (value === null ? 'unobserved' : countText(value));
  return html`<section aria-labelledby="institutions">
    <h2 id="institutions">4. Institutions</h2>
    <p>
      Without the subject, ${boundsText({ atLeast: surely, atMost: hit }, 'count', { total: observed.length })} observed
      institutions lose at least one critical function.
      ${observed.length < lines.length ? html`${plural(lines.length - observed.length, 'institution is', 'institutions are')} <strong>unobserved</strong>.` : null}
    </p>
    ${
      lines.length === 0
        ? null
        : html`<figure>
            ${legend([
              ['sure', 'at least'],
              ['possible', 'at most'],
            ])}${intervalBars(
              {
                id: 'chart-institutions',
                title: 'Critical functions lost by institution',
                description: `Horizontal bars, number of critical functions lost when the subject is withdrawn, at least and at most, ${plural(shown.length, 'institution')}. The table after the chart holds the same numbers.`,
              },
              shown.map((line) => ({ name: line.name, value: line.criticalLost, total: line.criticalFunctions })),
              'count',
              'number of critical functions lost',
            )}
            <figcaption>
              Unit: number of critical functions; n = ${observed.length} observed
              institutions${lines.length > drawn ? `; the first ${drawn} of ${lines.length} are drawn` : ''}.
            </figcaption>
          </figure>`
    }
    ${table(
      'institutions-table',
      'Functions lost when the subject is withdrawn, by institution',
      [
        { head: 'Institution' },
        { head: 'Category' },
        { head: 'Functions', kind: 'number' },
        { head: 'Lost', kind: 'number' },
        { head: 'Critical functions', kind: 'number' },
        { head: 'Critical lost, at least to at most', kind: 'number' },
        { head: 'Share of critical', kind: 'number' },
      ],
      lines.map((line) => {
        const lost = line.criticalLost;
        const of = line.criticalFunctions;
        const share =
          lost === null || of === null || of === 0 ? null : { atLeast: lost.atLeast / of, atMost: lost.atMost / of };
        return {
          cells: [
            line.name,
            line.category,
            count(line.functions),
            boundsText(line.lost, 'count'),
            count(of),
            context.linked(line.figure, boundsText(lost, 'count')),
            of === 0 ? 'none critical' : boundsText(share, 'share'),
          ],
        };
      }),
    )}
  </section>`;
}
