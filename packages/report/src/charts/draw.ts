import { createRequire } from 'node:module';
import type { EChartsCoreOption } from 'echarts/core';
import type * as ECharts from 'echarts/core';
import { escapeText, trusted } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { textWidth } from '../words/text-width.ts';
import { withPageColours } from './palette.ts';

// Loaded in one file with the first chart: most programs that use this package draw none.
const require = createRequire(import.meta.url);

/** What a chart is called and what it shows, for those who do not see it. */
export interface ChartWords {
  /** Element id, unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Draws an option as inline SVG with title and description, in the page's own colours and type. Sizes in px. */
export function draw(words: ChartWords, width: number, height: number, option: EChartsCoreOption): Html {
  const { init } = require('echarts/dist/echarts.min.js') as typeof ECharts;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, textStyle: { fontFamily: 'sans-serif' }, ...option });
  const drawn = chart.renderToSVGString();
  chart.dispose();
  const inside = drawn
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/<style\s*>[\s\S]*?<\/style>/g, '')
    .replace(/ class="[^"]*"/g, '')
    .replace(/ (?:ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replace(/font-family:\s*sans-serif;?/g, '')
    .replace(/zr\d+-/g, `${words.id}-`)
    .replace(/\n/g, '');
  return wrap(words, width, height, withPageColours(inside));
}

/** The frame that every chart has. `inside` is SVG made by this package. */
export function wrap(words: ChartWords, width: number, height: number, inside: string): Html {
  return trusted(
    `<svg class="chart" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ` +
      `aria-labelledby="${words.id}-title ${words.id}-desc" xmlns="http://www.w3.org/2000/svg">` +
      `<title id="${words.id}-title">${escapeText(words.title)}</title>` +
      `<desc id="${words.id}-desc">${escapeText(words.description)}</desc>${inside}</svg>`,
  );
}

/** Shortens a name to fit beside a chart, in Latin letters; the table beside it has it whole. */
export function shorten(name: string, length = 34): string {
  const line = name.replace(/\s+/g, ' ');
  if (textWidth(line) <= length) return line;
  let room = length - 1;
  const kept = Array.from(line).filter((character) => (room -= textWidth(character)) >= 0);
  return `${kept.join('').trimEnd()}…`;
}
