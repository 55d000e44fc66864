import { timelineChart } from '../charts/timeline.ts';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { table } from '../html/table.ts';
import { dateText } from '../words/dates.ts';
import { plural } from '../words/plural.ts';
import { basisLinks } from './context.ts';
import type { ReviewContext } from './context.ts';

/** Events in order of date, each with its basis; a date of a report is told apart from that of the event. */
export function timeline(context: ReviewContext): Html {
  const events = context.input.review.timeline;
  return html`<section aria-labelledby="timeline">
    <h2 id="timeline">9. Timeline</h2>
    ${
      events.length === 0
        ? null
        : html`<figure>
            ${timelineChart(
              {
                id: 'chart-timeline',
                title: 'Timeline of the review',
                description: `${plural(events.length, 'event')} on a line of dates, numbered as in the table after the chart.`,
              },
              events,
            )}
            <figcaption>
              n = ${plural(events.length, 'event')}, numbered as in the table. Distances are not to scale. Filled: date
              of the event. Outlined: date of the report that tells of it.
            </figcaption>
          </figure>`
    }
    ${table(
      'timeline-table',
      'Events',
      [
        { head: 'No.', kind: 'short' },
        { head: 'Date', kind: 'short' },
        { head: 'Event', kind: 'long' },
        { head: 'Basis' },
      ],
      events.map((event, index) => ({
        cells: [
          index + 1,
          [dateText(event.date), event.dated === 'report' ? html` <span class="path">(reported)</span>` : null],
          event.event,
          event.basis.evidence.length + event.basis.figures.length === 0 ? 'none' : basisLinks(context, event.basis),
        ],
      })),
      'none is recorded.',
    )}
  </section>`;
}
