import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldAlike } from './fold-alike.ts';

const node = fc.record({
  kind: fc.constantFrom('function', 'system', 'asset', 'provider'),
  name: fc.constantFrom('F1 Payments', 'F2 Payments', 'AS-1 · Server', 'AS-2 · Server', 'Core banking'),
  institution: fc.constantFrom('A', 'B', null),
  verdict: fc.constantFrom('certain', 'possible', 'stands'),
  withdrawn: fc.boolean(),
  asked: fc.constant(false),
});
const graph = fc.array(node, { minLength: 1, maxLength: 60 }).chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    links: fc.array(fc.tuple(fc.nat(nodes.length - 1), fc.nat(nodes.length - 1)), { maxLength: 120 }),
  }),
);

test('nothing is lost: counts add up, no name stands twice, links are kept once', () => {
  fc.assert(
    fc.property(graph, (whole) => {
      const folded = foldAlike(whole as Parameters<typeof foldAlike>[0]);
      expect(folded.nodes.reduce((sum, { count }) => sum + count, 0)).toBe(whole.nodes.length);
      expect(new Set(folded.nodes.map(({ kind, name }) => `${kind} ${name}`)).size).toBe(folded.nodes.length);
      expect(new Set(folded.links.map(String)).size).toBe(folded.links.length);
      for (const [from, to] of folded.links) expect(from).not.toBe(to);
    }),
  );
});

test('functions of one name are one, the asked one stays itself, and what fares differently is only possible', () => {
  const one = { kind: 'function', institution: 'A', verdict: 'certain', withdrawn: false, asked: false } as const;
  const { nodes } = foldAlike({
    nodes: [
      { ...one, name: 'F1 Payments' },
      { ...one, name: 'F7 Payments', verdict: 'stands' },
      { ...one, name: 'F3 Payments', asked: true },
    ],
    links: [],
  });
  expect(nodes.map(({ name, count, verdict }) => [name, count, verdict])).toEqual([
    ['Payments', 2, 'possible'],
    ['F3 Payments', 1, 'certain'],
  ]);
});
