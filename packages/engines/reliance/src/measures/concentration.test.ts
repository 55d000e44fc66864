import { expect, test } from 'vitest';
import { sectorOf } from '../../test/sector-of.ts';
import { buildReliance } from '../build-reliance.ts';
import { selfReportedControl } from '../indices/self-reported-control.ts';
import { concentration } from './concentration.ts';
import { sectorParts, type SectorPart } from './sector-parts.ts';

const sector = sectorOf({
  institutions: [
    { lei: 'B1', assets: 300 },
    { lei: 'B2', assets: 100 },
  ],
  providers: [{ code: 'P' }, { code: 'Q' }],
  arrangements: [{ reference: 'A1', expense: 30 }, { reference: 'A2', expense: 10 }, { reference: 'A3' }],
  functions: [
    { id: 'F1', institution: 'B1' },
    { id: 'F2', institution: 'B1', critical: 'no' },
    { id: 'F1', institution: 'B2' },
  ],
  uses: [
    { institution: 'B1', arrangement: 'A1', provider: 'P', function: 'F1' },
    { institution: 'B1', arrangement: 'A1', provider: 'Q', function: 'F1' },
    { institution: 'B1', arrangement: 'A1', provider: 'P', function: 'F2' },
    { institution: 'B2', arrangement: 'A2', provider: 'Q', function: 'F1' },
    { institution: 'B2', arrangement: 'A3', provider: 'Q', function: 'F1' },
    { institution: 'B2', arrangement: 'A2', function: 'F1' },
  ],
  products: [{ model: 'Z', maker: 'P', line: 'z' }, { model: 'Y', maker: 'Q', line: 'y' }, { model: '?' }],
  assets: [
    { id: '1', product: 'Z', institution: 'B1', quantity: 3, capacity: 10, unit: 'SAPS' },
    { id: '2', product: 'Y', institution: 'B2', quantity: 1, capacity: 30, unit: 'SAPS' },
    { id: '3', product: 'Y', institution: 'B2', quantity: 1, capacity: 4, unit: 'TB' },
    { id: '4', product: '?', institution: 'B2' },
  ],
});
const reliance = buildReliance(sector, selfReportedControl(sector));
const bank = (at: number) => sectorParts(reliance, 'institution')[at] as SectorPart;
const weightsOf = (...[question]: Parameters<typeof concentration> extends [unknown, infer Q] ? [Q] : never) => {
  const { concentration: found, nameOf, figures } = concentration(reliance, question);
  return {
    shares: Object.fromEntries((found?.keys ?? []).map(({ key, weight }) => [nameOf(key), weight])),
    unobserved: figures[0]?.unobserved,
    id: figures[0]?.id,
  };
};

test('each weight counts its own thing, and tells what is left out', () => {
  expect(weightsOf({ dimension: 'provider', weight: 'count' })).toEqual({
    shares: { P: 2, Q: 3 },
    unobserved: 1,
    id: 'hhi/sector/provider/service-use/count',
  });
  expect(weightsOf({ dimension: 'provider', weight: 'cost' })).toMatchObject({
    shares: { P: 20, Q: 15 },
    unobserved: 2,
  });
  expect(weightsOf({ dimension: 'provider', weight: 'critical functions' }).shares).toEqual({ P: 1, Q: 2 });
  expect(weightsOf({ dimension: 'provider', weight: 'total assets' }).shares).toEqual({ P: 300, Q: 400 });
  expect(weightsOf({ dimension: 'maker', weight: 'count' })).toMatchObject({ shares: { P: 3, Q: 2 }, unobserved: 1 });
  expect(weightsOf({ dimension: 'product line', weight: 'count' }).shares).toEqual({ 'P z': 3, 'Q y': 2 });
  expect(weightsOf({ dimension: 'product', weight: 'total assets' }).shares).toEqual({ Z: 300, Y: 100, '?': 100 });
});

test('capacity is compared in one unit only', () => {
  expect(weightsOf({ dimension: 'maker', weight: 'capacity', unit: 'SAPS' }).shares).toEqual({ P: 30, Q: 30 });
  expect(weightsOf({ dimension: 'maker', weight: 'capacity', unit: 'TB' }).shares).toEqual({ Q: 4 });
});

test('one institution alone', () => {
  expect(weightsOf({ dimension: 'provider', weight: 'count', part: bank(0) })).toMatchObject({
    shares: { P: 2, Q: 1 },
    id: 'hhi/institution/B1/provider/service-use/count',
  });
});

test('the basis is the rows that were counted', () => {
  const { figures } = concentration(reliance, { dimension: 'provider', weight: 'count', part: bank(1) });
  expect(figures[0]?.basis().map(({ line, says }) => [line, says])).toEqual([
    [5, 'provider Q'],
    [6, 'provider Q'],
  ]);
});

test('a weight that has no meaning for the items is a mistake', () => {
  expect(() => concentration(reliance, { dimension: 'maker', weight: 'critical functions' })).toThrow(RangeError);
  expect(() => concentration(reliance, { dimension: 'provider', weight: 'capacity' })).toThrow(RangeError);
});

test('an item of unobserved key makes an interval: split without end at least, on the largest at most', () => {
  const valuesOf = (...question: Parameters<typeof weightsOf>) =>
    Object.fromEntries(
      concentration(reliance, ...question).figures.map(({ id, value, total }) => [id.split('/')[0], { value, total }]),
    );
  const count = valuesOf({ dimension: 'provider', weight: 'count' });
  expect(count['hhi']?.total).toBe(6);
  expect(count['hhi']?.value?.atLeast).toBeCloseTo((10_000 * 13) / 36, 9);
  expect(count['hhi']?.value?.atMost).toBeCloseTo((10_000 * 20) / 36, 9);
  expect(count['effective-number']?.value?.atLeast).toBeCloseTo(36 / 20, 9);
  expect(count['effective-number']?.value?.atMost).toBeCloseTo(36 / 13, 9);
  expect(count['cr1']?.value).toEqual({ atLeast: 3 / 6, atMost: 4 / 6 });
  expect(count['cr3']?.value).toEqual({ atLeast: 5 / 6, atMost: 1 });
  const cost = valuesOf({ dimension: 'provider', weight: 'cost' });
  expect(cost['cr1']?.value).toEqual({ atLeast: 20 / 40, atMost: 25 / 40 });
  const functions = valuesOf({ dimension: 'provider', weight: 'critical functions' });
  expect(functions['cr1']?.value).toEqual({ atLeast: 2 / 4, atMost: 3 / 4 });
});

test('an item of unobserved weight is counted and leaves the observed figure as it is', () => {
  const { figures } = concentration(reliance, { dimension: 'maker', weight: 'capacity', unit: 'SAPS' });
  expect(figures[0]).toMatchObject({ value: { atLeast: 5000, atMost: 5000 }, total: 60, unobserved: 2 });
});
