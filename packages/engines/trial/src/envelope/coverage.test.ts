import type { WorkloadProfile } from '@underpin/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverage } from './coverage.ts';
import { sustainedPeak } from './sustained-peak.ts';
import { trialEnvelope } from './trial-envelope.ts';

const mix = new Map([
  ['read', 0.8],
  ['write', 0.2],
]);

function workload(
  id: string,
  load: number | null,
  size: number | null,
  change: Partial<WorkloadProfile> = {},
): WorkloadProfile {
  const features = new Map<string, { value: number; unit: string }>();
  if (load !== null) features.set('peak load', { value: load, unit: 'transactions/s' });
  if (size !== null) features.set('size', { value: size, unit: 'TB' });
  return { id, institution: 'A', kind: 'payments', features, mix, ...change };
}

const envelope = trialEnvelope([workload('fast', 900, 2), workload('large', 100, 40)]);
const standing = (one: WorkloadProfile) => coverage(envelope, [one]).workloads[0];

test('the envelope is the range seen, by kind', () => {
  expect(envelope.get('payments')?.ranges).toEqual([
    { feature: 'peak load', unit: 'transactions/s', least: 100, greatest: 900 },
    { feature: 'size', unit: 'TB', least: 2, greatest: 40 },
  ]);
});

test('inside, outside and unknown, each with its reason', () => {
  expect(standing(workload('x', 900, 2))).toMatchObject({ standing: 'inside', against: 'fast', because: [] });
  expect(standing(workload('x', 90, 30))).toMatchObject({ standing: 'inside', against: 'large' });
  expect(standing(workload('x', 950, 1))?.because).toEqual([
    'Its peak load of 950 transactions/s exceeds the 900 transactions/s seen on "fast".',
  ]);
  expect(standing(workload('x', 500, null))).toMatchObject({
    standing: 'unknown',
    because: ['Its size is not stated.'],
  });
  expect(standing(workload('x', 500, 1, { mix: null }))?.standing).toBe('unknown');
  expect(standing(workload('x', 500, 1, { kind: 'cards' }))).toMatchObject({ standing: 'outside', against: null });
  expect(standing(workload('x', 500, 1, { mix: new Map([['write', 1]]) }))?.because[0]).toContain(
    'differs from "fast" by 80 %',
  );
});

test('maxima of different workloads are not put together', () => {
  expect(standing(workload('x', 800, 30))?.standing).toBe('outside');
});

test('a quantity in another unit or that the trial did not measure is unknown, not inside', () => {
  const other = new Map([...workload('x', 500, 1).features, ['concurrency', { value: 3, unit: 'users' }]]);
  expect(standing(workload('x', 500, 1, { features: other }))?.standing).toBe('unknown');
  const minutes = new Map([...workload('x', 500, 1).features, ['peak load', { value: 5, unit: 'transactions/min' }]]);
  expect(standing(workload('x', 500, 1, { features: minutes }))?.because[0]).toContain('state it in "transactions/s"');
});

test('a workload smaller than one inside is inside; counts add up', () => {
  const size = fc.double({ min: 0, max: 1000, noNaN: true });
  fc.assert(
    fc.property(size, size, size, size, (load, volume, lessLoad, lessVolume) => {
      const big = workload('x', load, volume);
      const small = workload('y', Math.min(load, lessLoad), Math.min(volume, lessVolume));
      const both = coverage(envelope, [big, small]);
      if (both.workloads[0]?.standing === 'inside') expect(both.workloads[1]?.standing).toBe('inside');
      expect(both.inside + both.outside + both.unknown).toBe(2);
    }),
    { seed: 5 },
  );
});

test('a sustained peak is the greatest least of the windows, as listing them says', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Number.NaN)), { maxLength: 30 }),
      fc.integer({ min: 1, max: 6 }),
      (loads, intervals) => {
        const windows = loads.slice(intervals - 1).map((_, at) => Math.min(...loads.slice(at, at + intervals)));
        const whole = windows.filter((least) => !Number.isNaN(least));
        expect(sustainedPeak(loads, intervals)).toBe(whole.length === 0 ? null : Math.max(...whole));
      },
    ),
    { seed: 6 },
  );
});
