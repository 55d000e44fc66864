import { intervalBars } from '../charts/interval-bars.ts';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { legend } from '../html/legend.ts';
import { plural } from '../words/plural.ts';
import type { ReviewContext } from './context.ts';
import { rankingTable } from './ranking-table.ts';

const top = 20;

/** The same question asked of everyone else: who fells how much. */
export function ranking(context: ReviewContext): Html {
  const all = context.input.ranking;
  const lines = all.slice(0, top);
  return html`<section aria-labelledby="ranking">
    <h2 id="ranking">7. Ranking</h2>
    <p>
      What the withdrawal of each group, product line or country alone would fell, all of its products and services
      together, on the same data. The subject of the review is one part of what its group supplies.
    </p>
    ${
      lines.length === 0
        ? null
        : html`<figure>
            ${legend([
              ['sure', 'at least'],
              ['possible', 'at most'],
              ['subject', 'subject, at least'],
              ['subject-possible', 'subject, at most'],
            ])}${intervalBars(
              {
                id: 'chart-ranking',
                title: 'Critical functions lost by who goes',
                description: `Horizontal bars, number of critical functions lost at least and at most if this one alone goes, ${plural(lines.length, 'bar')}. The table after the chart holds the same numbers.`,
              },
              lines.map((line) => ({ name: line.name, value: line.criticalLost, inSubject: line.inSubject })),
              'count',
              'number of critical functions lost',
            )}
            <figcaption>Unit: number of critical functions; n = ${all.length} ranked.</figcaption>
          </figure>`
    }
    ${rankingTable('ranking-table', `Ranking${all.length > top ? `, the first ${top} of ${all.length}` : ''}`, lines, (figure, text) => context.linked(figure, text))}
  </section>`;
}
