import type { BasisRow } from '@underpin/model';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { jsonBlock } from '../html/json-block.ts';
import { table } from '../html/table.ts';
import type { ReportFigure } from '../review-report.ts';
import { figureText } from '../words/figure-text.ts';
import { countText } from '../words/numbers.ts';
import { plural } from '../words/plural.ts';
import type { ReviewContext } from './context.ts';

const inPage = 20_000;
const shown = 200;
const shownOfMany = 10;

/** Every figure with definition, unit, weight, n, bounds and the rows that made it. */
export function annex(context: ReviewContext): Html {
  const { figures } = context.input;
  const rows = figures.reduce((sum, figure) => sum + figure.basis.length, 0);
  return html`<section class="annex" aria-labelledby="annex">
    <h2 id="annex">Annex: the basis of every figure</h2>
    <p>
      ${plural(figures.length, 'figure')}, made from ${plural(rows, 'row')} named here. A row is named by submission,
      file and line; the header of a file is line 1.
      ${
        rows <= inPage
          ? html`<span class="screen">All of the rows are in this file as JSON too (element "basis-data").</span>`
          : `With more than ${countText(inPage)} rows they are not all in this file; the side file basis.csv holds them.`
      }
    </p>
    ${figures.map((figure) => entry(context, figure, rows <= inPage ? shown : shownOfMany))}
    ${rows <= inPage ? jsonBlock('basis-data', figures.map(packed)) : null}
  </section>`;
}

function packed(figure: ReportFigure): unknown {
  return { figure: figure.value, rows: figure.basis, rowsInAll: figure.basisTotal };
}

function entry(context: ReviewContext, figure: ReportFigure, most: number): Html {
  const { value } = figure;
  const anchor = context.figureAnchor(value.id);
  const version =
    value.version.policy === undefined
      ? value.version.engine
      : `${value.version.engine}, policy ${value.version.policy}`;
  const told = Math.min(most, figure.basis.length);
  return html`<article id="${anchor}" aria-labelledby="${anchor}-head">
    <h3 id="${anchor}-head">
      A${context.figureNumber(value.id)}.
      ${value.label}${figure.answers === undefined ? null : html` <span class="tag">${figure.answers}</span>`}
    </h3>
    <p>${figure.definition}</p>
    <dl class="facts">
      <dt>Value</dt>
      <dd>${figureText(value)}</dd>
      <dt>Measure</dt>
      <dd>${value.measure}, of ${value.of}</dd>
      <dt>Scope</dt>
      <dd>${value.scope.kind}: ${value.scope.name}</dd>
      <dt>Unit, weight</dt>
      <dd>${value.unit}, ${value.weight}</dd>
      <dt>n</dt>
      <dd>${countText(value.n)}; unobserved and left out: ${countText(value.unobserved)}</dd>
      <dt>Computed by</dt>
      <dd>${version}</dd>
      <dt>Id</dt>
      <dd><code>${value.id}</code></dd>
    </dl>
    ${basisTable(`${anchor}-rows`, context.figureNumber(value.id), figure.basis.slice(0, told), told, figure.basisTotal)}
  </article>`;
}

function basisTable(id: string, number: number | null, rows: readonly BasisRow[], told: number, total: number): Html {
  return table(
    id,
    told < total
      ? `A${number}, rows: the first ${countText(told)} of ${countText(total)}`
      : `A${number}, rows (${countText(total)})`,
    [
      { head: 'Submission', kind: 'code' },
      { head: 'File', kind: 'code' },
      { head: 'Line', kind: 'number' },
      { head: 'What the row says' },
    ],
    rows.map((row) => ({ cells: [row.submission, row.file, countText(row.line), row.says] })),
    'no row is named.',
  );
}
