import { emptySector, type Sector, textColumn } from '@underpin/model';
import { expect, test } from 'vitest';
import { marketFigureId, marketView } from './market-view.ts';

interface Machine {
  readonly maker: number;
  readonly quantity: number;
  readonly cost?: number;
  readonly currency?: string;
  readonly capacity?: number;
  readonly unit?: string;
}

function sectorOf(asOf: string, machines: readonly Machine[]): Sector {
  const base = emptySector(asOf);
  return {
    ...base,
    products: {
      ...base.products,
      count: machines.length,
      maker: Int32Array.from(machines, (machine) => machine.maker),
      category: textColumn(machines.map(() => 'server.high-end')),
    },
    assets: {
      ...base.assets,
      count: machines.length,
      product: Int32Array.from(machines, (_, index) => index),
      quantity: Float64Array.from(machines, (machine) => machine.quantity),
      annualCost: Float64Array.from(machines, (machine) => machine.cost ?? Number.NaN),
      currency: textColumn(machines.map((machine) => machine.currency ?? '')),
      capacity: Float64Array.from(machines, (machine) => machine.capacity ?? Number.NaN),
      capacityUnit: textColumn(machines.map((machine) => machine.unit ?? '')),
      id: machines.map((_, index) => `M${index + 1}`),
      origins: {
        submission: new Int32Array(machines.length),
        file: new Int32Array(machines.length),
        line: Int32Array.from(machines, (_, index) => index + 2),
      },
    },
  };
}

const sellers = [
  { id: 'A', name: 'Alpha' },
  { id: 'B', name: 'Beta' },
];
const observe = (asOf: string, machines: readonly Machine[]) => ({
  sector: sectorOf(asOf, machines),
  sellerOf: (provider: number) => sellers[provider] ?? null,
});
const euros = (amount: number, currency: string) => (currency === 'EUR' ? amount : null);

test('marketView() gives shares and growth by count: 8 of 10 then 6 of 12', () => {
  const tables = marketView(
    [
      observe('2024-12-31', [
        { maker: 0, quantity: 6 },
        { maker: 1, quantity: 6 },
      ]),
      observe('2023-12-31', [
        { maker: 0, quantity: 8 },
        { maker: 1, quantity: 2 },
      ]),
    ],
    'EUR',
    euros,
  );
  const count = tables.find((table) => table.weight === 'count');
  expect(count?.dates).toEqual(['2023-12-31', '2024-12-31']);
  expect(count?.rows.find((row) => row.id === 'A')).toMatchObject({
    amount: [8, 6],
    share: [0.8, 0.5],
    growth: [null, -0.25],
  });
  expect(count?.growth[1]).toBeCloseTo(0.2, 12);
});

test('marketView() counts an unknown maker, a missing cost and a missing rate as unobserved, not as zero', () => {
  const tables = marketView(
    [
      observe('2024-12-31', [
        { maker: -1, quantity: 5 },
        { maker: 0, quantity: 1 },
        { maker: 0, quantity: 1, cost: 7, currency: 'JPY' },
      ]),
    ],
    'EUR',
    euros,
  );
  expect(tables.find((table) => table.weight === 'count')).toMatchObject({ total: [2], unobserved: [1] });
  expect(tables.find((table) => table.weight === 'cost')).toMatchObject({ total: [null], rows: [], unobserved: [3] });
});

test('marketView() never mixes units of capacity', () => {
  const tables = marketView(
    [
      observe('2024-12-31', [
        { maker: 0, quantity: 1, capacity: 100, unit: 'SAPS' },
        { maker: 1, quantity: 1, capacity: 3, unit: 'rPerf' },
      ]),
    ],
    'EUR',
    euros,
  );
  expect(
    tables
      .filter((table) => table.weight === 'capacity')
      .map((table) => [table.unit, table.total[0], table.rows[0]?.share[0]]),
  ).toEqual([
    ['rPerf', 3, 1],
    ['SAPS', 100, 1],
  ]);
});

test('every share says which assets made it, at its date, and what was left out', () => {
  const tables = marketView(
    [
      observe('2024-12-31', [
        { maker: 0, quantity: 1200 },
        { maker: 1, quantity: 300, cost: 5, currency: 'JPY' },
        { maker: -1, quantity: 4 },
      ]),
      observe('2023-12-31', [
        { maker: 1, quantity: 1 },
        { maker: 0, quantity: 3 },
      ]),
    ],
    'EUR',
    euros,
  );
  const rowsOf = (weight: string, id: string, at: number) =>
    tables
      .find((table) => table.weight === weight)
      ?.figures(at)
      .find((figure) => figure.id === id)
      ?.basis()
      .map(({ line, says }) => `${line} ${says}`);
  const alpha = marketFigureId({ category: 'server.high-end', weight: 'count', unit: 'machines' }, 'A');
  expect(alpha).toBe('market/server.high-end/count/machines/A');
  expect(rowsOf('count', alpha, 0)).toEqual(['3 Asset M2 of Alpha: 3 machines']);
  expect(rowsOf('count', alpha, 1)).toEqual(['2 Asset M1 of Alpha: 1,200 machines']);
  expect(rowsOf('count', 'market-unobserved/server.high-end/count/machines', 1)).toEqual([
    '4 Asset M3 of a maker that nobody stated: 4 machines',
  ]);
  expect(rowsOf('cost', 'market-unobserved/server.high-end/cost/EUR', 1)?.at(1)).toBe(
    '3 Asset M2 of Beta: EUR unobserved',
  );
});

test('a figure is the share of its table, over all that was counted', () => {
  const tables = marketView(
    [
      observe('2024-12-31', [
        { maker: 0, quantity: 9 },
        { maker: 1, quantity: 1 },
      ]),
    ],
    'EUR',
    euros,
  );
  const count = tables.find(({ weight }) => weight === 'count');
  expect(count?.figures(0)[0]).toMatchObject({
    label: 'Share of Alpha in server.high-end by count, 2024-12-31',
    value: { atLeast: 0.9, atMost: 0.9 },
    total: 10,
    n: 2,
    unobserved: 0,
  });
});
