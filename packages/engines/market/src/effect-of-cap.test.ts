import { emptySector, type Sector } from '@underpin/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { effectOfCap } from './effect-of-cap.ts';

/** One asset a row: institution, maker. */
function sectorOf(rows: readonly (readonly [number, number])[], institutions: number): Sector {
  const base = emptySector('2024-12-31');
  return {
    ...base,
    institutions: { ...base.institutions, count: institutions },
    products: { ...base.products, count: rows.length, maker: Int32Array.from(rows, ([, maker]) => maker) },
    assets: {
      ...base.assets,
      count: rows.length,
      institution: Int32Array.from(rows, ([institution]) => institution),
      product: Int32Array.from(rows, (_, at) => at),
    },
  };
}
const none = new Float64Array(0);

test('effectOfCap() moves what is above the cap: 80 of 100 at a cap of 35 % moves 45', () => {
  const effect = effectOfCap(
    sectorOf(
      [
        [0, 0],
        [0, 1],
      ],
      1,
    ),
    { assets: [0], serviceUses: [] },
    Float64Array.of(80, 20),
    none,
    { share: 0.35 },
  );
  expect(effect.institutions).toEqual([
    {
      institution: 0,
      selected: 80,
      total: 100,
      share: 0.8,
      toMove: 45,
      unobserved: 0,
      n: 1,
      basis: expect.any(Function),
    },
  ]);
  expect(effect.sellers).toEqual([{ provider: 0, volume: 80, lost: 45, n: 1, basis: expect.any(Function) }]);
  expect(effect.institutions[0]?.basis().map(({ says }) => says)).toEqual(['Asset : yearly cost 80']);
  expect(effect.sellers[0]?.basis()).toEqual(effect.institutions[0]?.basis());
});

test('effectOfCap() moves all when the cap is removal, nothing when it is not reached', () => {
  const sector = sectorOf(
    [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
    2,
  );
  const cost = Float64Array.of(10, 10, 90);
  expect(effectOfCap(sector, { assets: [0, 1], serviceUses: [] }, cost, none, { share: 0 }).lost).toBe(20);
  expect(effectOfCap(sector, { assets: [1], serviceUses: [] }, cost, none, { share: 0.5 }).lost).toBe(0);
});

test('effectOfCap() leaves an unstated cost out of both sides and counts it', () => {
  const effect = effectOfCap(
    sectorOf(
      [
        [0, 0],
        [0, 0],
      ],
      1,
    ),
    { assets: [0, 1], serviceUses: [] },
    Float64Array.of(5, Number.NaN),
    none,
    { share: 0 },
  );
  expect([effect.lost, effect.unobserved, effect.institutions[0]?.unobserved]).toEqual([5, 1, 1]);
});

test('effectOfCap() gives both sides the same sum, and never more than the volume', () => {
  const row = fc.tuple(fc.nat(4), fc.nat(3), fc.double({ min: 0, max: 1e6, noNaN: true }), fc.boolean());
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (rows, share) => {
        const sector = sectorOf(
          rows.map(([institution, maker]) => [institution, maker]),
          5,
        );
        const chosen = rows.flatMap(([, , , isChosen], at) => (isChosen ? [at] : []));
        const effect = effectOfCap(
          sector,
          { assets: chosen, serviceUses: [] },
          Float64Array.from(rows, ([, , cost]) => cost),
          none,
          { share },
        );
        const sellers = effect.sellers.reduce((sum, { lost }) => sum + lost, 0);
        expect(sellers).toBeCloseTo(effect.lost, 3);
        expect(effect.lost).toBeLessThanOrEqual(effect.volume + 1e-6);
      },
    ),
  );
});

test('effectOfCap() refuses a cap that is no share', () => {
  expect(() => effectOfCap(sectorOf([], 0), { assets: [], serviceUses: [] }, none, none, { share: 35 })).toThrow(
    'expected a share from 0 to 1',
  );
});
