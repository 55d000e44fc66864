import { expect, test } from 'vitest';
import type { Utilisation } from '@underpin/model';
import { sizingWindow } from './sizing-window.ts';

function window(from: string, to: string, filled = 1): Utilisation {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  return {
    from,
    to,
    samples: Math.ceil((seconds / 300) * filled),
    intervalSeconds: 300,
    unit: 'processor units',
    peak: 3,
    mean: 1,
  };
}

test('sizingWindow() wants thirty days that hold a month end', () => {
  expect(sizingWindow(window('2026-01-10T00:00:00Z', '2026-02-10T00:00:00Z'))).toEqual({ enough: true });
  expect(sizingWindow(window('2026-01-10T00:00:00Z', '2026-02-08T23:00:00Z'))).toEqual({
    enough: false,
    reason: 'it covers 29 days, expected at least 30 days',
  });
  expect(sizingWindow(window('2026-07-01T00:00:00Z', '2026-07-31T12:00:00Z'))).toEqual({
    enough: false,
    reason: 'it covers no month end',
  });
});

test('sizingWindow() wants samples that fill the window', () => {
  expect(sizingWindow(window('2026-01-10T00:00:00Z', '2026-02-20T00:00:00Z', 0.4))).toEqual({
    enough: false,
    reason: 'its samples fill only 40 % of it',
  });
});
