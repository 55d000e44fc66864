import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LabelPlaced, type LabelWanted, placeLabels } from './place-labels.ts';

const room = { width: 900, height: 600, lineHeight: 14, most: 200 };

function overlaps(wanted: readonly LabelWanted[], a: LabelPlaced, b: LabelPlaced): boolean {
  const [wideA, wideB] = [a, b].map(({ of }) => (wanted[of] as LabelWanted).width) as [number, number];
  return (
    a.left < b.left + wideB &&
    b.left < a.left + wideA &&
    a.top < b.top + room.lineHeight &&
    b.top < a.top + room.lineHeight
  );
}

const node = fc.record({
  x: fc.double({ min: -50, max: 950, noNaN: true }),
  y: fc.double({ min: -50, max: 650, noNaN: true }),
  radius: fc.double({ min: 1, max: 12, noNaN: true }),
  width: fc.integer({ min: 5, max: 320 }),
  always: fc.constant(false),
  weight: fc.integer({ min: 0, max: 9 }),
});
const graph = fc.tuple(fc.array(node, { maxLength: 300 }), fc.uniqueArray(fc.nat(299), { maxLength: 4 }));

test('no two labels overlap; the start, the chosen and the pointed at are always shown; none is of a node out of sight', () => {
  fc.assert(
    fc.property(graph, ([nodes, chosen]) => {
      const wanted = nodes.map((one, at) => ({ ...one, always: chosen.includes(at) }));
      const placed = placeLabels(wanted, room);
      placed.forEach((one, at) =>
        placed.slice(at + 1).forEach((other) => expect(overlaps(wanted, one, other)).toBe(false)),
      );
      const shown = new Set(placed.map(({ of }) => of));
      expect(shown.size).toBe(placed.length);
      wanted.forEach(({ x, y, always }, at) => {
        const inSight = x >= 0 && y >= 0 && x <= room.width && y <= room.height;
        if (!inSight) expect(shown.has(at)).toBe(false);
        else if (always) expect(shown.has(at)).toBe(true);
      });
    }),
    { numRuns: 300 },
  );
});

test('a column of ten thousand nodes names few of them, the heaviest first, and more of them where there is more room', () => {
  const column = Array.from({ length: 10_000 }, (_, at) => ({
    x: 400 + (at % 60) * 2,
    y: Math.floor(at / 60) * 3.5,
    radius: 2,
    width: 120,
    always: at === 7_777,
    weight: at % 60 === 30 ? 2 : 1,
  }));
  const placed = placeLabels(column, room);
  expect(placed.map(({ of }) => of)).toContain(7_777);
  expect(placed.length).toBeGreaterThan(30);
  expect(placed.length).toBeLessThanOrEqual(room.most);
  const heavy = placed.filter(({ of }) => column[of]?.weight === 2).length;
  expect(heavy).toBeGreaterThan(placed.length / 3);
  const zoomed = column.map((one) => ({ ...one, x: (one.x - 400) * 10, y: (one.y - 300) * 10 }));
  const inSight = zoomed.filter(({ x, y }) => x >= 0 && x <= room.width && y >= 0 && y <= room.height).length;
  expect(placeLabels(zoomed, room).length / inSight).toBeGreaterThan((2 * placed.length) / column.length);
});

test('a label that would leave the picture stands on the other side of its node', () => {
  const right = { x: 880, y: 100, radius: 5, width: 100, always: false, weight: 1 };
  expect(placeLabels([right], room)).toEqual([{ of: 0, left: 880 - 5 - 3 - 100, top: 93 }]);
});
