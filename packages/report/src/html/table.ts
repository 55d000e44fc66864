import { html } from './html.ts';
import type { Child, Html } from './html.ts';

export interface Column {
  readonly head: string;
  /** `number` aligns right; `short` stays on one line; `long` gets the most room; `code` is set in a fixed width. */
  readonly kind?: 'text' | 'number' | 'code' | 'short' | 'long';
}

export interface TableRow {
  readonly cells: readonly Child[];
  readonly id?: string;
  readonly marked?: boolean;
}

/** A table with caption, heads with scope and the first cell of a row as its head. Scrolls sideways inside its own focusable region. */
export function table(
  id: string,
  caption: Child,
  columns: readonly Column[],
  rows: readonly TableRow[],
  empty = 'Nothing to show.',
): Html {
  if (rows.length === 0) return html`<p class="empty" id="${id}">${caption}: ${empty}</p>`;
  const kind = (index: number): string => columns[index]?.kind ?? 'text';
  return html`<div class="scroll" role="region" aria-labelledby="${id}-caption" tabindex="0">
    <table id="${id}">
      <caption id="${id}-caption">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column, index) => html`<th scope="col" class="${kind(index)}">${column.head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr${row.id === undefined ? null : html` id="${row.id}"`}${row.marked === true ? html` class="marked"` : null}>${row.cells.map(
              (cell, index) =>
                index === 0
                  ? html`<th scope="row" class="${kind(index)}">${cell}</th>`
                  : html`<td class="${kind(index)}">${cell}</td>`,
            )}</tr>
`,
        )}
      </tbody>
    </table>
  </div>`;
}
