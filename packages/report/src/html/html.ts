/** Text that is already safe to put into a page. Only {@link html} and {@link trusted} make it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What a template takes. Strings and numbers are escaped; `null`, `undefined` and `false` are left out; lists are joined. */
export type Child = Html | string | number | null | undefined | false | readonly Child[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
// What XML forbids in text, and what changes the direction in which a line is read.
// oxlint-disable-next-line no-control-regex
const unseen = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/g;

/** Escapes text for HTML content and quoted attributes. Control and direction-override characters show as U+FFFD. */
export function escapeText(text: string): string {
  return text.replace(unseen, '\uFFFD').replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Template tag: everything that is put in is escaped, unless it is {@link Html}. Attributes must be quoted. */
export function html(parts: TemplateStringsArray, ...children: readonly Child[]): Html {
  let text = parts[0] ?? '';
  children.forEach((child, index) => {
    text += render(child) + (parts[index + 1] ?? '');
  });
  return new Html(text);
}

/** Marks text made by this package itself (an SVG, a style sheet) as safe. Never for anything that came from a file. */
export function trusted(text: string): Html {
  return new Html(text);
}

function render(child: Child): string {
  if (child === null || child === undefined || child === false) return '';
  if (child instanceof Html) return child.text;
  if (typeof child === 'string') return escapeText(child);
  if (typeof child === 'number') return String(child);
  return child.map(render).join('');
}
