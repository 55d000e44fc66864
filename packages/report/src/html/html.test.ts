import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cssString } from './css-string.ts';
import { html, trusted } from './html.ts';
import { jsonBlock } from './json-block.ts';
import { safeLink } from './safe-link.ts';

describe('html', () => {
  test('escapes what is put in', () => {
    const name = `<script>alert("1")</script> & 'co'`;
    expect(html`<p title="${name}">${name}</p>`.text).toBe(
      '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;">' +
        '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;</p>',
    );
  });

  test('joins lists, leaves out nothing-values, keeps zero', () => {
    expect(html`${[1, [html`<b>${'<'}</b>`]]}|${null}${undefined}${false}|${0}`.text).toBe('1<b>&lt;</b>||0');
  });

  test('shows control and direction-override characters', () => {
    expect(html`${'a\u0000b\u202Ec'}`.text).toBe('a\uFFFDb\uFFFDc');
  });

  test('no text can open a tag or end an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.text).not.toMatch(/[<>"']/);
      }),
    );
  });

  test('trusted text goes through as it is', () => {
    expect(html`${trusted('<svg></svg>')}`.text).toBe('<svg></svg>');
  });
});

describe('other places that text goes', () => {
  test('a CSS string ends neither itself nor the style element', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cssString(text).slice(1, -1)).not.toMatch(/["<>;{}]|[\n\r]/);
      }),
    );
    expect(cssString('a"b')).toBe('"a\\22 b"');
  });

  test('a JSON block gives back its data and never ends early', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const block = jsonBlock('x', { text }).text;
        const inside = block.replace(/^<script[^>]*>/, '').replace(/<\/script>$/, '');
        expect(inside).not.toContain('<');
        expect(JSON.parse(inside)).toEqual({ text });
      }),
    );
  });

  test.each([
    'javascript:alert(1)',
    'JavaScript:x',
    'data:text/html,x',
    '//host/x',
    'http://host',
    '\tjavascript:x',
    '/\\host',
  ])('a link to %s goes nowhere', (href) => expect(safeLink(href)).toBe('#'));

  test.each(['https://example.org/a?b=c', '/reviews/review-2014', 'report.html#annex', '../x/y.html'])(
    'a link to %s is kept',
    (href) => expect(safeLink(href)).toBe(href),
  );
});
