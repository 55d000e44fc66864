import { criticality } from '@underpin/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anySector } from '../../test/any-sector.ts';
import { sectorOf } from '../../test/sector-of.ts';
import { buildGraph } from './graph.ts';
import { selfReportedControl } from './self-reported-control.ts';
import { shortened } from './shortened.ts';
import { Walker } from './walker.ts';

test('shortening changes nothing of what falls among the targets', () => {
  fc.assert(
    fc.property(anySector, (spec) => {
      const sector = sectorOf(spec);
      const { space, ...graph } = buildGraph(sector, selfReportedControl(sector));
      const critical = sector.functions.critical.map((state) => (state === criticality.yes ? 1 : 0));
      const targets = [...critical.keys()].filter((at) => critical[at] === 1).map((at) => space.first.function + at);
      for (const bound of [graph.atLeast, graph.atMost]) {
        const whole = new Walker(bound);
        const short = new Walker(shortened(bound, space, critical));
        const fallenOf = (walker: Walker, nodes: number[]) => {
          walker.withdraw(nodes);
          return targets.filter((node) => walker.hasFallen(node));
        };
        for (let node = 0; node < space.first.arrangement; node += 1) {
          expect(fallenOf(short, [node])).toEqual(fallenOf(whole, [node]));
        }
        const products = [...sector.products.maker.keys()].map((at) => space.first.product + at);
        expect(fallenOf(short, products)).toEqual(fallenOf(whole, products));
      }
    }),
    { numRuns: 1500 },
  );
});
