import { dateOfDay } from '@underpin/model';
import { expect, test } from 'vitest';
import { dayOf, firstsBetween } from './days.ts';

test('firsts of quarters between two days', () => {
  const firsts = firstsBetween(dayOf('2026-11-15'), dayOf('2027-08-01'), 3);
  expect(firsts.map(({ label }) => label)).toEqual(['2027-01', '2027-04', '2027-07']);
  expect(dateOfDay(firsts[0]?.day ?? 0)).toBe('2027-01-01');
  expect(firstsBetween(dayOf('2026-01-01'), dayOf('2026-01-02'), 6).map(({ label }) => label)).toEqual(['2026-01']);
});
