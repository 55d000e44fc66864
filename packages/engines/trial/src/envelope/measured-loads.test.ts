import { dayNumber, trialArm } from '@underpin/model';
import { expect, test } from 'vitest';
import { columns, madeProtocol } from '../../test/made-trial.ts';
import { measuredLoads } from './measured-loads.ts';

const protocol = madeProtocol({
  measurement: { timeZone: 'UTC', intervalMinutes: 30 },
  endpoints: [
    {
      ...madeProtocol().endpoints[0],
      id: 'load',
      kind: 'throughput',
      unit: '1/s',
      better: 'higher',
      margin: { kind: 'ratio', value: 0.9 },
    },
  ],
});
const day = dayNumber(protocol.period.from) ?? 0;
const row = (interval: number, value: number, change: object = {}) => ({
  day,
  interval,
  arm: trialArm.candidate,
  workload: 'pay',
  value,
  exposure: Number.NaN,
  ...change,
});

test('the load that the candidate held for an hour; the incumbent, other days and single intervals do not count', () => {
  const rows = [
    row(0, 500),
    row(1, 700),
    row(2, 650),
    row(2, 640),
    row(5, 9000),
    row(8, 9000, { arm: trialArm.incumbent }),
    row(9, 9000, { arm: trialArm.incumbent }),
    row(10, 9000, { day: day - 1 }),
    row(11, 9000, { day: day - 1 }),
  ];
  expect(measuredLoads(protocol, [columns('load', '1/s', rows)])).toEqual([
    { endpoint: 'load', workload: 'pay', value: 640, unit: '1/s', from: '2026-01-19', to: '2026-01-19' },
  ]);
});

test('another unit, gaps and protocols without throughput tell nothing', () => {
  expect(measuredLoads(protocol, [columns('load', '1/min', [row(0, 5), row(1, 5)])])).toEqual([]);
  expect(measuredLoads(protocol, [columns('load', '1/s', [row(0, 5), row(1, Number.NaN), row(2, 5)])])).toEqual([]);
  expect(measuredLoads(madeProtocol(), [columns('latency', 'ms', [row(0, 5), row(1, 5)])])).toEqual([]);
});
