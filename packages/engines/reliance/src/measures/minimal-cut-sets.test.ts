import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anySector } from '../../test/any-sector.ts';
import { fallByDefinition } from '../../test/fall-by-definition.ts';
import { sectorOf } from '../../test/sector-of.ts';
import { buildReliance } from '../build-reliance.ts';
import { selfReportedControl } from '../indices/self-reported-control.ts';
import { minimalCutSets } from './minimal-cut-sets.ts';

test('cut sets are exactly the minimal sets that the definition says fell the function', () => {
  fc.assert(
    fc.property(anySector, fc.constantFrom('group' as const, 'country' as const), fc.boolean(), (spec, of, least) => {
      const sector = sectorOf(spec);
      const control = selfReportedControl(sector);
      const ask = minimalCutSets(buildReliance(sector, control));
      const all = of === 'group' ? control.groups.length : control.countries.length;
      const subsets = Array.from({ length: 2 ** all - 1 }, (_, at) => at + 1)
        .map((bits) => Array.from({ length: all }, (_, at) => at).filter((at) => (bits >> at) & 1))
        .filter((set) => set.length <= 3)
        .sort((a, b) => a.length - b.length);
      const fallen = subsets.map((set) =>
        fallByDefinition(
          sector,
          control,
          set.map((at) => `${of} ${at}`),
          least ? 'at least' : 'at most',
        ),
      );
      for (let fn = 0; fn < sector.functions.count; fn += 1) {
        const minimal: number[][] = [];
        subsets.forEach((set, at) => {
          if (!fallen[at]?.has(`function ${fn}`)) return;
          if (!minimal.some((cut) => cut.every((one) => set.includes(one)))) minimal.push(set);
        });
        const found = ask(fn, { of, bound: least ? 'atLeast' : 'atMost' });
        const text = (sets: readonly (readonly number[])[]) =>
          sets.map((set) => [...set].sort((a, b) => a - b).join('+')).sort();
        expect(found.ok && text(found.value.sets)).toEqual(text(minimal));
      }
    }),
    { numRuns: 200 },
  );
});

test('too many sets to try is refused with the size to change', () => {
  const names = Array.from({ length: 30 }, (_, at) => `P${at}`);
  const sector = sectorOf({
    providers: names.map((code) => ({ code })),
    arrangements: [{ reference: 'A' }],
    functions: [{ id: 'F' }],
    uses: names.map((provider) => ({ arrangement: 'A', provider, function: 'F', reliance: 'full' as const })),
  });
  const ask = minimalCutSets(buildReliance(sector, selfReportedControl(sector)));
  const refusal = ask(0, { of: 'group', bound: 'atLeast', maxTried: 1000 });
  expect(refusal).toEqual({ ok: false, reason: expect.stringContaining('Ask for a smaller size') as string });
  expect(ask(0, { of: 'group', bound: 'atLeast' })).toEqual({ ok: true, value: { sets: [], candidates: 30 } });
  expect(ask(0, { of: 'group', bound: 'atMost' })).toMatchObject({
    ok: true,
    value: { sets: names.map((_, at) => [at]) },
  });
  expect(() => ask(1, { of: 'group', bound: 'atMost' })).toThrow(RangeError);
});
