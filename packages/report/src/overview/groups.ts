import { intervalBars } from '../charts/interval-bars.ts';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { legend } from '../html/legend.ts';
import { table } from '../html/table.ts';
import type { SectorOverview } from '../sector-overview.ts';
import { boundsText, countText } from '../words/numbers.ts';
import { plural } from '../words/plural.ts';

const drawn = 15;

/** Which groups the critical functions stand on, as bars with their table. */
export function groups(input: SectorOverview): Html {
  const lines = input.groups.slice(0, drawn);
  return html`<section aria-labelledby="groups">
    <h2 id="groups">Who the critical functions stand on</h2>
    <p>
      Critical functions lost if one group alone goes, at least and at
      most${input.criticalFunctions === null ? '' : `, of ${countText(input.criticalFunctions)} observed`}. Where a
      register states no redundancy, the answer is a pair of bounds.
    </p>
    <div class="pair">
      ${
        lines.length === 0
          ? null
          : html`<figure>
              ${legend([
                ['sure', 'at least'],
                ['possible', 'at most'],
              ])}${intervalBars(
                {
                  id: 'chart-groups',
                  title: 'Critical functions lost by group',
                  description: `Horizontal bars, number of critical functions lost at least and at most if this group alone goes, ${plural(lines.length, 'group')}. The table after the chart holds the same numbers.`,
                },
                lines.map((line) => ({ name: line.name, value: line.criticalLost, total: input.criticalFunctions })),
                'count',
                'number of critical functions lost',
              )}
              <figcaption>
                Unit: number of critical functions; n =
                ${plural(input.groups.length, 'group')}${input.groups.length > drawn ? `, the first ${drawn} are drawn` : ''}.
              </figcaption>
            </figure>`
      }
      ${table(
        'groups-table',
        `Groups${input.groups.length > drawn ? `, the first ${drawn} of ${countText(input.groups.length)}` : ''}`,
        [
          { head: 'Group' },
          { head: 'Critical functions lost', kind: 'number' },
          { head: 'Institutions hit', kind: 'number' },
        ],
        lines.map((line) => ({
          cells: [
            html`${line.name} <span class="path code">${line.id}</span>`,
            boundsText(line.criticalLost, 'count'),
            boundsText(line.institutionsHit, 'count'),
          ],
        })),
        'nothing was ranked.',
      )}
    </div>
  </section>`;
}
