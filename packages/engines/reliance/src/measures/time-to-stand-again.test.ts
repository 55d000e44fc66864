import { expect, test } from 'vitest';
import policy from '../../policies/exit-time.json' with { type: 'json' };
import { sectorOf } from '../../test/sector-of.ts';
import { buildReliance } from '../build-reliance.ts';
import { selfReportedControl } from '../indices/self-reported-control.ts';
import type { StandAgainOptions } from './time-to-stand-again.ts';
import { timeToStandAgain } from './time-to-stand-again.ts';
import { whatIf } from './what-if.ts';

const sector = sectorOf({
  providers: [{ code: 'P' }],
  arrangements: [{ reference: 'EASY' }, { reference: 'HARD' }, { reference: 'UNKNOWN' }],
  functions: [
    { id: 'QUICK', rto: 24 },
    { id: 'SLOW', rto: 24 },
    { id: 'MAYBE', rto: 24 },
    { id: 'DARK', rto: 24 },
    { id: 'NORTO' },
    { id: 'MINOR', rto: 24, critical: 'no' },
  ],
  uses: [
    { arrangement: 'EASY', provider: 'P', function: 'QUICK', reliance: 'full', notice: 365 },
    { arrangement: 'HARD', provider: 'P', function: 'SLOW', reliance: 'full', notice: 30 },
    { arrangement: 'HARD', provider: 'P', function: 'MAYBE', reliance: 'low', notice: 30 },
    { arrangement: 'UNKNOWN', provider: 'P', function: 'DARK', reliance: 'full' },
    { arrangement: 'EASY', provider: 'P', function: 'NORTO', reliance: 'full' },
    { arrangement: 'HARD', provider: 'P', function: 'MINOR', reliance: 'full' },
  ],
  assessments: [
    { arrangement: 'EASY', provider: 'P', reintegration: 'eba_ZZ:x798', alternatives: 'eba_BT:x28' },
    { arrangement: 'HARD', provider: 'P', reintegration: 'eba_ZZ:x967', alternatives: 'eba_BT:x29' },
  ],
});
const reliance = buildReliance(sector, selfReportedControl(sector));
const answer = whatIf(reliance, Int32Array.of(reliance.graph.space.first.provider));
const ask = (options: StandAgainOptions) => timeToStandAgain(reliance, answer, options);
const verdicts = (options: StandAgainOptions) =>
  Object.fromEntries(ask(options).functions.map(({ function: fn, verdict }) => [sector.functions.id[fn], verdict]));

const easy = policy.reintegrationDays['eba_ZZ:x798'];
const hard = policy.reintegrationDays['eba_ZZ:x967'];

test('exit time comes from the declared class, a search is added where no alternative is known', () => {
  const { functions } = ask({ notice: 0 });
  const exit = functions.map(({ exitDays }) => exitDays);
  const searched = {
    atLeast: hard.atLeast + policy.searchDays.atLeast,
    atMost: hard.atMost + policy.searchDays.atMost,
  };
  expect(exit).toEqual([easy, searched, { ...searched, atLeast: 0 }, null, easy]);
});

test('notice decides who stands again in time; what nobody states cannot be told', () => {
  expect(verdicts({ notice: 0 })).toEqual({
    QUICK: 'late',
    SLOW: 'late',
    MAYBE: 'cannot tell',
    DARK: 'cannot tell',
    NORTO: 'cannot tell',
  });
  expect(verdicts({ notice: 60 })).toMatchObject({ QUICK: 'cannot tell', SLOW: 'late' });
  expect(verdicts({ notice: 90 })).toMatchObject({ QUICK: 'in time', SLOW: 'late' });
  expect(verdicts({ notice: 5000 })).toMatchObject({
    QUICK: 'in time',
    SLOW: 'in time',
    MAYBE: 'in time',
    DARK: 'cannot tell',
  });
  expect(verdicts({ notice: 'contract' })).toMatchObject({ QUICK: 'in time', SLOW: 'late' });
});

test("the programme's own date goes before the policy", () => {
  expect(verdicts({ notice: 100, programmeDays: () => 100 })).toMatchObject({ SLOW: 'in time', DARK: 'in time' });
  expect(verdicts({ notice: 100, programmeDays: () => 102 })).toMatchObject({ SLOW: 'late', DARK: 'late' });
});

test('the figure counts late at least, and what cannot be told at most', () => {
  const { figure } = ask({ notice: 90 });
  expect(figure).toMatchObject({
    value: { atLeast: 1 / 5, atMost: 4 / 5 },
    total: 5,
    unobserved: 1,
    version: { policy: policy.id },
  });
  expect(figure.basis().length).toBeGreaterThan(0);
});
