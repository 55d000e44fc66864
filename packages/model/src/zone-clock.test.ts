import { expect, test } from 'vitest';
import { ZoneClock } from './zone-clock.ts';

const utc = (text: string): number => Date.parse(`${text}Z`);

test('offsets follow the zone through summer time and half hours', () => {
  const berlin = new ZoneClock('Europe/Berlin');
  expect(berlin.offsetAt(utc('2026-03-29T00:59:59')) / 3_600_000).toBe(1);
  expect(berlin.offsetAt(utc('2026-03-29T01:00:00')) / 3_600_000).toBe(2);
  expect(new ZoneClock('Asia/Kathmandu').offsetAt(utc('2026-01-01T00:00:00')) / 60_000).toBe(345);
  expect(new ZoneClock('UTC').offsetAt(utc('1969-12-31T23:59:59'))).toBe(0);
});

test('local times that occur twice or never are told', () => {
  const berlin = new ZoneClock('Europe/Berlin');
  expect(berlin.momentOf(utc('2026-07-01T12:00:00'))).toEqual({ moment: utc('2026-07-01T10:00:00'), doubt: 'none' });
  expect(berlin.momentOf(utc('2026-10-25T02:30:00'))).toEqual({ moment: utc('2026-10-25T00:30:00'), doubt: 'twice' });
  expect(berlin.momentOf(utc('2026-03-29T02:30:00')).doubt).toBe('never');
});

test('an unknown zone is refused', () => {
  expect(() => new ZoneClock('Europe/Atlantis')).toThrow(RangeError);
});
