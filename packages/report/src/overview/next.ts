import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { safeLink } from '../html/safe-link.ts';
import type { SectorOverview } from '../sector-overview.ts';

/** Where to go from here: reports and commands. */
export function next(input: SectorOverview): Html {
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
