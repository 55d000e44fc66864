import type { FigureValue } from '@underpin/model';
import { expect, test } from 'vitest';
import { boundsText, figureText } from './figure-text.ts';

test('boundsText() shows an interval as an interval and the unobserved as a word', () => {
  expect([boundsText({ atLeast: 3, atMost: 5 }), boundsText({ atLeast: 2, atMost: 2 }), boundsText(null)]).toEqual([
    '3–5',
    '2',
    'unobserved',
  ]);
});

test('figureText() gives a share in percent', () => {
  const figure = { unit: 'share', value: { atLeast: 0.125, atMost: 0.5 } } as FigureValue;
  expect(figureText(figure)).toBe('12.5–50.0 %');
});
