import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleReport } from '../../test/sample-report.ts';
import { html } from '../html/html.ts';
import { table } from '../html/table.ts';
import { reviewBody } from '../review/review-body.ts';
import type { Content, Runs } from './blocks.ts';
import { blocksOf } from './blocks-of.ts';
import { textOf } from './runs.ts';

function wordsOf(content: Content): string {
  const join = (all: readonly Runs[]): string => all.map(textOf).join('');
  switch (content.kind) {
    case 'heading':
    case 'paragraph':
      return textOf(content.runs);
    case 'facts':
      return join(content.facts.flatMap(({ term, is }) => [term, is]));
    case 'key':
      return join(content.figures.flatMap(({ value, label, note }) => [value, label, note]));
    case 'list':
      return join(content.items);
    case 'table':
      return join([
        content.caption,
        ...content.columns.map(({ head }) => head),
        ...content.rows.flatMap(({ cells }) => cells),
      ]);
    case 'chart':
      return join([...content.legend.map(({ meaning }) => meaning), content.caption]);
  }
}

describe('blocksOf', () => {
  test('holds every word that the page shows, in its order', () => {
    const markup = reviewBody(sampleReport()).text;
    const shown = markup
      .replace(
        /<nav[\s\S]*?<\/nav>|<svg[\s\S]*?<\/svg>|<script[\s\S]*?<\/script>|<span class="screen">[\s\S]*?<\/span>/g,
        '',
      )
      .replace(/<[^>]+>/g, '')
      .replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name] ?? "'")
      .replace(/\s+/g, '');
    const printed = blocksOf(markup).map(({ content }) => wordsOf(content));
    expect(printed.join('').replace(/\s+/g, '')).toBe(shown);
  });

  test('any text comes through a table as it is, but for white space and what XML cannot hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [block] = blocksOf(table('t', 'c', [{ head: 'h' }], [{ cells: [text] }]).text);
        const cell = block?.content.kind === 'table' ? textOf(block.content.rows[0]?.cells[0] ?? []) : null;
        // oxlint-disable-next-line no-control-regex
        const unseen = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/g;
        const expected = text
          .replace(unseen, '\uFFFD')
          .toWellFormed()
          .replace(/[ \t\r\n]+/g, ' ');
        expect(cell).toBe(expected.replace(/^ +| +$/g, ''));
      }),
    );
  });

  test('charts come whole, in the colours of paper, each text in a font that has it', () => {
    const report = sampleReport();
    const [first, ...rest] = report.institutions;
    if (first === undefined) throw new TypeError('The sample has institutions.');
    const blocks = blocksOf(
      reviewBody({ ...report, institutions: [{ ...first, name: '华为技术有限公司' }, ...rest] }).text,
    );
    const charts = blocks.flatMap(({ content }) => (content.kind === 'chart' ? [content] : []));
    expect(charts.map(({ id }) => id)).toEqual([
      'chart-institutions',
      'chart-falls',
      'chart-concentration-1',
      'chart-ranking',
      'chart-timeline',
    ]);
    for (const chart of charts) {
      expect(chart.svg).not.toContain('var(');
      expect(chart.title).not.toBe('');
      expect(chart.width).toBeGreaterThan(100);
    }
    expect(charts[0]?.svg).toMatch(/<tspan font-family="Noto Sans S Chinese">华为技术有限公司<\/tspan>/);
  });

  test('an element without a printed form is told, not dropped', () => {
    expect(() => blocksOf(html`<section><video></video></section>`.text)).toThrow('<video>');
    expect(() => blocksOf(html`<p>a <kbd>b</kbd></p>`.text)).toThrow('<kbd>');
    expect(() => blocksOf(html`<section>loose</section>`.text)).toThrow('loose');
  });
});
