import { credibilityMeaning, reliabilityMeaning } from '@underpin/model';
import type { Evidence } from '@underpin/model';
import { html } from '../html/html.ts';
import type { Child, Html } from '../html/html.ts';
import { table } from '../html/table.ts';
import { dateText } from '../words/dates.ts';
import { countText } from '../words/numbers.ts';
import type { ReviewContext } from './context.ts';

/** Every statement with its source, grade, number of independent sources and marking. */
export function evidence(context: ReviewContext): Html {
  const { review } = context.input;
  const party = (id: string): string =>
    [...review.authorities, ...review.parties, review.workingGroup].find((one) => one.id === id)?.name ?? id;
  return html`<section aria-labelledby="evidence">
    <h2 id="evidence">8. Evidence</h2>
    <p>
      Graded by the Admiralty code: reliability of the source (A ${reliabilityMeaning.A} to F ${reliabilityMeaning.F})
      and credibility of the information (1 ${credibilityMeaning[1]} to 6 ${credibilityMeaning[6]}). The marking is TLP
      2.0. <em>Not told</em>: the source does not say how many independent sources it has.
    </p>
    ${table(
      'evidence-table',
      `Evidence (${countText(review.evidence.length)})`,
      [
        { head: 'Id', kind: 'short' },
        { head: 'Statement', kind: 'long' },
        { head: 'Source' },
        { head: 'Grade' },
        { head: 'Independent sources', kind: 'number' },
        { head: 'Marking' },
      ],
      review.evidence.map((one) => ({
        id: context.evidenceAnchor(one.id) ?? one.id,
        cells: [
          one.id,
          [one.statement, related(context, one)],
          [
            `${one.source.name}, ${dateText(one.source.publishedOn)}, ${one.source.kind}`,
            one.attributedTo === undefined ? null : `; attributed to ${one.attributedTo}`,
          ],
          html`<strong>${one.reliability}${one.credibility}</strong> <span class="path">${gradeWords(one)}</span>`,
          one.independentSources === null ? 'not told' : countText(one.independentSources),
          [
            html`<span class="tlp tlp-${one.marking.toLowerCase().replace('+', '-')}">TLP:${one.marking}</span>`,
            one.releasableTo.length === 0
              ? null
              : html` <span class="path">releasable to ${one.releasableTo.map(party).join(', ')}</span>`,
          ],
        ],
      })),
    )}
    ${citations(review.evidence)}
  </section>`;
}

function gradeWords(one: Evidence): string {
  const credibility = credibilityMeaning[one.credibility as keyof typeof credibilityMeaning];
  return `${reliabilityMeaning[one.reliability]}, ${credibility}`;
}

function related(context: ReviewContext, one: Evidence): Child {
  const parts: Child[] = [];
  if (one.mission !== undefined) parts.push(html` <span class="path">[${one.mission}]</span>`);
  const borne = one.corroborates ?? [];
  if (borne.length > 0) {
    parts.push(
      html` <span class="path"
        >bears out
        ${borne.map((id, index) => [index === 0 ? null : ', ', html`<a href="#${context.evidenceAnchor(id) ?? 'evidence'}">${id}</a>`])}</span
      >`,
    );
  }
  return parts;
}

function citations(all: readonly Evidence[]): Html {
  const distinct = [...new Set(all.map((one) => one.source.citation))];
  return html`<h3>Sources</h3>
    <ul>
      ${distinct.map(
        (citation) =>
          html`<li>
            ${citation}
            <span class="path"
              >(${all
                .filter((one) => one.source.citation === citation)
                .map((one) => one.id)
                .join(', ')})</span
            >
          </li>`,
      )}
    </ul>`;
}
