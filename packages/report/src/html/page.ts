import type { Marking } from '@underpin/model';
import { markingMeaning } from '@underpin/model';
import { cssString } from './css-string.ts';
import { html, trusted } from './html.ts';
import type { Child, Html } from './html.ts';
import { styles } from './styles.ts';

export interface Page {
  readonly title: string;
  readonly marking: Marking | null;
  /** Printed at the foot of each page. */
  readonly foot: string;
  /** A watermark on every page says that it is a draft. */
  readonly draft?: boolean;
  readonly body: Child;
}

/** What stands in the margins of the printed page. */
function printMargins(page: Page): string {
  const marking = page.marking === null ? '' : `TLP:${page.marking}`;
  return `@page{size:A4;margin:20mm 15mm 18mm;
@top-left{content:${cssString(page.title)};font:8pt system-ui,sans-serif;color:#444}
@top-right{content:${cssString(marking)};font:bold 8pt system-ui,sans-serif;color:#000}
@bottom-left{content:${cssString(page.foot)};font:8pt system-ui,sans-serif;color:#444}
@bottom-right{content:counter(page) " / " counter(pages);font:8pt system-ui,sans-serif;color:#444}}`;
}

/** A whole page, self-contained: no request leaves it (the policy in its head says so too). */
export function page(content: Page): Html {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="Underpin" />
        <title>${content.title}</title>
        <style>
          ${trusted(styles)}
          ${trusted(printMargins(content))}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        ${
          content.marking === null
            ? null
            : html`<aside class="marking" aria-label="Marking">
                <strong class="tlp tlp-${content.marking.toLowerCase().replace('+', '-')}"
                  >TLP:${content.marking}</strong
                >
                <span>${markingMeaning[content.marking]}.</span>
              </aside>`
        }
        ${content.draft === true ? html`<div class="draft" aria-hidden="true">DRAFT</div>` : null} ${content.body}
      </body>
    </html> `;
}
