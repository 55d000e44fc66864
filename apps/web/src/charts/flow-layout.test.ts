import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flowLayout } from './flow-layout.ts';

const flows = fc.array(
  fc.record({ a: fc.nat(3), b: fc.nat(6), c: fc.nat(12), value: fc.integer({ min: 1, max: 50 }) }),
  { minLength: 1, maxLength: 60 },
);

test('nodes stay inside, do not overlap in their layer, and ribbons stay inside their nodes', () => {
  fc.assert(
    fc.property(flows, (rows) => {
      const nodes = new Map<string, { id: string; name: string; layer: number }>();
      const links = new Map<string, { source: string; target: string; value: number }>();
      const add = (source: string, target: string, value: number): void => {
        const key = `${source}>${target}`;
        links.set(key, { source, target, value: value + (links.get(key)?.value ?? 0) });
      };
      for (const { a, b, c, value } of rows) {
        const ids = [`a${a}`, `b${b}`, `c${c}`] as const;
        ids.forEach((id, layer) => nodes.set(id, { id, name: id, layer }));
        add(ids[0], ids[1], value);
        add(ids[1], ids[2], value);
      }
      const placed = flowLayout([...nodes.values()], [...links.values()], 400, 4);
      for (const layer of [0, 1, 2]) {
        const inLayer = placed.nodes.filter((node) => node.layer === layer).toSorted((x, y) => x.y - y.y);
        for (const [at, node] of inLayer.entries()) {
          const next = inLayer[at + 1];
          expect(node.y).toBeGreaterThanOrEqual(-1e-6);
          expect(node.y + node.height).toBeLessThanOrEqual(402);
          if (next !== undefined) expect(next.y).toBeGreaterThanOrEqual(node.y + node.height - 1.01);
        }
      }
      const byId = new Map(placed.nodes.map((node) => [node.id, node]));
      for (const { source, from, thickness } of placed.links) {
        const node = byId.get(source);
        expect(from - thickness / 2).toBeGreaterThanOrEqual((node?.y ?? 0) - 0.51);
        expect(from + thickness / 2).toBeLessThanOrEqual((node?.y ?? 0) + (node?.height ?? 0) + 0.51);
      }
    }),
  );
});
