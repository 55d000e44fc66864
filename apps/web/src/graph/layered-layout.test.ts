import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layeredLayout } from './layered-layout.ts';

const graphs = fc.array(fc.nat(6), { minLength: 1, maxLength: 400 }).chain((level) =>
  fc.record({
    level: fc.constant(level),
    links: fc.array(fc.tuple(fc.nat(level.length - 1), fc.nat(level.length - 1)), { maxLength: 800 }),
  }),
);

test('levels do not overlap, and no two nodes have one place', () => {
  fc.assert(
    fc.property(graphs, ({ level, links }) => {
      const { x, y } = layeredLayout({ level, links });
      const extent = new Map<number, [number, number]>();
      const places = new Set<string>();
      level.forEach((at, node) => {
        const [low, high] = extent.get(at) ?? [Infinity, -Infinity];
        extent.set(at, [Math.min(low, x[node] as number), Math.max(high, x[node] as number)]);
        places.add(`${x[node]} ${y[node]}`);
      });
      expect(places.size).toBe(level.length);
      const ordered = [...extent].sort(([a], [b]) => a - b);
      ordered.slice(1).forEach(([, [low]], at) => expect(low).toBeGreaterThan(ordered[at]?.[1][1] as number));
    }),
  );
});

test('two ladders side by side do not cross', () => {
  const level = [0, 0, 1, 1, 2, 2];
  const links = [
    [0, 3],
    [1, 2],
    [3, 4],
    [2, 5],
  ] as const;
  const { y } = layeredLayout({ level, links });
  const below = (a: number, b: number): boolean => (y[a] as number) < (y[b] as number);
  expect(below(0, 1)).toBe(below(3, 2));
  expect(below(3, 2)).toBe(below(4, 5));
});

test('ten thousand nodes are placed', () => {
  const level = Array.from({ length: 10_000 }, (_, at) => at % 7);
  const links = Array.from({ length: 20_000 }, (_, at) => [(at * 7919) % 10_000, (at * 104_729) % 10_000] as const);
  const { x, y } = layeredLayout({ level, links });
  expect([...x, ...y].every(Number.isFinite)).toBe(true);
});
