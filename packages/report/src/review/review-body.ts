import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import type { ReviewReport } from '../review-report.ts';
import { annex } from './annex.ts';
import { checks } from './checks.ts';
import { concentration } from './concentration.ts';
import { ReviewContext } from './context.ts';
import { coverage } from './coverage.ts';
import { evidence } from './evidence.ts';
import { falls } from './falls.ts';
import { findings } from './findings.ts';
import { institutions } from './institutions.ts';
import { ranking } from './ranking.ts';
import { summary } from './summary.ts';
import { timeline } from './timeline.ts';

const sections = [
  ['glance', '1. At a glance'],
  ['findings', '2. Findings and opinions'],
  ['coverage', '3. Coverage'],
  ['institutions', '4. Institutions'],
  ['falls', '5. What falls'],
  ['concentration', '6. Concentration'],
  ['ranking', '7. Ranking'],
  ['evidence', '8. Evidence'],
  ['timeline', '9. Timeline'],
  ['checks', '10. Checks of the submissions'],
  ['annex', 'Annex: the basis of every figure'],
] as const;

/** All sections of a review report, with their contents list: what every printing of it shows. */
export function reviewBody(input: ReviewReport): Html {
  const context = new ReviewContext(input);
  const { review } = input;
  return html`<div class="frame">
    <nav class="contents" aria-labelledby="contents">
      <h2 id="contents">Contents</h2>
      <ol>
        ${sections.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}
      </ol>
    </nav>
    <main id="main" tabindex="-1">
      ${summary(context)} ${findings(context)} ${coverage(input.coverage, review.sector.note)} ${institutions(context)}
      ${falls(context)} ${concentration(context)} ${ranking(context)} ${evidence(context)} ${timeline(context)}
      ${checks(input.checks)} ${annex(context)}
    </main>
  </div>`;
}
