import { trialProtocolSchema } from '@underpin/model';
import { expect, test } from 'vitest';
import { madeProtocol } from '../../test/made-trial.ts';
import { checkProtocol } from './check-protocol.ts';

const rules = (change: Record<string, unknown>) =>
  checkProtocol(madeProtocol(change), 'protocol.json').map(({ rule }) => rule);
const base = madeProtocol();
const [latency, incidents, up] = base.endpoints;
const endpoint = (change: Record<string, unknown>, of = latency) => ({ endpoints: [{ ...of, ...change }] });

test('a sensible protocol has no finding', () => {
  expect(checkProtocol(base, 'protocol.json')).toEqual([]);
});

test.each([
  ['trial-same-system', { incumbent: { name: 'Candidate C1' } }],
  ['trial-repeated-id', { workloads: [base.workloads[0], base.workloads[0]] }],
  ['trial-period', { period: { ...base.period, from: '2026-03-02' } }],
  ['trial-no-peaks', { period: { ...base.period, peaks: [] } }],
  ['trial-peak-outside', { period: { ...base.period, to: '2026-02-27' } }],
  ['trial-gap-outside', { excusedGaps: [{ from: '2026-02-28', to: '2026-03-04', reason: 'move' }] }],
  ['trial-gap-in-peak', { excusedGaps: [{ from: '2026-01-28', to: '2026-01-30', reason: 'move' }] }],
  ['trial-looks', { monitoring: { method: 'group sequential', looks: [0.5, 0.4, 1] } }],
  ['trial-looks-unused', { monitoring: { looks: [0.5, 1] } }],
  ['trial-alpha', { alpha: 0.2 }],
  ['trial-power', { power: 0.6 }],
  ['trial-estimator', endpoint({ estimator: 'mtbf' })],
  ['trial-margin-kind', endpoint({ margin: { kind: 'ratio', value: 0.9 } }, up)],
  ['trial-margin-ratio', endpoint({ margin: { kind: 'ratio', value: -1 } })],
  ['trial-margin-unit', endpoint({ margin: { kind: 'difference', value: 5, unit: 's' } })],
  ['trial-margin-share', endpoint({ margin: { kind: 'level', value: 99.9 } }, up)],
  ['trial-margin-direction', endpoint({ better: 'lower' }, up)],
  ['trial-direction', endpoint({ better: 'higher' }, incidents)],
  ['trial-superiority', endpoint({ margin: { kind: 'ratio', value: 0.95 } })],
  ['trial-margin-zero', endpoint({ margin: { kind: 'ratio', value: 1 } })],
  ['trial-margin-wide', endpoint({ margin: { kind: 'ratio', value: 2 } })],
  ['trial-quantile', endpoint({ estimator: 'quantile ratio' })],
  ['trial-quantile', endpoint({ quantile: 0.95 })],
  ['trial-too-few-blocks', { blocks: 'week', ...endpoint({ estimator: 'quantile ratio', quantile: 0.95 }) }],
  ['trial-few-blocks', { blocks: 'week' }],
  ['trial-sample-beyond-period', endpoint({ minimumSample: 43 })],
])('%s is found', (rule, change) => {
  expect(rules(change)).toContain(rule);
});

test('the schema refuses what has no sense at all', () => {
  expect(trialProtocolSchema.safeParse({ ...base, alpha: 0.7 }).success).toBe(false);
  expect(trialProtocolSchema.safeParse({ ...base, endpoints: [] }).success).toBe(false);
  expect(trialProtocolSchema.safeParse({ ...base, surprise: 1 }).success).toBe(false);
});
