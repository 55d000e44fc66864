import { expect, test } from 'vitest';
import { shorten } from '../charts/draw.ts';
import { textWidth } from './text-width.ts';

test('wide characters take two places, others one', () => {
  expect(textWidth('华为 Ltd')).toBe(8);
  expect(textWidth('삼성 Банк')).toBe(9);
});

test('a name is shortened by the room that it takes', () => {
  expect(shorten('华为技术有限公司', 16)).toBe('华为技术有限公司');
  expect(shorten('华为技术有限公司', 15)).toBe('华为技术有限公…');
  expect(shorten('Harbour  Savings Bank', 8)).toBe('Harbour…');
});
