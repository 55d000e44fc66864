import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EdgeList } from './edge-list.ts';
import { GroupList, layOut } from './propagation.ts';
import { Walker } from './walker.ts';

interface Requirement {
  parent: number;
  children: number[];
  threshold: number;
}

const nodes = 12;
const anyGraph = fc.array(
  fc.record({
    parent: fc.nat(nodes - 1),
    children: fc.uniqueArray(fc.nat(nodes - 1), { minLength: 1, maxLength: 5 }),
    threshold: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 16 },
);
const anyWithdrawal = fc.uniqueArray(fc.nat(nodes - 1), { maxLength: 4 });

function walkerOf(requirements: readonly Requirement[]): Walker {
  const edges = new EdgeList();
  const groups = new GroupList();
  for (const { parent, children, threshold } of requirements) {
    const slack = children.length - Math.min(threshold, children.length);
    const entry = slack === 0 ? parent : ~groups.add(parent, slack);
    for (const child of children) edges.add(child, entry);
  }
  return new Walker(layOut(nodes, [edges], groups));
}

function naive(requirements: readonly Requirement[], withdrawn: readonly number[]): Set<number> {
  const fell = new Set(withdrawn);
  for (let before = -1; before !== fell.size;) {
    before = fell.size;
    for (const { parent, children, threshold } of requirements) {
      const standing = children.filter((child) => !fell.has(child)).length;
      if (standing < Math.min(threshold, children.length)) fell.add(parent);
    }
  }
  return fell;
}

test('a walk finds the least fixpoint, again and again on the same marks', () => {
  fc.assert(
    fc.property(anyGraph, fc.array(anyWithdrawal, { minLength: 1, maxLength: 5 }), (requirements, withdrawals) => {
      const walker = walkerOf(requirements);
      for (const withdrawn of withdrawals) {
        const count = walker.withdraw(withdrawn);
        const expected = naive(requirements, withdrawn);
        expect(new Set(walker.fallen.subarray(0, count))).toEqual(expected);
        for (let node = 0; node < nodes; node += 1) expect(walker.hasFallen(node)).toBe(expected.has(node));
      }
    }),
    { numRuns: 3000 },
  );
});

test('weakened nodes stand without margin in a group that lost a child', () => {
  fc.assert(
    fc.property(anyGraph, anyWithdrawal, (requirements, withdrawn) => {
      const walker = walkerOf(requirements);
      walker.withdraw(withdrawn);
      const fell = naive(requirements, withdrawn);
      const expected = requirements
        .filter(({ parent, children, threshold }) => {
          const standing = children.filter((child) => !fell.has(child)).length;
          return !fell.has(parent) && standing < children.length && standing === Math.min(threshold, children.length);
        })
        .map(({ parent }) => parent);
      expect(new Set(walker.weakened())).toEqual(new Set(expected));
    }),
  );
});

test('withdrawing more never saves a node', () => {
  fc.assert(
    fc.property(anyGraph, anyWithdrawal, anyWithdrawal, (requirements, some, more) => {
      const walker = walkerOf(requirements);
      walker.withdraw(some);
      const before = [...walker.fallen.subarray(0, walker.count)];
      walker.withdraw([...some, ...more]);
      expect(before.every((node) => walker.hasFallen(node))).toBe(true);
    }),
  );
});

test('rounds part the fallen nodes: every node falls by nodes of earlier rounds', () => {
  fc.assert(
    fc.property(anyGraph, anyWithdrawal, (requirements, withdrawn) => {
      const walker = walkerOf(requirements);
      const count = walker.withdraw(withdrawn);
      const rounds = walker.rounds();
      expect(rounds.at(-1)).toBe(count);
      for (let round = 1; round + 1 < rounds.length; round += 1) {
        const earlier = new Set(walker.fallen.subarray(0, rounds[round]));
        for (const node of walker.fallen.subarray(rounds[round], rounds[round + 1])) {
          const fallsNow = requirements.some(
            ({ parent, children, threshold }) =>
              parent === node &&
              children.filter((child) => !earlier.has(child)).length < Math.min(threshold, children.length),
          );
          expect(fallsNow).toBe(true);
        }
      }
    }),
  );
});

test('a node outside the graph is refused', () => {
  expect(() => walkerOf([]).withdraw([12])).toThrow(RangeError);
});

test('marks hold when the epochs run out and start again', () => {
  const requirements = [
    { parent: 3, children: [0, 1, 2], threshold: 2 },
    { parent: 4, children: [3], threshold: 1 },
  ];
  const walker = walkerOf(requirements);
  const sets = [[0], [0, 1], [1, 2], [2]];
  for (let round = 0; round < 140_000; round += 1) {
    const withdrawn = sets[round % sets.length] as number[];
    if (walker.withdraw(withdrawn) !== (withdrawn.length === 2 ? 4 : 1)) throw new Error(`Round ${round} went wrong`);
  }
});
