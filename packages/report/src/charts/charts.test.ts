import { describe, expect, test } from 'vitest';
import { concentrationCurve, cumulated } from './concentration-curve.ts';
import { flow } from './flow.ts';
import { intervalBars } from './interval-bars.ts';
import { timelineChart } from './timeline.ts';

const words = { id: 'c', title: 'A <title>', description: 'What "it" shows' };
const bars = [
  { name: '<script>alert(1)</script>', value: { atLeast: 3, atMost: 5 }, total: 41 },
  { name: 'B', value: null },
  { name: 'C', value: { atLeast: 0, atMost: 0 } },
];

describe('charts', () => {
  test('have role, title, description, and only colours of the page', () => {
    const drawn = [
      intervalBars(words, bars, 'count', 'n').text,
      concentrationCurve(words, [{ id: 'a', name: 'A', share: 0.6, inSubject: true }], 'group').text,
      flow(words, ['x', 'y'], [{ names: ['a', 'b'], weight: 2, tone: 'sure' }]).text,
      timelineChart(words, [{ date: '2014-05', dated: 'report', event: 'e', basis: { evidence: [], figures: [] } }])
        .text,
    ];
    for (const svg of drawn) {
      expect(svg).toMatch(/^<svg class="chart" [^>]*role="img" aria-labelledby="c-title c-desc"/);
      expect(svg).toContain('<title id="c-title">A &lt;title&gt;</title>');
      expect(svg).toContain('<desc id="c-desc">What &quot;it&quot; shows</desc>');
      expect(svg).not.toMatch(/<style|<script|zr\d|ecmeta/);
      expect(svg).not.toMatch(/(?:fill|stroke)="(?:#(?!000")|rgb)/);
    }
  });

  test('bars tell bounds, escape names, and say unobserved where nothing is known', () => {
    const svg = intervalBars(words, bars, 'count', 'n').text;
    expect(svg).toContain('3–5 of 41');
    expect(svg).toContain('&lt;script&gt;');
    expect(svg.match(/>unobserved</g)).toHaveLength(1);
  });

  test('the same input draws the same chart', () => {
    expect(intervalBars(words, bars, 'count', 'n').text).toBe(intervalBars(words, bars, 'count', 'n').text);
  });

  test('the curve adds shares up from the largest', () => {
    const shares = [0.1, 0.5, 0.2].map((share, index) => ({
      id: `${index}`,
      name: `${index}`,
      share,
      inSubject: false,
    }));
    expect(cumulated(shares).map((one) => Number(one.together.toFixed(3)))).toEqual([0.5, 0.7, 0.8]);
  });

  test('a flow names the heaviest and counts the others', () => {
    const items = Array.from({ length: 10 }, (_, index) => ({
      names: ['all', `n${index}`],
      weight: 10 - index,
      tone: 'sure' as const,
    }));
    const svg = flow(words, ['x', 'y'], items, 3).text;
    expect(svg).toContain('all (55)');
    expect(svg).toContain('n0 (10)');
    expect(svg).toContain('7 others (28)');
    expect(svg).not.toContain('n5 (');
  });

  test('a name in two layers does not make a circle', () => {
    const svg = flow(words, ['x', 'y'], [{ names: ['same', 'same'], weight: 1, tone: 'sure' }]).text;
    expect(svg.match(/same \(1\)/g)?.length).toBeGreaterThanOrEqual(2);
  });
});
