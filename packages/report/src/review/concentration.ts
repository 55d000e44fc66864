import { concentrationCurve, cumulated } from '../charts/concentration-curve.ts';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { legend } from '../html/legend.ts';
import { table } from '../html/table.ts';
import type { Concentration } from '../review-report.ts';
import { boundsText, countText } from '../words/numbers.ts';
import { plural } from '../words/plural.ts';
import type { ReviewContext } from './context.ts';

const listed = 10;

/** How concentrated reliance is, as curves with their tables. */
export function concentration(context: ReviewContext): Html {
  const all = context.input.concentration;
  return html`<section aria-labelledby="concentration">
    <h2 id="concentration">6. Concentration</h2>
    ${all.length === 0 ? html`<p class="empty">Unobserved: no shares could be computed.</p>` : null}
    ${all.map((one, index) => part(context, one, index + 1))}
  </section>`;
}

function part(context: ReviewContext, one: Concentration, place: number): Html {
  const steps = cumulated(one.shares);
  const known = steps.at(-1)?.together ?? 0;
  const share = (value: number): string => boundsText({ atLeast: value, atMost: value }, 'share');
  return html`<h3>${capital(one.of)} by ${one.by}</h3>
    <p>
      HHI ${context.linked(one.hhiFigure, boundsText(one.hhi, 'hhi'))} (of 10,000), effective number of ${one.by}s
      ${context.linked(one.effectiveNumberFigure, boundsText(one.effectiveNumber, 'effective number'))}.${
        known < 0.9995 && steps.length > 0 ? ` For ${share(1 - known)} the ${one.by} is unobserved.` : ''
      }
    </p>
    ${
      steps.length === 0
        ? null
        : html`<figure>
            ${legend([
              ['sure', 'share that the largest hold together'],
              ['subject', 'subject of the review'],
            ])}${concentrationCurve(
              {
                id: `chart-concentration-${place}`,
                title: `Concentration curve: ${one.of} by ${one.by}`,
                description: `Share that the largest ${one.by}s hold together, against equal shares (dashed); ${plural(steps.length, one.by)}. The table after the chart holds the same numbers.`,
              },
              one.shares,
              one.by,
            )}
            <figcaption>Unit: share of ${one.of}; n = ${countText(one.n)}. Dashed: equal shares.</figcaption>
          </figure>`
    }
    ${table(
      `concentration-${place}`,
      `Shares by ${one.by}${steps.length > listed ? `, the first ${listed} of ${steps.length}` : ''}`,
      [
        { head: capital(one.by) },
        { head: 'Code', kind: 'code' },
        { head: 'Share', kind: 'number' },
        { head: 'Together', kind: 'number' },
      ],
      steps.slice(0, listed).map((entry) => ({
        marked: entry.inSubject,
        cells: [
          entry.inSubject ? html`${entry.name} <span class="tag">subject</span>` : entry.name,
          entry.id,
          share(entry.share),
          share(entry.together),
        ],
      })),
      'unobserved.',
    )}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
