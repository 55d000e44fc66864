import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readReview } from './read-review.ts';

const example = readFileSync(new URL('../../../../examples/review-2014/review.yaml', import.meta.url), 'utf8');

describe('readReview', () => {
  test('reads the example without findings', () => {
    const { review, findings } = readReview(example);
    expect(findings).toEqual([]);
    expect(review?.authorities).toHaveLength(5);
    expect(review?.subject.asOf).toBe('2024-12-31');
    expect(review?.evidence[0]?.source.publishedOn).toBe('2014-05');
  });

  test('covers every row of the mission that the news reports gave', () => {
    const { review } = readReview(example);
    const rows = new Set(review?.evidence.map((one) => one.mission).filter((row) => row !== undefined));
    expect([...rows].toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)))).toEqual(
      Array.from({ length: 15 }, (_, index) => `M${index + 1}`),
    );
  });

  test('names line and path of a reference that does not resolve', () => {
    const broken = example.replace('authority: PC\n    finding: R3', 'authority: XX\n    finding: R3');
    const { review, findings } = readReview(broken);
    expect(review).not.toBeNull();
    expect(findings).toHaveLength(1);
    const line = broken.split('\n').findIndex((text) => text.includes('authority: XX')) + 1;
    expect(findings[0]).toMatchObject({ rule: 'review.unresolved', value: 'XX', location: { line } });
  });

  test('names the line of a missing and of a misspelt field', () => {
    const { review, findings } = readReview(
      example.replace('reliability: B\n    credibility: 2', 'reliabilty: B\n    credibility: 2'),
    );
    expect(review).toBeNull();
    expect(findings.every((one) => one.location.line !== undefined)).toBe(true);
    expect(findings.map((one) => one.message).join(' ')).toContain('reliabilty');
  });

  test.each([
    ['bad indentation', 'id: a\n  title: b\n c: d'],
    ['the same key twice', 'id: a\nid: b'],
    ['a custom tag', 'id: !!js/function "function () {}"'],
    ['an unknown tag', 'id: !python/object x'],
    ['nothing', ''],
    ['a list', '- 1'],
  ])('answers %s with findings, not with an exception', (_, text) => {
    const { review, findings } = readReview(text);
    expect(review).toBeNull();
    expect(findings.length).toBeGreaterThan(0);
  });

  test('refuses aliases that blow up', () => {
    const layers = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level += 1) {
      layers.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ')}]`);
    }
    const { review, findings } = readReview(layers.join('\n'));
    expect(review).toBeNull();
    expect(findings[0]?.message).toContain('could not be read');
  });

  test('refuses nesting that is too deep to read', () => {
    expect(readReview('['.repeat(20_000)).review).toBeNull();
  });
});
