import { expect, test } from 'vitest';
import { dateText, momentText } from './dates.ts';

test.each([
  ['2014', '2014'],
  ['2014-05', 'May 2014'],
  ['2014-05-09', '9 May 2014'],
  ['soon', 'soon'],
])('the date %s is told as %s, no more exact than it is', (date, text) => {
  expect(dateText(date)).toBe(text);
});

test('a moment names its zone', () => {
  expect(momentText('2025-06-03T09:30:00.120Z')).toBe('3 June 2025, 09:30 UTC');
  expect(momentText('yesterday')).toBe('yesterday');
});
