import { findingStanding } from '@underpin/model';
import type { Position } from '@underpin/model';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { table } from '../html/table.ts';
import { dateText } from '../words/dates.ts';
import { basisLinks } from './context.ts';
import type { ReviewContext } from './context.ts';

const short: Readonly<Record<Position, string>> = {
  concurs: 'concurs',
  'concurs with reservation': 'reservation',
  dissents: 'dissents',
};

/** What the review finds, and what each authority says of it, as given in the file. */
export function findings(context: ReviewContext): Html {
  const { review } = context.input;
  const known = context.input.figures;
  return html`<section aria-labelledby="findings">
    <h2 id="findings">2. Findings and opinions</h2>
    <p>
      A finding is joint when ${review.quorum} of ${review.authorities.length} authorities concur, with or without
      reservation. An authority that gave no opinion neither concurs nor dissents. Opinions are shown as given in the
      review file${known.length === 0 ? '; no figures were computed' : ''}.
    </p>
    ${matrix(context)}
    ${review.findings.map((finding) => {
      const standing = findingStanding(review, finding.id);
      const opinions = review.opinions.filter((opinion) => opinion.finding === finding.id);
      return html`<article
        class="finding"
        id="${context.findingAnchor(finding.id)}"
        aria-labelledby="${context.findingAnchor(finding.id)}-head"
      >
        <header>
          <h3 id="${context.findingAnchor(finding.id)}-head">
            Finding ${finding.id} <span class="tag">severity: ${finding.severity}</span>
            <span class="tag${standing.joint ? ' strong' : ''}">${standing.joint ? 'joint' : 'not joint'}</span>
          </h3>
          <p>${finding.statement}</p>
          <p class="note">
            Basis: ${basisLinks(context, finding.basis)}. Drafted by ${context.authority(finding.owner)}.
          </p>
        </header>
        ${table(
          `${context.findingAnchor(finding.id)}-opinions`,
          `Opinions on ${finding.id}`,
          [
            { head: 'Authority' },
            { head: 'Position' },
            { head: 'Reasons', kind: 'long' },
            { head: 'Given on', kind: 'short' },
          ],
          opinions.map((opinion) => ({
            cells: [
              context.authority(opinion.authority),
              opinion.position === 'concurs' ? opinion.position : html`<strong>${opinion.position}</strong>`,
              opinion.reasons,
              dateText(opinion.givenOn),
            ],
          })),
          'no opinion was given.',
        )}
        ${standing.silent.length === 0 ? null : html`<p class="note">No opinion from: ${standing.silent.map((id) => context.authority(id)).join(', ')}.</p>`}
      </article>`;
    })}
    ${decisions(context)}
  </section>`;
}

function matrix(context: ReviewContext): Html {
  const { review } = context.input;
  return table(
    'opinion-matrix',
    'Opinions at a glance',
    [{ head: 'Finding', kind: 'short' }, ...review.authorities.map((one) => ({ head: one.name })), { head: 'Joint' }],
    review.findings.map((finding) => ({
      cells: [
        html`<a href="#${context.findingAnchor(finding.id)}">${finding.id}</a>`,
        ...review.authorities.map((authority) => {
          const opinion = review.opinions.find((one) => one.authority === authority.id && one.finding === finding.id);
          if (opinion === undefined) return html`<span class="path">no opinion</span>`;
          return opinion.position === 'concurs' ? short.concurs : html`<strong>${short[opinion.position]}</strong>`;
        }),
        findingStanding(review, finding.id).joint ? 'yes' : 'no',
      ],
    })),
    'the review has none yet.',
  );
}

function decisions(context: ReviewContext): Html | null {
  const { review } = context.input;
  if (review.decisions === undefined || review.decisions.length === 0) return null;
  return html`<h3>Decisions of the ${review.workingGroup.name}</h3>
    ${table(
      'decisions',
      'Decisions and the findings that they cite',
      [
        { head: 'Id', kind: 'short' },
        { head: 'Decision', kind: 'long' },
        { head: 'Findings' },
        { head: 'Decided on', kind: 'short' },
      ],
      review.decisions.map((decision) => ({
        cells: [decision.id, decision.statement, decision.findings.join(', '), dateText(decision.decidedOn)],
      })),
    )}`;
}
