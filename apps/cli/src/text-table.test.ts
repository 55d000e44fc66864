import { expect, test } from 'vitest';
import { textTable } from './text-table.ts';

test('textTable() puts numbers right and words left', () => {
  expect(
    textTable(
      ['bank', 'lost'],
      [
        ['Aa', '3–5'],
        ['Bbbb', '12'],
      ],
    ),
  ).toBe('bank  lost\n----  ----\nAa     3–5\nBbbb    12');
});

test('textTable() counts wide characters as two places', () => {
  expect(textTable(['名', 'x'], [['银行', 'a']]).split('\n')[2]).toBe('银行  a');
});

test('textTable() is empty without rows', () => {
  expect(textTable(['a'], [])).toBe('');
});
