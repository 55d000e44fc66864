import { flow } from '../charts/flow.ts';
import { intervalBars } from '../charts/interval-bars.ts';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { legend } from '../html/legend.ts';
import { page } from '../html/page.ts';
import { table } from '../html/table.ts';
import { checksTable } from '../review/checks.ts';
import { coverageWords } from '../review/coverage.ts';
import { rankingTable } from '../review/ranking-table.ts';
import type { SectorOverview } from '../sector-overview.ts';
import { dateText, momentText } from '../words/dates.ts';
import { countText } from '../words/numbers.ts';
import { plural } from '../words/plural.ts';

const unknownCountry = 'control unobserved';
const drawn = 15;

/**
 * The sector at a glance as one self-contained HTML page: counts, groups by critical functions lost, the flow from
 * countries of control to institutions, coverage, checks, example reports and what to type next. All text is escaped.
 *
 * @example reply.type('text/html').send(renderOverview(overview));
 */
export function renderOverview(input: SectorOverview): string {
  return page({
    title: input.title,
    marking: null,
    foot: `Underpin ${input.version}, made ${momentText(input.generatedAt)}`,
    body: html`<main id="main" class="wide" tabindex="-1">
      <header>
        <p class="over">Underpin ${input.version}. What a financial system stands on</p>
        <h1>${input.title}</h1>
        <p>As of ${dateText(input.asOf)}. Made ${momentText(input.generatedAt)}.</p>
        ${input.notice === null ? null : html`<p class="notice">${input.notice}</p>`}
        <ul class="key">
          ${input.counts.map(
            (count) =>
              html`<li>
                <span class="value">${count.value === null ? 'unobserved' : countText(count.value)}</span
                ><span class="label">${count.label}</span
                >${count.note === undefined ? null : html`<span class="note">${count.note}</span>`}
              </li>`,
          )}
        </ul>
      </header>
      ${groups(input)} ${control(input)}
      <div class="columns">
        <section aria-labelledby="coverage">
          <h2 id="coverage">Coverage</h2>
          ${coverageWords(input.coverage)}
          ${table(
            'unobserved',
            `Unobserved (${plural(input.coverage.unobserved.length, 'institution')})`,
            [{ head: 'Institution' }, { head: 'What is not known' }],
            input.coverage.unobserved.slice(0, 50).map((one) => ({ cells: [one.name, one.missing] })),
            'nothing that was asked for is missing.',
          )}
        </section>
        ${next(input)}
      </div>
      <section aria-labelledby="checks">
        <h2 id="checks">Checks of the submissions</h2>
        ${checksTable('checks-table', input.checks)}
      </section>
    </main>`,
  }).text;
}

function groups(input: SectorOverview): Html {
  const lines = input.groups.slice(0, drawn);
  return html`<section aria-labelledby="groups">
    <h2 id="groups">Who the critical functions stand on</h2>
    <p>
      Critical functions lost if one group alone goes, at least and at
      most${input.criticalFunctions === null ? '' : `, of ${countText(input.criticalFunctions)} observed`}. Where a
      register states no redundancy, the answer is a pair of bounds.
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
    ${rankingTable('groups-table', `Groups${input.groups.length > drawn ? `, the first ${drawn} of ${input.groups.length}` : ''}`, lines, (_, text) => text)}
  </section>`;
}

function control(input: SectorOverview): Html {
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
      'By country of control',
      [
        { head: 'Country of control' },
        { head: 'Pairs of critical function and group', kind: 'number' },
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
  </section>`;
}

function next(input: SectorOverview): Html {
  return html`<section aria-labelledby="next">
    <h2 id="next">Next</h2>
    ${
      input.reviews.length === 0
        ? null
        : html`<h3>Review reports</h3>
            <ul>
              ${input.reviews.map((review) => html`<li><a href="${safeLink(review.href)}">${review.title}</a>. ${review.says}</li>`)}
            </ul>`
    }
    <h3>On the command line</h3>
    ${input.commands.map(
      ({ command, does }) =>
        html`<p>${does}</p>
          <pre tabindex="0"><code>${command}</code></pre>`,
    )}
  </section>`;
}

/** Links lead to places in this installation or to https; anything else goes nowhere. */
function safeLink(href: string): string {
  return /^(?:https:\/\/|\/(?!\/)|\.{0,2}\/?[\w-]+(?:[/.][\w.-]+)*\/?(?:[?#].*)?$)/.test(href) ? href : '#';
}
