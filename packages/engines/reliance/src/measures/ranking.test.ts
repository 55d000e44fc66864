import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anySector } from '../../test/any-sector.ts';
import { sectorOf } from '../../test/sector-of.ts';
import { buildReliance } from '../build-reliance.ts';
import { selfReportedControl } from '../indices/self-reported-control.ts';
import { selectSubject } from '../subjects/select-subject.ts';
import { rankedKinds } from './rank-subjects.ts';
import type { Ranked } from './ranking.ts';
import { rankFigures, ranking, rankSlice, topOf } from './ranking.ts';
import { singlePoints } from './single-points.ts';
import { whatIf } from './what-if.ts';

test('every rank is the what-if of that subject, in both bounds', () => {
  fc.assert(
    fc.property(anySector, (spec) => {
      const sector = sectorOf(spec);
      const control = selfReportedControl(sector);
      const reliance = buildReliance(sector, control);
      const all = ranking(reliance);
      const expressions = {
        provider: (id: string) => `providerCode == "${id}"`,
        group: (id: string) => `group == "${id}"`,
        maker: (id: string) => `makerCode == "${id}"`,
        'product line': (id: string) => `makerCode == "${id.split('/')[0]}" && productLine == "line"`,
        country: (id: string) => `country == "${id}"`,
      };
      for (const kind of rankedKinds) {
        const ranked = all[kind];
        for (let at = 0; at < ranked.subjects.count; at += 1) {
          const id = ranked.subjects.idOf(at);
          if (id.startsWith('?')) continue;
          const selection = selectSubject(sector, control, { expression: expressions[kind](id) });
          if (!selection.ok) throw new Error(selection.reason);
          const answer = whatIf(reliance, selection.value).figures('sector');
          const figures = rankFigures(reliance, ranked, at);
          expect(figures.map(({ value }) => value)).toEqual(answer.map(({ value }) => value));
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('at least is never more than at most', () => {
  fc.assert(
    fc.property(anySector, (spec) => {
      const sector = sectorOf(spec);
      const all = ranking(buildReliance(sector, selfReportedControl(sector)));
      for (const ranked of Object.values(all) as Ranked[]) {
        for (let at = 0; at < ranked.subjects.count; at += 1) {
          expect(ranked.functionsAtLeast[at]).toBeLessThanOrEqual(ranked.functionsAtMost[at] as number);
          expect(ranked.institutionsAtLeast[at]).toBeLessThanOrEqual(ranked.institutionsAtMost[at] as number);
          expect(ranked.assetsAtLeast[at]).toBeLessThanOrEqual(ranked.assetsAtMost[at] as number);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('the order is by impact, and only what fells a critical function is listed', () => {
  const sector = sectorOf({
    institutions: [
      { lei: 'SMALL', assets: 10 },
      { lei: 'LARGE', assets: 90 },
    ],
    providers: [{ code: 'A' }, { code: 'B' }, { code: 'C' }],
    functions: [
      { id: 'F1', institution: 'SMALL' },
      { id: 'F1', institution: 'LARGE' },
      { id: 'F2', institution: 'LARGE', critical: 'no' },
    ],
    arrangements: [{ reference: 'X' }],
    uses: [
      { arrangement: 'X', provider: 'A', function: 'F1', institution: 'SMALL', reliance: 'full' },
      { arrangement: 'X', provider: 'B', function: 'F1', institution: 'LARGE', reliance: 'low' },
      { arrangement: 'X', provider: 'C', function: 'F2', institution: 'LARGE', reliance: 'full' },
    ],
  });
  const all = ranking(buildReliance(sector, selfReportedControl(sector)));
  expect(topOf(all.provider, 9)).toEqual([1, 0]);
  expect(topOf(all.provider, 9, 'assetsAtLeast')).toEqual([0, 1]);
  expect(singlePoints(all, ['provider'])).toEqual([
    {
      kind: 'provider',
      id: 'A',
      name: 'A',
      functions: { atLeast: 1, atMost: 1 },
      institutions: { atLeast: 1, atMost: 1 },
      certain: true,
    },
    {
      kind: 'provider',
      id: 'B',
      name: 'B',
      functions: { atLeast: 0, atMost: 1 },
      institutions: { atLeast: 0, atMost: 1 },
      certain: false,
    },
  ]);
});

test('a cancelled ranking says how far it came', () => {
  const sector = sectorOf({ providers: [{ code: 'A' }] });
  const all = ranking(buildReliance(sector, selfReportedControl(sector)), { cancelled: true, report: () => {} });
  expect(all.provider.done).toBe(0);
});

test('slices of a ranking add up to the whole', () => {
  fc.assert(
    fc.property(anySector, fc.nat(6), (spec, cut) => {
      const sector = sectorOf(spec);
      const reliance = buildReliance(sector, selfReportedControl(sector));
      const all = ranking(reliance);
      for (const kind of rankedKinds) {
        const { count } = all[kind].subjects;
        const parts = [rankSlice(reliance, kind, 0, Math.min(cut, count)), rankSlice(reliance, kind, cut, count)];
        for (const column of ['functionsAtLeast', 'functionsAtMost', 'assetsAtLeast', 'assetsAtMost'] as const) {
          const sum = [...all[kind][column].keys()].map((at) =>
            parts.reduce((total, part) => total + (part[column][at] ?? 0), 0),
          );
          expect(sum).toEqual([...all[kind][column]]);
        }
        expect(parts.reduce((total, { done }) => total + done, 0)).toBe(count);
      }
    }),
    { numRuns: 100 },
  );
});
