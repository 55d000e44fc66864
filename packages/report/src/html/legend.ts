import { html } from './html.ts';
import type { Html } from './html.ts';

/** Key to the marks of a chart: class of the swatch and what it means. */
export function legend(
  entries: readonly (readonly [
    kind: 'sure' | 'possible' | 'subject' | 'subject-possible' | 'other',
    meaning: string,
  ])[],
): Html {
  return html`<ul class="legend">
    ${entries.map(([kind, meaning]) => html`<li><span class="${kind}"></span>${meaning}</li>`)}
  </ul>`;
}
