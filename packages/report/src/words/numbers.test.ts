import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundsText } from './numbers.ts';

describe('boundsText', () => {
  test.each([
    [{ atLeast: 3, atMost: 5 }, 'count', { total: 41 }, '3–5 of 41'],
    [{ atLeast: 4, atMost: 4 }, 'count', { total: 41 }, '4 of 41'],
    [{ atLeast: 0, atMost: 0 }, 'count', {}, '0'],
    [{ atLeast: 0.073, atMost: 0.122 }, 'share', {}, '7.3–12.2 %'],
    [{ atLeast: 0.0731, atMost: 0.0734 }, 'share', {}, 'about 7.3 %'],
    [{ atLeast: 2431.4, atMost: 2431.4 }, 'hhi', {}, '2,431'],
    [{ atLeast: 1_500_000, atMost: 3_200_000_000 }, 'money', { currency: 'EUR' }, 'EUR 1.5 m–3.2 bn'],
    [{ atLeast: 2, atMost: 8 }, 'hours', {}, '2–8 h'],
    [{ atLeast: -2, atMost: 3 }, 'days', {}, '-2 to 3 days'],
  ] as const)('%j as %s is "%s"', (value, unit, more, text) => {
    expect(boundsText(value, unit, more)).toBe(text);
  });

  test('nothing observed is said in words, never as 0', () => {
    expect(boundsText(null, 'count', { total: 41 })).toBe('unobserved');
    expect(boundsText({ atLeast: Number.NaN, atMost: Number.NaN }, 'share')).toBe('unobserved');
  });

  test('both bounds are told whenever they look different', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (first, second) => {
        const [atLeast, atMost] = [Math.min(first, second), Math.max(first, second)];
        const parts = boundsText({ atLeast, atMost }, 'count').replaceAll(',', '').split('–').map(Number);
        expect(parts).toEqual(atLeast === atMost ? [atLeast] : [atLeast, atMost]);
      }),
    );
  });
});
