import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readUtilisation } from './read-utilisation.ts';

const from = Date.UTC(2026, 0, 10) / 1000;
const answer = (series: readonly { labels: Record<string, string>; values: readonly (number | string)[] }[]): string =>
  JSON.stringify({
    status: 'success',
    data: {
      resultType: 'matrix',
      result: series.map(({ labels, values }) => ({
        metric: labels,
        values: values.map((value, at) => [from + at * 3600, String(value)]),
      })),
    },
  });
const hours = (count: number, value: (hour: number) => number): number[] =>
  Array.from({ length: count }, (_, at) => value(at));

test('the peak of each machine, and the time that was measured', () => {
  const { measurements, findings } = readUtilisation(
    answer([
      { labels: { replacement: 'BANK/A' }, values: hours(40 * 24, (hour) => (hour === 500 ? 0.83 : 0.2)) },
      { labels: { institution: 'BANK', asset: 'B' }, values: hours(5 * 24, () => 0.5) },
      { labels: { replacement: 'BANK/C' }, values: [0.3, 'NaN', 0.4, 'NaN', 0.5] },
    ]),
    'range.json',
  );
  expect(findings).toEqual([]);
  expect(measurements).toMatchObject([
    {
      replacement: 'BANK/A',
      on: '2026-02-18',
      days: 40,
      coversMonthEnd: true,
      peakUtilisation: { atLeast: 0.83, atMost: 0.83 },
    },
    {
      replacement: 'BANK/B',
      on: '2026-01-14',
      days: 5,
      coversMonthEnd: false,
      peakUtilisation: { atLeast: 0.5, atMost: 0.5 },
    },
    { replacement: 'BANK/C', peakUtilisation: { atLeast: 0.5, atMost: 0.5 } },
  ]);
  expect(measurements[0]?.says).toBe('Prometheus, 960 values every 3600 s from 2026-01-10 to 2026-02-18, range.json');
});

test('what is no share, of no machine, or twice is told and not used', () => {
  const { measurements, findings } = readUtilisation(
    answer([
      { labels: { replacement: 'BANK/A' }, values: [55, 60] },
      { labels: { instance: 'x' }, values: [0.5, 0.6] },
      { labels: { replacement: 'BANK/B' }, values: [0.5] },
      { labels: { replacement: 'BANK/A' }, values: [0.5, 0.6] },
    ]),
    'range.json',
  );
  expect(measurements).toEqual([]);
  expect(findings.map(({ message }) => message)).toEqual([
    expect.stringContaining('Divide by the cores, or by 100'),
    expect.stringContaining('does not say which machine'),
    expect.stringContaining('has 1 values'),
    expect.stringContaining('several series'),
  ]);
  expect(readUtilisation('<html>', 'x').findings[0]?.message).toContain('no JSON');
});

test('an answer that a real server gave reads as it is, and its series name no machine', () => {
  const path = join(import.meta.dirname, '../../test/data/prometheus-exchange.json');
  expect(existsSync(path)).toBe(true);
  const recorded = Object.values(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>).map((one) =>
    typeof one === 'string' ? one : JSON.stringify(one),
  );
  const real = recorded.find((one) => one.includes('"matrix"') && one.includes('trial_up')) ?? recorded[0] ?? '';
  const { findings } = readUtilisation(real, 'recorded');
  expect(findings[0]?.message).toContain('does not say which machine');
  const labelled = real
    .replaceAll('"arm":"candidate"', '"replacement":"BANK/A"')
    .replaceAll('"arm":"incumbent"', '"replacement":"BANK/B"');
  expect(readUtilisation(labelled, 'recorded').measurements[0]).toMatchObject({ peakUtilisation: { atMost: 1 } });
});
