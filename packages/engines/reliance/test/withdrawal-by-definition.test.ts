import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph } from '../src/indices/graph.ts';
import { nodeOf } from '../src/indices/node-space.ts';
import { selfReportedControl } from '../src/indices/self-reported-control.ts';
import { Walker } from '../src/indices/walker.ts';
import { anySector } from './any-sector.ts';
import { fallByDefinition } from './fall-by-definition.ts';
import { sectorOf } from './sector-of.ts';

const shown = new Set([
  'country',
  'group',
  'provider',
  'product',
  'arrangement',
  'service use',
  'asset',
  'system',
  'function',
]);

test('what falls is what the definition says falls, in both bounds, whatever is withdrawn', () => {
  fc.assert(
    fc.property(anySector, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (spec, picks) => {
      const sector = sectorOf(spec);
      const control = selfReportedControl(sector);
      const graph = buildGraph(sector, control);
      const nodes = [...new Set(picks.map((pick) => pick % graph.space.count))].filter((node) =>
        shown.has(nodeOf(graph.space, node).kind),
      );
      const names = (fallen: Iterable<number>) =>
        [...fallen]
          .map((node) => nodeOf(graph.space, node))
          .filter(({ kind }) => shown.has(kind))
          .map(({ kind, index }) => `${kind} ${index}`)
          .sort();
      for (const [bound, walker] of [
        ['at least', new Walker(graph.atLeast)],
        ['at most', new Walker(graph.atMost)],
      ] as const) {
        walker.withdraw(nodes);
        const expected = fallByDefinition(sector, control, names(nodes), bound);
        expect(names(walker.fallen.subarray(0, walker.count)), bound).toEqual([...expected].sort());
      }
    }),
    { numRuns: 4000 },
  );
});
