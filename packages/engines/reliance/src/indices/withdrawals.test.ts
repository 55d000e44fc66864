import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requirementGraph } from './requirement-graph.ts';
import type { Requirements } from './requirements.ts';
import { Walker } from './walker.ts';
import { Withdrawals } from './withdrawals.ts';

const nodes = 12;
interface Group {
  readonly parent: number;
  readonly children: readonly number[];
  readonly threshold: number;
}
const anyGroups = fc.array(
  fc.record({
    parent: fc.nat(nodes - 1),
    children: fc.uniqueArray(fc.nat(nodes - 1), { maxLength: 5 }),
    threshold: fc.integer({ min: -1, max: 6 }),
  }),
  { maxLength: 16 },
);
const anySet = fc.uniqueArray(fc.nat(nodes - 1), { maxLength: 4 });

function columns(count: number, groups: readonly Group[]): Requirements {
  const start = [0];
  for (const { children } of groups) start.push((start.at(-1) as number) + children.length);
  return {
    nodes: count,
    parent: Int32Array.from(groups, ({ parent }) => parent),
    threshold: Int32Array.from(groups, ({ threshold }) => threshold),
    start: Int32Array.from(start),
    child: Int32Array.from(groups.flatMap(({ children }) => children)),
  };
}

function byDefinition(groups: readonly Group[], withdrawn: readonly number[]): number[] {
  const fell = new Set(withdrawn);
  for (let before = -1; before !== fell.size;) {
    before = fell.size;
    for (const { parent, children, threshold } of groups) {
      if (children.filter((child) => !fell.has(child)).length < Math.min(threshold, children.length)) fell.add(parent);
    }
  }
  return [...fell].sort((a, b) => a - b);
}

const fallenOf = (of: { hasFallen(node: number): boolean }, count: number): number[] =>
  Array.from({ length: count }, (_, node) => node).filter((node) => of.hasFallen(node));

test('the first question (sweeps) and later ones (index) answer what the definition says; so does the walker', () => {
  fc.assert(
    fc.property(anyGroups, fc.array(anySet, { minLength: 1, maxLength: 3 }), (groups, sets) => {
      const requirements = columns(nodes, groups);
      const withdrawals = new Withdrawals(requirements);
      const walker = new Walker(requirementGraph(requirements));
      for (const set of sets) {
        const expected = byDefinition(groups, set);
        expect(withdrawals.withdraw(set)).toBe(expected.length);
        expect(fallenOf(withdrawals, nodes)).toEqual(expected);
        expect(walker.withdraw(set)).toBe(expected.length);
        expect(fallenOf(walker, nodes)).toEqual(expected);
      }
    }),
    { numRuns: 3000 },
  );
});

test('a graph numbered bottom up is settled in one sweep', () => {
  fc.assert(
    fc.property(anyGroups, anySet, (any, set) => {
      const groups = any
        .map(({ parent, children, threshold }) => ({
          parent,
          threshold,
          children: children.filter((child) => child < parent),
        }))
        .sort((a, b) => a.parent - b.parent);
      const withdrawals = new Withdrawals(columns(nodes, groups));
      withdrawals.withdraw(set);
      expect(fallenOf(withdrawals, nodes)).toEqual(byDefinition(groups, set));
    }),
    { numRuns: 2000 },
  );
});

test('a long chain numbered top down, which sweeps would climb one step at a time, is still answered', () => {
  const length = 5000;
  const groups = Array.from({ length: length - 1 }, (_, parent) => ({ parent, children: [parent + 1], threshold: 1 }));
  const withdrawals = new Withdrawals(columns(length, groups));
  expect(withdrawals.withdraw([length - 1])).toBe(length);
  expect(withdrawals.withdraw([length - 2])).toBe(length - 1);
  expect(withdrawals.hasFallen(length - 1)).toBe(false);
});

test('nodes outside the graph are refused, in requirements and in questions', () => {
  expect(() => new Withdrawals(columns(2, [{ parent: 2, children: [0], threshold: 1 }]))).toThrow(RangeError);
  expect(() => new Withdrawals(columns(2, [{ parent: 1, children: [5], threshold: 1 }]))).toThrow(RangeError);
  expect(() => new Withdrawals(columns(2, [])).withdraw([2])).toThrow(/Cannot withdraw node 2/);
  expect(() => new Withdrawals(columns(2, [])).withdraw([-1])).toThrow(RangeError);
});
