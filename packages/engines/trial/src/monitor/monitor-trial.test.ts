import { seededRandom } from '@underpin/model';
import { expect, test } from 'vitest';
import { madeData, madeProtocol } from '../../test/made-trial.ts';
import { normalDraw, poissonDraw } from '../estimators/draws.ts';
import { medianBounds, mtbfBounds, rateRatioBounds, shareBounds } from '../sequential/bounds.ts';
import { evidenceAbove } from '../sequential/always-valid.ts';
import { monitorTrial } from './monitor-trial.ts';

const protocol = madeProtocol();
const follow = (truth: Parameters<typeof madeData>[1], asOf = '2026-03-01') =>
  monitorTrial(protocol, { observations: madeData(protocol, truth), sealedOn: '2026-01-12', asOf });

test('a good candidate is followed every day inside bounds that only close; nothing stops it', () => {
  const followed = follow({});
  expect(followed.map(({ endpoint, workload }) => `${endpoint} ${workload}`)).toEqual([
    'latency pay',
    'latency batch',
    'incidents null',
    'up null',
  ]);
  for (const { days, harmOn, endpoint } of followed) {
    expect(harmOn).toBeNull();
    expect(days).toHaveLength(42);
    days.forEach((day, at) => {
      expect(day.lower).toBeGreaterThanOrEqual(days[at - 1]?.lower ?? -Infinity);
      expect(day.upper).toBeLessThanOrEqual(days[at - 1]?.upper ?? Infinity);
    });
    if (endpoint === 'latency') expect(days.at(-1)?.estimate).toBeCloseTo(1, 1);
  }
});

test('a slow candidate is stopped for harm on the day on which its whole sequence lies beyond the margin', () => {
  const [pay] = follow({ latency: 1.5 });
  expect(pay?.harmOn).not.toBeNull();
  const day = pay?.days.find((one) => one.day === pay.harmOn);
  expect(day?.lower).toBeGreaterThan(1.1);
  expect(pay?.days.filter((one) => one.day < (pay.harmOn ?? '')).every(({ lower }) => lower <= 1.1)).toBe(true);
  expect(pay?.sentence).toContain(`must be stopped for harm since ${pay?.harmOn}`);
});

test('bounds are where the e-value of the stop for harm reaches its limit', () => {
  const sorted = Array.from({ length: 30 }, (_, at) => at / 10);
  const { lower } = medianBounds(sorted, 0.01);
  const above = sorted.filter((value) => value >= lower).length;
  expect(evidenceAbove(above, 30 - above, 0.5, [1, 1])).toBeGreaterThanOrEqual(100);
  expect(evidenceAbove(above - 1, 31 - above, 0.5, [1, 1])).toBeLessThan(100);
  expect(medianBounds([1, 2], 0.01)).toEqual({ lower: -Infinity, upper: Infinity });
  const arms = [
    { events: 90, exposure: 100 },
    { events: 30, exposure: 100 },
  ] as const;
  const ratio = rateRatioBounds(...arms, 0.01);
  expect(ratio.lower).toBeLessThan(3);
  expect(ratio.upper).toBeGreaterThan(3);
  expect(ratio.lower * rateRatioBounds(arms[1], arms[0], 0.01).upper).toBeCloseTo(1, 6);
});

test('seen every day, each bound misses the truth in at most its level of trials', () => {
  const random = seededRandom(9);
  const rounds = 60;
  const missed = { shift: 0, rate: 0, share: 0, mtbf: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const differences: number[] = [];
    const [a, b] = [
      { events: 0, exposure: 0 },
      { events: 0, exposure: 0 },
    ];
    let [up, down] = [0, 0];
    const out = { shift: false, rate: false, share: false, mtbf: false };
    for (let day = 0; day < 40; day += 1) {
      differences.push(normalDraw(random));
      a.events += poissonDraw(random, 3);
      b.events += poissonDraw(random, 3);
      a.exposure += 24;
      b.exposure += 24;
      const failed = poissonDraw(random, 2);
      down += failed;
      up += 100 - failed;
      if (day % 5 !== 4) continue;
      out.shift ||=
        medianBounds(
          differences.toSorted((x, y) => x - y),
          0.05,
        ).lower > 0;
      out.rate ||= rateRatioBounds(a, b, 0.05).lower > 1;
      out.share ||= shareBounds(up, down, 0.05).upper < 0.98;
      out.mtbf ||= mtbfBounds(a.events, a.exposure, 0.05).upper < 8;
    }
    for (const name of ['shift', 'rate', 'share', 'mtbf'] as const) if (out[name]) missed[name] += 1;
  }
  const most = rounds * 0.05 + 2 * Math.sqrt(rounds * 0.05 * 0.95);
  expect(Math.max(...Object.values(missed))).toBeLessThanOrEqual(most);
});
