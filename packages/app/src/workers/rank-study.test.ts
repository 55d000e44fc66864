import { expect, test } from 'vitest';
import { workersFor } from './rank-study.ts';

test('small sectors stay on one thread, large ones take the cores there are, up to eight', () => {
  expect(workersFor(24_000_000, 16)).toBe(0);
  expect(workersFor(48_000_000, 1)).toBe(0);
  expect(workersFor(48_000_000, 2)).toBe(2);
  expect(workersFor(48_000_000, 64)).toBe(8);
});
