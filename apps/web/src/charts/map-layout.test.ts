import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxHeight, boxWidth, mapLayout } from './map-layout.ts';

const maps = fc.integer({ min: 1, max: 30 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    links: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 60 }),
  }),
);

test('every box has its place, inside the picture, and none covers another', () => {
  fc.assert(
    fc.property(maps, ({ count, links }) => {
      const nodes = Array.from({ length: count }, (_, at) => ({ id: `n${at}`, asked: at === 0 }));
      const told = links.map(([a, b]) => ({ owner: `n${a}`, owned: `n${b}` }));
      const { at, width, height } = mapLayout(nodes, told);
      const boxes = nodes.map(({ id }) => at.get(id) ?? { x: Number.NaN, y: Number.NaN });
      for (const [place, { x, y }] of boxes.entries()) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + boxWidth).toBeLessThanOrEqual(width + 1e-9);
        expect(y + boxHeight).toBeLessThanOrEqual(height + 1e-9);
        for (const other of boxes.slice(place + 1))
          expect(Math.abs(other.x - x) >= boxWidth || Math.abs(other.y - y) >= boxHeight).toBe(true);
      }
    }),
  );
});

test('owners stand above, owned below', () => {
  const nodes = ['head', 'asked', 'below'].map((id) => ({ id, asked: id === 'asked' }));
  const { at } = mapLayout(nodes, [
    { owner: 'head', owned: 'asked' },
    { owner: 'asked', owned: 'below' },
  ]);
  expect([at.get('head')?.y, at.get('asked')?.y, at.get('below')?.y]).toEqual([0, 112, 224]);
});
