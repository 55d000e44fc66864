import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { dateText, momentText } from '../words/dates.ts';
import { figureText } from '../words/figure-text.ts';
import { plural } from '../words/plural.ts';
import type { ReviewContext } from './context.ts';

/** Title, question, what the report is about, and the figures that were asked for. */
export function summary(context: ReviewContext): Html {
  const { review, subjectInWords, generatedAt, version } = context.input;
  return html`<header>
      <p class="over">Review ${review.id}, report to ${review.workingGroup.name}</p>
      <h1>${review.title}</h1>
      <p class="lead">${review.question}</p>
      ${review.notice === undefined ? null : html`<p class="notice"><strong>Read this first.</strong> ${review.notice}</p>`}
      <dl class="facts">
        <dt>Subject</dt>
        <dd>${subjectInWords}</dd>
        <dt>As an expression</dt>
        <dd><code>${review.subject.expression}</code></dd>
        <dt>As of</dt>
        <dd>${dateText(review.subject.asOf)}</dd>
        <dt>Authorities</dt>
        <dd>${review.authorities.map((one) => one.name).join(', ')}</dd>
        <dt>Opened</dt>
        <dd>${dateText(review.openedOn)}</dd>
        <dt>Made</dt>
        <dd>${momentText(generatedAt)}, Underpin ${version}</dd>
      </dl>
    </header>
    <section aria-labelledby="glance">
      <h2 id="glance">1. At a glance</h2>
      ${keyFigures(context)}
      <p class="note">
        Two numbers with a dash are bounds: <em>at least</em> what the registers state for sure, <em>at most</em> what
        holds when every stated use is needed. <em>Unobserved</em> means that nothing is known; it is not zero. Each
        number leads to its basis in the <a href="#annex">annex</a>.
      </p>
    </section>`;
}

function keyFigures(context: ReviewContext): Html {
  const { review } = context.input;
  if (review.figures.length === 0) return html`<p class="empty">The review asks for no figures.</p>`;
  return html`<ul class="key">
    ${review.figures.map((request) => {
      const figure = context.answer(request.id);
      if (figure === null) {
        return html`<li>
          <span class="value">not computed</span><span class="label">${request.id}: ${request.measure}</span>
        </li>`;
      }
      const { label, n, unobserved, id } = figure.value;
      const text = figureText(figure.value);
      return html`<li>
        <span class="value${text.length > 14 ? ' long' : ''}">${context.linked(id, text)}</span
        ><span class="label">${request.id}: ${label}</span
        ><span class="note">n = ${n}${unobserved > 0 ? `, ${plural(unobserved, 'item')} unobserved` : ''}</span>
      </li>`;
    })}
  </ul>`;
}
