import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Requirements } from '../indices/requirements.ts';
import { requirementGraph } from '../indices/requirement-graph.ts';
import { requirementsOf } from '../indices/requirements-of.ts';
import { nodeFalls } from './dominator-single-points.ts';

interface Group {
  readonly parent: number;
  readonly children: readonly number[];
  readonly threshold: number;
}

function columns(nodes: number, groups: readonly Group[]): Requirements {
  const start = [0];
  for (const { children } of groups) start.push((start.at(-1) as number) + children.length);
  return {
    nodes,
    parent: Int32Array.from(groups, ({ parent }) => parent),
    threshold: Int32Array.from(groups, ({ threshold }) => threshold),
    start: Int32Array.from(start),
    child: Int32Array.from(groups.flatMap(({ children }) => children)),
  };
}

/** Rules asked again and again until nothing more falls. */
function felledBy(groups: readonly Group[], withdrawn: number): Set<number> {
  const fell = new Set([withdrawn]);
  for (let before = 0; before !== fell.size;) {
    before = fell.size;
    for (const { parent, children, threshold } of groups) {
      const standing = children.filter((child) => !fell.has(child)).length;
      if (standing < Math.min(threshold, children.length)) fell.add(parent);
    }
  }
  return fell;
}

function expectEveryWithdrawal(nodes: number, groups: readonly Group[], marks: readonly number[]): string {
  const found = nodeFalls(columns(nodes, groups), Uint8Array.from(marks));
  const few = nodeFalls(columns(nodes, groups), Uint8Array.from(marks), { from: 2, to: 5 });
  expect([...few.targets]).toEqual([...found.targets].slice(2, 5));
  const back = requirementsOf(requirementGraph(columns(nodes, groups)));
  expect(nodeFalls(back, Uint8Array.from(marks))).toEqual(found);
  const expected = Array.from({ length: nodes }, (_, node) =>
    [...felledBy(groups, node)].reduce((sum, one) => sum + (marks[one] as number), 0),
  );
  expect([...found.targets]).toEqual(expected);
  return found.method;
}

const nodes = 12;
const anyMarks = fc.array(fc.constantFrom(0, 1), { minLength: nodes, maxLength: nodes });
const children = fc.uniqueArray(fc.nat(nodes - 1), { maxLength: 4 });

test('any-of graphs with cycles: one tree tells what withdrawing every node tells', () => {
  fc.assert(
    fc.property(fc.array(children, { minLength: nodes, maxLength: nodes }), anyMarks, (of, marks) => {
      const groups = of.map((list, parent) => ({ parent, children: list, threshold: 1 }));
      expect(expectEveryWithdrawal(nodes, groups, marks)).toBe('dominator tree');
    }),
    { numRuns: 3000 },
  );
});

test('any-of graphs without cycles, deep enough for the jumps', () => {
  const size = 40;
  const of = fc.array(fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 3 }), { minLength: size, maxLength: size });
  fc.assert(
    fc.property(of, (back) => {
      const groups = back.map((list, parent) => ({
        parent,
        children: [...new Set(list.map((by) => parent - 1 - by).filter((child) => child >= 0))],
        threshold: 1,
      }));
      expect(
        expectEveryWithdrawal(
          size,
          groups,
          groups.map(() => 1),
        ),
      ).toBe('dominator tree');
    }),
    { numRuns: 500 },
  );
});

test('any graph: where thresholds are mixed every node is withdrawn, and the numbers hold', () => {
  const anyGroup = fc.record({ parent: fc.nat(nodes - 1), children, threshold: fc.integer({ min: 0, max: 4 }) });
  const methods = new Set<string>();
  fc.assert(
    fc.property(fc.array(anyGroup, { maxLength: 14 }), anyMarks, (groups, marks) => {
      methods.add(expectEveryWithdrawal(nodes, groups, marks));
    }),
    { numRuns: 2000 },
  );
  expect(methods).toEqual(new Set(['dominator tree', 'withdrawals']));
});

test('a circle that holds itself up falls with its own members only', () => {
  const groups = [
    { parent: 1, children: [0, 2], threshold: 1 },
    { parent: 2, children: [1], threshold: 1 },
    { parent: 3, children: [2], threshold: 1 },
  ];
  const { targets } = nodeFalls(columns(4, groups), Uint8Array.of(1, 1, 1, 1));
  expect([...targets]).toEqual([1, 3, 2, 1]);
});

test('what does not fit is refused', () => {
  const one = columns(2, [{ parent: 1, children: [0], threshold: 1 }]);
  expect(() => nodeFalls(one, new Uint8Array(1))).toThrow(RangeError);
  expect(() => requirementGraph(columns(2, [{ parent: 2, children: [0], threshold: 1 }]))).toThrow(RangeError);
  expect(() => requirementGraph(columns(2, [{ parent: 1, children: [5], threshold: 1 }]))).toThrow(RangeError);
});

test('graphs of several blocks are laid out as small ones are', () => {
  const size = 5_000;
  const groups = Array.from({ length: size - 1 }, (_, at) => ({
    parent: at + 1,
    children: [...new Set([at, (at * 7) % (at + 1), 0])],
    threshold: at % 3,
  }));
  const graph = requirementGraph(columns(size, groups));
  const expected: number[][] = Array.from({ length: size }, () => []);
  let withMargin = 0;
  for (const { parent, children, threshold } of groups) {
    if (threshold <= 0) continue;
    const entry = children.length > threshold ? ~withMargin++ : parent;
    for (const child of children) expected[child]?.push(entry);
  }
  expect(graph.slack).toHaveLength(withMargin);
  for (let node = 0; node < size; node += 1)
    expect([...graph.entry.subarray(graph.start[node], graph.start[node + 1])]).toEqual(expected[node]);
});

test('a cancelled run says how far it came', () => {
  const groups = [{ parent: 2, children: [0, 1, 3], threshold: 2 }];
  const stopped = { cancelled: true, report: () => {} };
  const found = nodeFalls(columns(4, groups), new Uint8Array(4), { progress: stopped });
  expect(found).toMatchObject({ method: 'withdrawals', done: 0 });
});
