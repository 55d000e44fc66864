import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anySector } from '../../test/any-sector.ts';
import { sectorOf } from '../../test/sector-of.ts';
import { buildReliance } from '../build-reliance.ts';
import { selfReportedControl } from '../indices/self-reported-control.ts';
import { selectSubject } from '../subjects/select-subject.ts';
import { among, standsOn } from './graph-part.ts';
import { whatIf } from './what-if.ts';

const bounds = ['atLeast', 'atMost'] as const;

test('what falls stands on something withdrawn, by links whose lower end falls too', () => {
  fc.assert(
    fc.property(anySector, fc.nat(4), (spec, provider) => {
      const sector = sectorOf(spec);
      const control = selfReportedControl(sector);
      const reliance = buildReliance(sector, control);
      const selection = selectSubject(sector, control, { expression: `providerCode == "P${provider}"` });
      if (!selection.ok) throw new Error(selection.reason);
      const answer = whatIf(reliance, selection.value);
      const withdrawn = new Set(answer.withdrawn);
      for (const bound of bounds) {
        const fall = answer[bound];
        const all = among(reliance, bound, fall.fallen);
        const held = new Set(all.links.map(([, parent]) => parent));
        all.nodes.forEach((node, at) => expect(withdrawn.has(node) || held.has(at)).toBe(true));
        for (const node of fall.fallen) {
          const part = standsOn(reliance, bound, [node], 10_000);
          expect(part.cut).toBe(false);
          expect(part.nodes[0]).toBe(node);
          expect(part.nodes.some((one) => withdrawn.has(one))).toBe(true);
          expect(new Set(part.nodes).size).toBe(part.nodes.length);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('a limit keeps the nearest and says so', () => {
  fc.assert(
    fc.property(anySector, (spec) => {
      const sector = sectorOf(spec);
      const reliance = buildReliance(sector, selfReportedControl(sector));
      const last = reliance.graph.space.count - 1;
      if (last < 0) return;
      const whole = standsOn(reliance, 'atMost', [last], 10_000);
      const some = standsOn(reliance, 'atMost', [last], 2);
      expect([...some.nodes]).toEqual([...whole.nodes.subarray(0, Math.min(2, whole.nodes.length))]);
      expect(some.cut).toBe(whole.nodes.length > 2);
    }),
    { numRuns: 200 },
  );
});
