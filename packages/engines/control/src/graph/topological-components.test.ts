import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupBy } from './group-by.ts';
import { stronglyConnected } from './strongly-connected.ts';
import { topologicalComponents } from './topological-components.ts';

const arcs = fc.integer({ min: 1, max: 9 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    pairs: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 20 }),
  }),
);

/** Which nodes reach which, by passing along every arc as often as there are nodes. */
function reachable(count: number, pairs: readonly (readonly [number, number])[]): boolean[][] {
  const reach = Array.from({ length: count }, (_, i) => Array.from({ length: count }, (__, j) => i === j));
  for (let round = 0; round < count; round += 1) {
    for (const [tail, head] of pairs) {
      reach.forEach((row) => {
        if (row[tail] === true) row[head] = true;
      });
    }
  }
  return reach;
}

test.each([
  ['search', stronglyConnected],
  ['peeling', topologicalComponents],
])('components by %s: together exactly when each reaches the other, arcs lead to lower numbers', (_, components) => {
  fc.assert(
    fc.property(arcs, ({ count, pairs }) => {
      const heads = Int32Array.from(pairs, ([, head]) => head);
      const found = components(
        count,
        groupBy(
          pairs.map(([tail]) => tail),
          count,
        ),
        heads,
      );
      const reach = reachable(count, pairs);
      for (let i = 0; i < count; i += 1) {
        for (let j = 0; j < count; j += 1) {
          const mutual = reach[i]?.[j] === true && reach[j]?.[i] === true;
          expect(found.of[i] === found.of[j]).toBe(mutual);
          if (reach[i]?.[j] === true) expect(found.of[i]).toBeGreaterThanOrEqual(found.of[j] ?? 0);
        }
      }
      expect(new Set(found.of).size).toBe(found.count);
    }),
    { numRuns: 500 },
  );
});
