import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, minimalByBruteForce } from '../test/brute-force.ts';
import { cutSetsOf } from './cut-sets-of.ts';
import type { RequirementGraph } from './cut-sets-of.ts';

interface Group {
  readonly node: number;
  readonly threshold: number;
  readonly children: readonly number[];
}

function graphOf(nodes: number, groups: readonly Group[]): RequirementGraph {
  const childStart = [0];
  for (const { children } of groups) childStart.push(childStart.at(-1)! + children.length);
  return {
    nodes,
    groupNode: groups.map(({ node }) => node),
    threshold: groups.map(({ threshold }) => threshold),
    childStart,
    children: groups.flatMap(({ children }) => children),
  };
}

/** Least fixpoint by its definition: what is withdrawn falls, then all that lacks too much, until nothing more falls. */
function falls(nodes: number, groups: readonly Group[], withdrawn: ReadonlySet<number>): boolean[] {
  const fallen = Array.from({ length: nodes }, (_, node) => withdrawn.has(node));
  for (let again = true; again;) {
    again = false;
    for (const { node, threshold, children } of groups) {
      const standing = children.filter((child) => !fallen[child]).length;
      if (!fallen[node] && standing < threshold) fallen[node] = again = true;
    }
  }
  return fallen;
}

const smallGraph = fc.integer({ min: 2, max: 12 }).chain((nodes) => {
  const node = fc.integer({ min: 0, max: nodes - 1 });
  return fc.record({
    nodes: fc.constant(nodes),
    groups: fc.array(
      fc.record({
        node,
        threshold: fc.integer({ min: 0, max: 4 }),
        children: fc.array(node, { minLength: 1, maxLength: 4 }),
      }),
      { maxLength: 16 },
    ),
    candidates: fc.uniqueArray(node, { maxLength: 8 }),
  });
});

test('random graphs with circles and k of n: sets equal those found by withdrawing every set of candidates', () => {
  let circles = 0;
  fc.assert(
    fc.property(smallGraph, fc.constantFrom(null, 1, 2, 3), ({ nodes, groups, candidates }, maxOrder) => {
      const graph = graphOf(nodes, groups);
      const names = candidates.map((candidate) => `n${candidate}`);
      const result = cutSetsOf({ graph, node: 0, candidates, names }, { maxOrder });
      if (!result.ok) throw new Error(result.reason);
      const expected = minimalByBruteForce(
        candidates.length,
        (set) => falls(nodes, groups, new Set([...set].map((index) => candidates[index]!)))[0]!,
      ).filter((set) => maxOrder === null || set.length <= maxOrder);
      expect(canonical(result.value.first(1000))).toEqual(
        canonical(expected.map((set) => set.map((index) => names[index]!))),
      );
      expect(result.value.total).toBe(BigInt(expected.length));
      if (groups.some(({ node, children }) => node !== 0 && children.includes(0)) && expected.length > 1) circles++;
    }),
    { numRuns: 500 },
  );
  expect(circles).toBeGreaterThan(20);
});

test('the same under tiny node limits, where families cut at the maximum order take over', () => {
  fc.assert(
    fc.property(smallGraph, fc.integer({ min: 4, max: 24 }), ({ nodes, groups, candidates }, nodeLimit) => {
      const names = candidates.map((candidate) => `n${candidate}`);
      const result = cutSetsOf(
        { graph: graphOf(nodes, groups), node: 0, candidates, names },
        { maxOrder: 2, nodeLimit },
      );
      if (!result.ok) return;
      const expected = minimalByBruteForce(
        candidates.length,
        (set) => falls(nodes, groups, new Set([...set].map((index) => candidates[index]!)))[0]!,
      ).filter((set) => set.length <= 2);
      expect(canonical(result.value.first(1000))).toEqual(
        canonical(expected.map((set) => set.map((index) => names[index]!))),
      );
    }),
    { numRuns: 500 },
  );
});

test('two systems that keep each other up stand until what both stand on is gone', () => {
  // 0 needs 1; 1 needs 2 or candidate 3; 2 needs 1 or candidate 4
  const graph = graphOf(5, [
    { node: 0, threshold: 1, children: [1] },
    { node: 1, threshold: 1, children: [2, 3] },
    { node: 2, threshold: 1, children: [1, 4] },
  ]);
  const request = { graph, node: 0, candidates: [3, 4], names: ['three', 'four'] };
  const result = cutSetsOf(request);
  expect(result.ok && result.value.total).toBe(0n);
  const needed = graphOf(5, [
    { node: 0, threshold: 1, children: [1] },
    { node: 1, threshold: 2, children: [2, 3] },
    { node: 2, threshold: 2, children: [1, 4] },
  ]);
  const both = cutSetsOf({ ...request, graph: needed });
  expect(both.ok && canonical(both.value.first(9))).toEqual(['four', 'three']);
});

test('looks for sets of up to three by default, and for all on request', () => {
  const graph = graphOf(6, [
    { node: 0, threshold: 1, children: [1, 2, 3, 4] },
    { node: 0, threshold: 3, children: [1, 2, 5] },
  ]);
  const request = { graph, node: 0, candidates: [1, 2, 3, 4, 5], names: ['1', '2', '3', '4', '5'] };
  const small = cutSetsOf(request);
  expect(small.ok && [small.value.total, small.value.maxOrder]).toEqual([3n, 3]);
  const spare = graphOf(5, [{ node: 0, threshold: 1, children: [1, 2, 3, 4] }]);
  const four = { graph: spare, node: 0, candidates: [1, 2, 3, 4], names: ['1', '2', '3', '4'] };
  const none = cutSetsOf(four);
  expect(none.ok && none.value.total).toBe(0n);
  const all = cutSetsOf(four, { maxOrder: null });
  expect(all.ok && all.value.byOrder).toEqual([0n, 0n, 0n, 0n, 1n]);
});

test('withdrawal probabilities give the probability that the function falls', () => {
  const graph = graphOf(3, [{ node: 0, threshold: 1, children: [1, 2] }]);
  const result = cutSetsOf({
    graph,
    node: 0,
    candidates: [1, 2],
    names: ['A', 'B'],
    probabilities: Float64Array.of(0.5, 0.25),
  });
  expect(result.ok && result.value.probability).toBe(0.125);
  const without = cutSetsOf({ graph, node: 0, candidates: [1, 2], names: ['A', 'B'] });
  expect(without.ok && without.value.probability).toBe(null);
});

test('pairs and triples over 600 candidates in a cone with shared parts', () => {
  // 200 services need 2 of 3 of their own providers and share 3 alternatives between neighbours
  const services = 200;
  const providers = 600;
  const groups: Group[] = [];
  for (let service = 0; service < services; service++) {
    const own = [0, 1, 2, 4].map((offset) => 1 + services + ((service * 3 + offset) % providers));
    groups.push({ node: 0, threshold: 1, children: [1 + service] }, { node: 1 + service, threshold: 2, children: own });
  }
  const candidates = Array.from({ length: providers }, (_, index) => 1 + services + index);
  const names = candidates.map(String);
  const result = cutSetsOf({ graph: graphOf(1 + services + providers, groups), node: 0, candidates, names });
  expect(result.ok && result.value.byOrder).toEqual([0n, 0n, 0n, 800n]);
});
