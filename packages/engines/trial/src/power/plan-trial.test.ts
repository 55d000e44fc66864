import { seededRandom } from '@underpin/model';
import type { TrialEndpoint } from '@underpin/model';
import { expect, test } from 'vitest';
import { madeProtocol } from '../../test/made-trial.ts';
import { daysStillNeeded, planTrial } from './plan-trial.ts';

const base = madeProtocol();
const [latency, incidents, up] = base.endpoints as [TrialEndpoint, TrialEndpoint, TrialEndpoint];
const none = { blocks: 'none' };

const plan = (endpoint: object, change: Record<string, unknown>, rounds: number) => {
  const protocol = madeProtocol({ power: 0.8, ...change, endpoints: [endpoint] });
  const [only] = planTrial(protocol, { random: seededRandom(17), rounds });
  if (only?.plan.ok !== true) throw new Error(only?.plan.reason);
  return only.plan.value;
};

test.each([
  ['paired shift in days', { ...latency, assumption: { spread: 0.2 } }, {}, 3000],
  [
    'parallel shift',
    { ...latency, assumption: { spread: 0.25, perDay: 4, effect: 1.01 } },
    { ...none, design: 'parallel' },
    1000,
  ],
  [
    'throughput, higher is better',
    {
      ...latency,
      better: 'higher',
      kind: 'throughput',
      margin: { kind: 'ratio', value: 0.9 },
      assumption: { spread: 0.2 },
    },
    {},
    3000,
  ],
  [
    'cost by difference',
    { ...latency, kind: 'cost', margin: { kind: 'difference', value: 5, unit: 'ms' }, assumption: { spread: 9 } },
    {},
    3000,
  ],
  [
    'p95 by bootstrap',
    {
      ...latency,
      estimator: 'quantile ratio',
      quantile: 0.95,
      margin: { kind: 'ratio', value: 1.2 },
      assumption: { spread: 0.5, perDay: 50 },
    },
    none,
    300,
  ],
  ['incidents', { ...incidents, assumption: { rate: 0.1, perDay: 24 } }, {}, 3000],
  ['incidents that cluster', { ...incidents, assumption: { rate: 0.25, perDay: 24, dispersion: 0.3 } }, {}, 1000],
  ['availability against a level', { ...up, assumption: { share: 0.99, perDay: 24 } }, none, 3000],
  [
    'availability by difference',
    {
      ...up,
      estimator: 'share difference',
      margin: { kind: 'difference', value: -0.02 },
      assumption: { share: 0.95, incumbentShare: 0.95, perDay: 24 },
    },
    none,
    2000,
  ],
  [
    'mean time between failures',
    {
      ...up,
      estimator: 'mtbf',
      unit: 'h',
      margin: { kind: 'level', value: 200, unit: 'h' },
      assumption: { mtbf: 900, perDay: 48 },
    },
    {},
    3000,
  ],
])(
  'power at the computed n is the target within 2 points, by simulation of the analysis: %s',
  (_, endpoint, change, rounds) => {
    const { simulated, power, n, curve } = plan(endpoint, change, rounds);
    expect(power).toBeGreaterThanOrEqual(0.8);
    const tolerance = 0.02 + 3 * (simulated?.error ?? 0);
    expect(simulated?.power, `n = ${n}`).toBeGreaterThan(0.8 - tolerance);
    expect(simulated?.power, `n = ${n}`).toBeLessThan(power + tolerance);
    expect(curve.at(-1)?.power).toBeGreaterThan(0.9);
  },
);

test('says plainly how many more days are needed', () => {
  const wide = plan({ ...latency, assumption: { spread: 0.4 } }, {}, 0);
  expect(wide.plannedDays).toBe(42);
  expect(wide.moreDays).toBe(wide.days - 42);
  expect(wide.sentence).toBe(
    `response time: ${wide.days} days are needed and the period has 42 that need data; ${wide.moreDays} more days are needed.`,
  );
  const endpoint = { ...latency, assumption: { spread: 0.4 } };
  const protocol = madeProtocol({ power: 0.8, endpoints: [endpoint] });
  expect(daysStillNeeded(protocol, endpoint, 40)).toEqual({ ok: true, value: wide.n - 40 });
  expect(daysStillNeeded(protocol, endpoint, 10_000)).toEqual({ ok: true, value: 0 });
});

test('refuses with the assumption that is missing, or the margin that cannot be reached', () => {
  const reason = (endpoint: object) => {
    const [only] = planTrial(madeProtocol({ endpoints: [endpoint] }), { random: seededRandom(1), rounds: 0 });
    return only?.plan.ok === false ? only.plan.reason : '';
  };
  expect(reason(latency)).toContain('state spread');
  expect(reason(incidents)).toContain('state perDay');
  expect(reason({ ...up, assumption: { perDay: 10, share: 0.9 } })).toContain('above the level');
  expect(reason({ ...latency, assumption: { spread: 0.2, effect: 1.2 } })).toContain('is not inside the margin 1.1');
  expect(reason({ ...latency, assumption: { spread: 30 } })).toContain('ten years');
});
