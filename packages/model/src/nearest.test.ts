import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test.each([
  ['categry', 'category'],
  ['Group', 'group'],
  ['servicetype', 'serviceType'],
  ['dataLocatoin', 'dataLocation'],
])('%s is taken for %s', (text, meant) => {
  expect(nearest(text, ['group', 'category', 'serviceType', 'dataLocation', 'country'])).toBe(meant);
});

test('what is far from everything is taken for nothing', () => {
  expect(nearest('temperature', ['group', 'category'])).toBeNull();
});
