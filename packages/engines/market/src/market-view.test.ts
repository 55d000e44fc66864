import { emptySector, type Sector, textColumn } from '@underpin/model';
import { expect, test } from 'vitest';
import { marketView } from './market-view.ts';

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
