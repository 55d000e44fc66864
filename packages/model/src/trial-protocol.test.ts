import { expect, test } from 'vitest';
import { trialProtocolSchema } from './trial-protocol.ts';

const least = {
  id: 't',
  title: 'Trial',
  candidate: { name: 'C' },
  incumbent: { name: 'I' },
  workloads: [{ id: 'w', name: 'work' }],
  period: { from: '2026-01-01', to: '2026-01-31', peaks: [] },
  design: 'paired',
  endpoints: [
    {
      id: 'e',
      name: 'response time',
      kind: 'latency',
      metric: 'm',
      unit: 'ms',
      better: 'lower',
      estimator: 'shift',
      margin: { kind: 'ratio', value: 1.1 },
      minimumSample: 20,
    },
  ],
  alpha: 0.05,
  power: 0.9,
};

test('what a protocol does not state is the careful choice', () => {
  const protocol = trialProtocolSchema.parse(least);
  expect(protocol).toMatchObject({
    blocks: 'day',
    multiplicity: 'all must pass',
    monitoring: { method: 'none', looks: [1], harmAlpha: 0.01 },
    excusedGaps: [],
    allowedMissing: 0.05,
  });
  expect(protocol.endpoints[0]?.scope).toBe('each workload');
});

test.each([
  [{ alpha: 0 }],
  [{ power: 1 }],
  [{ endpoints: [] }],
  [{ workloads: [] }],
  [{ period: { ...least.period, from: '2026-02-30' } }],
  [{ undeclared: true }],
])('refused: %j', (change) => {
  expect(trialProtocolSchema.safeParse({ ...least, ...change }).success).toBe(false);
});
