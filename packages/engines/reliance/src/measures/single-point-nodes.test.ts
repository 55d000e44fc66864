import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anySector } from '../../test/any-sector.ts';
import { sectorOf } from '../../test/sector-of.ts';
import { buildReliance } from '../build-reliance.ts';
import { nodeKinds } from '../indices/node-space.ts';
import { selfReportedControl } from '../indices/self-reported-control.ts';
import { singlePointNodes } from './single-point-nodes.ts';
import { whatIf } from './what-if.ts';

test('every single point is the what-if of that thing, of every kind', () => {
  fc.assert(
    fc.property(anySector, (spec) => {
      const sector = sectorOf(spec);
      const reliance = buildReliance(sector, selfReportedControl(sector));
      const { space } = reliance.graph;
      for (const kind of nodeKinds) {
        if (kind === 'function') continue;
        const found = new Map(singlePointNodes(reliance, kind)?.points.map((point) => [point.index, point.functions]));
        for (let index = 0; index < space.counts[kind]; index += 1) {
          const lost = whatIf(reliance, Int32Array.of(space.first[kind] + index))
            .functions()
            .filter(({ critical }) => critical);
          const expected = { atLeast: lost.filter(({ atLeast }) => atLeast).length, atMost: lost.length };
          expect(found.get(index) ?? { atLeast: 0, atMost: 0 }).toEqual(expected);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('a sector in which one thing suffices everywhere is read off the tree', () => {
  const sector = sectorOf({
    providers: [{ code: 'A' }, { code: 'B' }],
    arrangements: [{ reference: 'X' }, { reference: 'Y' }],
    functions: [{ id: 'F' }, { id: 'G' }],
    uses: [
      { arrangement: 'X', provider: 'A', function: 'F', reliance: 'full' },
      { arrangement: 'Y', provider: 'B', function: 'F', reliance: 'full' },
      { arrangement: 'Y', provider: 'B', function: 'G', reliance: 'full' },
    ],
  });
  const reliance = buildReliance(sector, selfReportedControl(sector));
  expect(singlePointNodes(reliance, 'provider')).toEqual({
    kind: 'provider',
    points: [
      { index: 1, functions: { atLeast: 1, atMost: 2 }, certain: true },
      { index: 0, functions: { atLeast: 0, atMost: 1 }, certain: false },
    ],
    method: { atLeast: 'dominator tree', atMost: 'withdrawals' },
  });
  expect(() => singlePointNodes(reliance, 'function')).toThrow(RangeError);
  expect(singlePointNodes(reliance, 'provider', { cancelled: true, report: () => {} })).toBeNull();
});
