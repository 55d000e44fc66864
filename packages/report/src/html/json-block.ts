import { html, trusted } from './html.ts';
import type { Html } from './html.ts';

/** Data inside the page, for programs: `<script type="application/json" id="...">`, with nothing in it that could end the element. */
export function jsonBlock(id: string, data: unknown): Html {
  const text = JSON.stringify(data)
    .replace(/</g, '\\u003c')
    .replace(/>/g, '\\u003e')
    .replace(/&/g, '\\u0026')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
  return html`<script type="application/json" id="${id}">
    ${trusted(text)}
  </script>`;
}
