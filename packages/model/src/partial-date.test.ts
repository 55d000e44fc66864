import { describe, expect, test } from 'vitest';
import { isBefore, isPartialDate } from './partial-date.ts';
import { narrowestMarking } from './marking.ts';

describe('partial dates', () => {
  test.each(['2014', '2014-05', '2014-05-31', '2024-02-29'])('%s is one', (text) =>
    expect(isPartialDate(text)).toBe(true),
  );
  test.each(['14', '2014-13', '2014-5', '2023-02-29', 'May 2014', ''])('"%s" is none', (text) =>
    expect(isPartialDate(text)).toBe(false),
  );
  test('only a certain order counts', () => {
    expect(isBefore('2014-05', '2014-06-01')).toBe(true);
    expect(isBefore('2014-05', '2014-05-14')).toBe(false);
    expect(isBefore('2014-05-14', '2014-05')).toBe(false);
    expect(isBefore('2015', '2014-12-31')).toBe(false);
  });
});

test('the narrowest marking wins', () => {
  expect(narrowestMarking(['CLEAR', 'AMBER', 'GREEN'])).toBe('AMBER');
  expect(narrowestMarking([])).toBe('CLEAR');
});
