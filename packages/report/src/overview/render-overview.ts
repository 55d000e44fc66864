import { html } from '../html/html.ts';
import { page } from '../html/page.ts';
import { table } from '../html/table.ts';
import { checksTable } from '../review/checks.ts';
import { coverageWords } from '../review/coverage.ts';
import type { SectorOverview } from '../sector-overview.ts';
import { dateText, momentText } from '../words/dates.ts';
import { countText } from '../words/numbers.ts';
import { plural } from '../words/plural.ts';
import { control } from './control.ts';
import { groups } from './groups.ts';
import { next } from './next.ts';

const listed = 50;

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
            `Unobserved (${plural(input.coverage.unobserved.length, 'institution')}${input.coverage.unobserved.length > listed ? `, the first ${listed} are shown` : ''})`,
            [{ head: 'Institution' }, { head: 'What is not known' }],
            input.coverage.unobserved.slice(0, listed).map((one) => ({ cells: [one.name, one.missing] })),
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
