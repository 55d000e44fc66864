import { flow } from '../charts/flow.ts';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { legend } from '../html/legend.ts';
import { table } from '../html/table.ts';
import type { SectorOverview } from '../sector-overview.ts';
import { countText } from '../words/numbers.ts';

const unknownCountry = 'control unobserved';

/** From the country of control through the group to the institution. */
export function control(input: SectorOverview): Html {
  const named = input.flows.map((item) => ({ ...item, country: item.country ?? unknownCountry }));
  const countries = new Map<string, { functions: number; groups: Set<string>; institutions: Set<string> }>();
  for (const item of named) {
    const entry = countries.get(item.country) ?? { functions: 0, groups: new Set(), institutions: new Set() };
    entry.functions += item.criticalFunctions;
    entry.groups.add(item.group);
    entry.institutions.add(item.institution);
    countries.set(item.country, entry);
  }
  const uses = named.reduce((sum, item) => sum + item.criticalFunctions, 0);
  return html`<section aria-labelledby="control">
    <h2 id="control">Who controls those groups</h2>
    <p>
      From the country of control through the group to the institution. A function that uses several groups is drawn
      once for each.
    </p>
    <div class="pair">
      ${
        named.length === 0
          ? null
          : html`<figure>
              ${legend([
                ['sure', 'country of control known'],
                ['other', 'country of control unobserved'],
              ])}${flow(
                {
                  id: 'chart-control',
                  title: 'Critical functions by country of control, group and institution',
                  description: `Flow from countries of control through groups to institutions; width is the number of critical functions that use the group, ${uses} in all. The table after the chart sums it by country.`,
                },
                ['Country of control', 'Group', 'Institution'],
                named.map((item) => ({
                  names: [item.country, item.group, item.institution],
                  weight: item.criticalFunctions,
                  tone: item.country === unknownCountry ? ('other' as const) : ('sure' as const),
                })),
                14,
              )}
              <figcaption>
                Width: number of critical functions that use the group; n = ${countText(uses)} pairs of function and
                group. The largest of each layer are named.
              </figcaption>
            </figure>`
      }
      ${table(
        'control-table',
        'Pairs of critical function and group, by country of control',
        [
          { head: 'Country' },
          { head: 'Pairs', kind: 'number' },
          { head: 'Groups', kind: 'number' },
          { head: 'Institutions', kind: 'number' },
        ],
        [...countries]
          .toSorted((first, second) => second[1].functions - first[1].functions || (first[0] < second[0] ? -1 : 1))
          .map(([country, entry]) => ({
            cells: [
              country,
              countText(entry.functions),
              countText(entry.groups.size),
              countText(entry.institutions.size),
            ],
          })),
        'unobserved.',
      )}
    </div>
  </section>`;
}
