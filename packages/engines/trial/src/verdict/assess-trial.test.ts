import { dayNumber, seededRandom } from '@underpin/model';
import type { TrialProtocol } from '@underpin/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { madeData, madeProtocol } from '../../test/made-trial.ts';
import type { Truth } from '../../test/made-trial.ts';
import { assessTrial } from './assess-trial.ts';
import type { TrialData } from './assess-trial.ts';

const protocol = madeProtocol();
const sealed = { sealedOn: '2026-01-12', unchanged: true };

function assess(truth: Truth = {}, change: Partial<TrialData> = {}, rules: TrialProtocol = protocol) {
  return assessTrial(rules, {
    observations: madeData(rules, truth),
    seal: sealed,
    asOf: '2026-03-02',
    random: seededRandom(7),
    ...change,
  });
}

test('an equal candidate with whole data is accepted, each endpoint with its sentence', () => {
  const { verdict, endpoints, findings, because } = assess();
  expect(verdict, because.join(' ')).toBe('accepted');
  expect(findings).toEqual([]);
  expect(endpoints.map(({ endpoint, workload, outcome }) => [endpoint, workload, outcome])).toEqual([
    ['latency', 'pay', 'met'],
    ['latency', 'batch', 'met'],
    ['incidents', null, 'met'],
    ['up', null, 'met'],
  ]);
  expect(endpoints[0]?.n).toEqual([42, 42]);
  expect(endpoints[0]?.sentence).toMatch(
    /^response time on "payments": candidate \/ incumbent is [\d.]+ \([\d.]+ to [\d.]+\), the margin is 1\.1; the whole interval is inside the margin\.$/,
  );
  for (const { p, alpha } of endpoints) expect(p).toBeLessThanOrEqual(alpha);
});

test('a candidate beyond the margin is rejected or stopped for harm, and says by what', () => {
  const rejected = assess({ latency: 1.14 });
  expect(['rejected', 'stopped for harm']).toContain(rejected.verdict);
  expect(rejected.because[0]).toContain('response time');
  const harm = assess({ incidentRatio: 4 });
  expect(harm.verdict).toBe('stopped for harm');
  expect(harm.because.join(' ')).toContain('incidents');
  const early = assess({ incidentRatio: 6, until: '2026-01-28' }, { asOf: '2026-01-28' });
  expect(early.verdict).toBe('stopped for harm');
});

test('a candidate at the margin is rejected: nothing was shown although the sample was whole', () => {
  const verdicts = [1, 2, 3, 4, 5].map((seed) => assess({ latency: 1.1, seed }).verdict);
  expect(verdicts).not.toContain('accepted');
  expect(verdicts).toContain('rejected');
});

test('before its end a trial is not decided, whatever it shows', () => {
  const running = assess({ until: '2026-02-20' }, { asOf: '2026-02-20' });
  expect(running.verdict).toBe('not enough data');
  expect(running.because[0]).toContain('still runs');
});

test('never accepted without a peak, with days missing, or with a workload unseen', () => {
  const peak = dayNumber('2026-02-27') as number;
  const unseen = assess({ keep: (day) => day !== peak });
  expect(unseen.verdict).toBe('not enough data');
  expect(unseen.because.join(' ')).toContain('"end of February" was not seen');
  const missing = assess({ keep: (day, _, candidate) => !candidate || day % 7 !== 0 || day === peak + 1 });
  expect(missing.verdict).not.toBe('accepted');
  const half = assess({ keep: (_, workload) => workload === 'pay' });
  expect(half.verdict).toBe('not enough data');
  expect(half.because.join(' ')).toContain('"end of day"');
});

test('values of an undeclared workload, before the seal or outside the period are refused and told', () => {
  const observations = madeData(protocol).map((one) => ({
    ...one,
    workload: { ...one.workload, values: one.workload.values.map((id) => (id === 'batch' ? 'other' : id)) },
  }));
  const other = assess({}, { observations });
  expect(other.verdict).toBe('not enough data');
  expect(other.findings.map(({ rule }) => rule)).toContain('trial-workload');
  const late = assess({}, { seal: { sealedOn: '2026-02-10', unchanged: true } });
  expect(late.verdict).toBe('not enough data');
  expect(late.findings.find(({ rule }) => rule === 'trial-before-seal')?.message).toContain('2026-01-19 to 2026-02-09');
});

test('a protocol is breached when it is not sealed, was changed, or is measured in another unit', () => {
  expect(assess({}, { seal: null }).verdict).toBe('protocol breached');
  expect(assess({}, { seal: { ...sealed, unchanged: false } }).verdict).toBe('protocol breached');
  const seconds = madeData(protocol).map((one) => (one.endpoint === 'latency' ? { ...one, unit: 's' } : one));
  const wrong = assess({}, { observations: seconds });
  expect(wrong.verdict).toBe('protocol breached');
  expect(wrong.because).toEqual(['"response time" was measured in "s"; the protocol declares "ms".']);
  expect(assess({}, { look: 2 }).verdict).toBe('protocol breached');
});

test('excused gaps cost nothing; the same gap without excuse counts as down time', () => {
  const days = new Set([dayNumber('2026-02-10'), dayNumber('2026-02-11')]);
  const keep = (day: number): boolean => !days.has(day);
  const gap = { from: '2026-02-10', to: '2026-02-11', reason: 'announced maintenance of the site' };
  const excused = assess({ keep }, {}, madeProtocol({ excusedGaps: [gap] }));
  expect(excused.verdict).toBe('accepted');
  const counted = assess({ keep });
  expect(counted.verdict).not.toBe('accepted');
  expect(counted.endpoints[3]?.estimate).toBeCloseTo((excused.endpoints[3]?.estimate ?? 0) * (40 / 42), 3);
});

test('at a planned look acceptance needs the boundary and every peak', () => {
  const monitoring = { method: 'group sequential', looks: [0.5, 1] };
  const rules = madeProtocol({ monitoring });
  const early = assess({ until: '2026-02-08' }, { asOf: '2026-02-08', look: 1 }, rules);
  expect(early.verdict).toBe('not enough data');
  expect(early.because.join(' ')).toContain('end of February');
  expect(early.endpoints[0]?.alpha).toBeLessThan(0.01);
  expect(assess({}, { look: 2 }, rules).verdict).toBe('accepted');
});

test('Bonferroni and Holm: intervals of single endpoints hold together, Holm is never stricter', () => {
  const bonferroni = assess({}, {}, madeProtocol({ multiplicity: 'bonferroni' }));
  const holm = assess({}, {}, madeProtocol({ multiplicity: 'holm' }));
  expect(bonferroni.endpoints.map(({ alpha }) => alpha)).toEqual([0.0125, 0.0125, 0.0125, 0.0125]);
  expect(holm.endpoints.map(({ alpha }) => alpha).toSorted((a, b) => a - b)[3]).toBe(0.05);
  holm.endpoints.forEach(({ alpha }, at) => expect(alpha).toBeGreaterThanOrEqual(bonferroni.endpoints[at]?.alpha ?? 1));
});

test('less data never turns a verdict into accepted', () => {
  const full = madeData(protocol, { latency: 1.02 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 0.1, max: 0.7, noNaN: true }), (seed, lost) => {
      const random = seededRandom(seed);
      const observations = full.map((one) => ({
        ...one,
        value: one.value.map((value) => (random() < lost ? Number.NaN : value)),
      }));
      const days = new Set(Array.from({ length: 4 }, () => 20472 + Math.floor(random() * 42)));
      const thinned = observations.map((one) => ({
        ...one,
        value: one.value.map((value, at) => (days.has(one.day[at] as number) ? Number.NaN : value)),
      }));
      const { verdict, endpoints } = assess({}, { observations: thinned });
      if (verdict === 'accepted') expect(endpoints.every(({ lacks }) => lacks.length === 0)).toBe(true);
      expect(assess({}, { observations: [] }).verdict).toBe('not enough data');
    }),
    { numRuns: 10, seed: 3 },
  );
});
