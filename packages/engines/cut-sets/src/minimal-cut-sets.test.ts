import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FaultTree, FaultTreeGate, GateKind } from '@underpin/model';
import { canonical, minimalByBruteForce, probabilityByBruteForce } from '../test/brute-force.ts';
import { minimalCutSets } from './minimal-cut-sets.ts';

type Line = readonly [id: string, kind: GateKind, children: string, k?: number];

function treeOf(
  top: string,
  lines: readonly Line[],
  probabilities: Readonly<Record<string, number | null>> = {},
): FaultTree {
  const gates = lines.map(([id, kind, children, k = null]): FaultTreeGate => ({
    id,
    kind,
    k,
    children: children.split(' ').filter(Boolean),
  }));
  const own = new Set(gates.map(({ id }) => id));
  const ids = new Set(
    [...gates.flatMap(({ children }) => children), top].filter((id) => !own.has(id) && !/^(on|off)$/.test(id)),
  );
  const events = [...ids].toSorted().map((id) => ({ id, probability: probabilities[id] ?? null }));
  const constants = [
    { id: 'on', value: true },
    { id: 'off', value: false },
  ];
  return { name: 'small', top, gates, events, constants };
}

function holds(tree: FaultTree, id: string, set: ReadonlySet<number>): boolean {
  const event = tree.events.findIndex((candidate) => candidate.id === id);
  if (event >= 0) return set.has(event);
  const constant = tree.constants.find((candidate) => candidate.id === id);
  if (constant !== undefined) return constant.value;
  const gate = tree.gates.find((candidate) => candidate.id === id)!;
  const count = gate.children.filter((child) => holds(tree, child, set)).length;
  if (gate.kind === 'or') return count >= 1;
  return count >= (gate.kind === 'and' ? gate.children.length : gate.k!);
}

/** Coherent trees of up to 8 events in which gates share children, repeat them and use constants. */
const smallTree = fc
  .record({
    events: fc.integer({ min: 1, max: 8 }),
    gates: fc.array(
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const, 'atleast' as const),
        k: fc.integer({ min: 0, max: 5 }),
        children: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 5 }),
      }),
      { minLength: 1, maxLength: 9 },
    ),
    probabilities: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
  })
  .map(({ events, gates, probabilities }): FaultTree => {
    const ids = [...Array.from({ length: events }, (_, index) => `e${index}`), 'on', 'off'];
    const made = gates.map(({ kind, k, children }, index): FaultTreeGate => {
      const below = [...ids, ...Array.from({ length: index }, (_, gate) => `g${gate}`)];
      return {
        id: `g${index}`,
        kind,
        k: kind === 'atleast' ? k : null,
        children: children.map((child) => below[child % below.length]!),
      };
    });
    return {
      name: 'random',
      top: `g${gates.length - 1}`,
      gates: made,
      events: Array.from({ length: events }, (_, index) => ({ id: `e${index}`, probability: probabilities[index]! })),
      constants: [
        { id: 'on', value: true },
        { id: 'off', value: false },
      ],
    };
  });

test('random coherent trees: sets, counts and probability equal those found by looking at every state', () => {
  fc.assert(
    fc.property(smallTree, fc.constantFrom(null, 0, 1, 2, 3), (tree, maxOrder) => {
      const check = (set: ReadonlySet<number>): boolean => holds(tree, tree.top, set);
      const all = minimalByBruteForce(tree.events.length, check);
      const expected = all.filter((set) => maxOrder === null || set.length <= maxOrder);
      const result = minimalCutSets(tree, { maxOrder });
      if (!result.ok) throw new Error(result.reason);
      const { total, byOrder, first, probability } = result.value;
      expect(canonical(first(1000))).toEqual(canonical(expected.map((set) => set.map((event) => `e${event}`))));
      expect(total).toBe(BigInt(expected.length));
      expect(byOrder.reduce((sum, count) => sum + count, 0n)).toBe(total);
      for (const [order, count] of byOrder.entries())
        expect(count).toBe(BigInt(expected.filter((set) => set.length === order).length));
      const exact = probabilityByBruteForce(
        tree.events.map((event) => event.probability!),
        check,
      );
      expect(Math.abs(probability! - exact)).toBeLessThan(1e-9);
    }),
    { numRuns: 500 },
  );
});

test('random trees under a tiny node limit are either refused or right', () => {
  let refusals = 0;
  let byFamilies = 0;
  fc.assert(
    fc.property(smallTree, fc.integer({ min: 4, max: 20 }), (tree, nodeLimit) => {
      const expected = minimalByBruteForce(tree.events.length, (set) => holds(tree, tree.top, set));
      const result = minimalCutSets(tree, { nodeLimit });
      if (result.ok) expect(result.value.total).toBe(BigInt(expected.length));
      else refusals++;
      const truncated = minimalCutSets(tree, { nodeLimit, maxOrder: 2 });
      if (!truncated.ok) return;
      expect(truncated.value.total).toBe(BigInt(expected.filter((set) => set.length <= 2).length));
      if (truncated.value.noProbability?.includes('node limit') === true) byFamilies++;
    }),
    { numRuns: 500, seed: 7 },
  );
  expect(refusals).toBeGreaterThan(0);
  expect(byFamilies).toBeGreaterThan(0);
});

test('sets come smallest first, the same on every run, and only as many as are asked for', () => {
  const tree = treeOf('top', [
    ['top', 'or', 'pair x triple'],
    ['pair', 'and', 'b a'],
    ['triple', 'atleast', 'c d e f', 3],
  ]);
  const result = minimalCutSets(tree);
  if (!result.ok) throw new Error(result.reason);
  expect(result.value.byOrder).toEqual([0n, 1n, 1n, 4n]);
  expect(result.value.first(3).map((set) => set.length)).toEqual([1, 2, 3]);
  expect(result.value.first(2)).toEqual([['x'], ['a', 'b']]);
  expect(result.value.first(0)).toEqual([]);
  const again = minimalCutSets(tree);
  expect(again.ok && again.value.first(100)).toEqual(result.value.first(100));
});

test.each([12, 19, 20, 33, 34, 60])(
  'counts are exact in 32 bits, in 53 and past them: 3 to the power of %i',
  (length) => {
    const pairs = Array.from({ length }, (_, index): Line => [`g${index}`, 'or', `a${index} b${index} c${index}`]);
    const tree = treeOf('top', [['top', 'and', pairs.map(([id]) => id).join(' ')], ...pairs]);
    const result = minimalCutSets(tree);
    expect(result.ok && result.value.total).toBe(3n ** BigInt(length));
    expect(result.ok && result.value.byOrder[length]).toBe(3n ** BigInt(length));
  },
);

test('a chain of 2,500 events in one part does not outgrow the stack; past that it is refused', () => {
  const chain = (length: number): FaultTree => {
    const lines = Array.from({ length: length - 1 }, (_, index): Line => [
      `p${index}`,
      'and',
      `e${String(index).padStart(5, '0')} e${String(index + 1).padStart(5, '0')}`,
    ]);
    return treeOf('top', [['top', 'or', lines.map(([id]) => id).join(' ')], ...lines]);
  };
  const result = minimalCutSets(chain(2_500));
  expect(result.ok && result.value.byOrder).toEqual([0n, 0n, 2_499n]);
  const refused = minimalCutSets(chain(2_501));
  expect(!refused.ok && refused.reason).toMatch(/2501 events.*more than the 2500/);
});

test('an unobserved probability leaves the top unobserved, and says which event', () => {
  const tree = treeOf('top', [['top', 'or', 'a b']], { a: 0.1 });
  const result = minimalCutSets(tree);
  expect(result.ok && result.value.probability).toBe(null);
  expect(result.ok && result.value.noProbability).toContain('"b"');
  const known = minimalCutSets(treeOf('top', [['top', 'or', 'a b']], { a: 0.1, b: 0.2 }));
  expect(known.ok && known.value.probability).toBeCloseTo(0.28, 12);
});

test('a top that always or never occurs', () => {
  const always = minimalCutSets(treeOf('top', [['top', 'or', 'a on']]));
  expect(always.ok && [always.value.total, always.value.first(5), always.value.probability]).toEqual([1n, [[]], 1]);
  const never = minimalCutSets(treeOf('top', [['top', 'and', 'a off']]));
  expect(never.ok && [never.value.total, never.value.first(5), never.value.probability]).toEqual([0n, [], 0]);
});

test.each<[string, FaultTree, RegExp]>([
  [
    'NOT',
    treeOf('top', [
      ['top', 'and', 'a n'],
      ['n', 'not', 'b'],
    ]),
    /Not coherent: gate "n" uses NOT; .*coherent trees only/,
  ],
  ['XOR', treeOf('top', [['top', 'xor', 'a b']]), /Not coherent: gate "top" uses XOR/],
  ['a child that is not defined', { ...treeOf('top', [['top', 'or', 'a b']]), events: [] }, /"a" is not defined/],
  ['a top that is not defined', { ...treeOf('top', [['top', 'or', 'a']]), top: 'x' }, /top "x" is not defined/],
  [
    'circles',
    treeOf('top', [
      ['top', 'or', 'a g'],
      ['g', 'and', 'b top'],
    ]),
    /its own ancestor/,
  ],
  [
    'no children',
    treeOf('top', [
      ['top', 'or', 'g'],
      ['g', 'or', ''],
    ]),
    /"g": it has no children/,
  ],
  ['k that is no number', treeOf('top', [['top', 'atleast', 'a b']]), /whole number/],
  [
    'an id used twice',
    { ...treeOf('top', [['top', 'or', 'a']]), constants: [{ id: 'a', value: true }] },
    /"a" is defined twice/,
  ],
])('refuses %s', (_, tree, reason) => {
  const result = minimalCutSets(tree);
  expect(!result.ok && result.reason).toMatch(reason);
});

test('a NOT that the top does not reach is no obstacle', () => {
  const result = minimalCutSets(
    treeOf('top', [
      ['top', 'or', 'a b'],
      ['n', 'not', 'a'],
    ]),
  );
  expect(result.ok && result.value.total).toBe(2n);
});
