import { Anchors } from '../html/anchors.ts';
import { html } from '../html/html.ts';
import type { Child } from '../html/html.ts';
import type { ReportFigure, ReviewReport } from '../review-report.ts';

/** What all sections of a report share: the input, and where on the page things stand. */
export class ReviewContext {
  readonly input: ReviewReport;
  readonly #institutions: ReadonlyMap<string, string>;
  readonly #figures: Anchors;
  readonly #evidence: Anchors;
  readonly #findings: Anchors;

  constructor(input: ReviewReport) {
    this.input = input;
    this.#institutions = new Map(input.institutions.map((one) => [one.id, one.name]));
    this.#figures = new Anchors(
      'fig',
      input.figures.map((figure) => figure.value.id),
    );
    this.#evidence = new Anchors(
      'evidence',
      input.review.evidence.map((one) => one.id),
    );
    this.#findings = new Anchors(
      'finding',
      input.review.findings.map((one) => one.id),
    );
  }

  /** Element id in the annex, or null when the figure is not in the report. */
  figureAnchor(id: string): string | null {
    return this.#figures.of(id);
  }

  figureNumber(id: string): number | null {
    return this.#figures.number(id);
  }

  /** Text of a number, linked to its basis in the annex when there is one. */
  linked(figure: string | null, text: string): Child {
    const anchor = figure === null ? null : this.#figures.of(figure);
    return anchor === null ? text : html`<a href="#${anchor}">${text}</a>`;
  }

  /** The figure that answers a request of the review, or null when it was not computed. */
  answer(request: string): ReportFigure | null {
    return this.input.figures.find((figure) => figure.answers === request) ?? null;
  }

  evidenceAnchor(id: string): string | null {
    return this.#evidence.of(id);
  }

  findingAnchor(id: string): string | null {
    return this.#findings.of(id);
  }

  authority(id: string): string {
    return this.input.review.authorities.find((one) => one.id === id)?.name ?? id;
  }

  /** Name of an institution by its id, or the id. */
  institution(id: string): string {
    return this.#institutions.get(id) ?? id;
  }
}

/** What a statement rests on: links to evidence and figures. */
export function basisLinks(
  context: ReviewContext,
  basis: { readonly evidence: readonly string[]; readonly figures: readonly string[] },
): Child {
  const evidence = basis.evidence.map((id, index) => {
    const anchor = context.evidenceAnchor(id);
    return [index === 0 ? null : ', ', anchor === null ? id : html`<a href="#${anchor}">${id}</a>`];
  });
  const figures = basis.figures.map((id, index) => {
    const figure = context.answer(id);
    const before = index > 0 || basis.evidence.length > 0 ? ', ' : null;
    if (figure === null) return [before, `${id} (not computed)`];
    return [before, context.linked(figure.value.id, id)];
  });
  return [evidence, figures];
}
