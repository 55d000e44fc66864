import type { Assets, Products, Providers } from '@underpin/model';
import type { Assembly } from './assembly.ts';
import { plainCode } from './codes.ts';
import { institutionsOfRows, inventoryRows, uniqueRows } from './inventories.ts';
import type { Inventories } from './inventories.ts';
import { resolveMakers } from './makers.ts';
import { PairIndex } from './pair-index.ts';
import type { ProviderIndex } from './providers.ts';
import { days, numbers, originsOf, pickRows, pooled, texts } from './rows.ts';
import type { Rows } from './rows.ts';
import { TextPool } from './text-pool.ts';

/** Assets by (institution, asset id), their products, and the providers grown by makers that only inventories name. */
export function assembleAssets(
  assembly: Assembly,
  known: {
    readonly inventories: Inventories;
    readonly institutionOf: Int32Array;
    readonly providers: Providers;
    readonly index: ProviderIndex;
  },
): {
  readonly assets: Assets;
  readonly products: Products;
  readonly providers: Providers;
  readonly indexOf: PairIndex;
} {
  const { rows: all, lei } = inventoryRows(assembly, known.inventories, 'assets');
  const id = pooled(all, 'asset_id', assembly.assetIds);
  const textOf = (which: number) => assembly.assetIds.values[which] ?? '';
  const { places, indexOf } = uniqueRows(assembly, all, { lei, id, column: 'asset_id', textOf });
  const rows = pickRows(all, places);
  const { providers, maker } = resolveMakers(assembly, rows, known);
  const { product, products } = productsOf(rows, maker);
  return {
    indexOf,
    providers,
    products,
    assets: {
      count: rows.count,
      institution: institutionsOfRows(
        places.map((place) => lei[place] as number),
        known.institutionOf,
      ),
      id: Array.from(places, (place) => textOf(id[place] as number)),
      product,
      serial: texts(rows, 'serial'),
      site: texts(rows, 'site'),
      firmware: texts(rows, 'firmware'),
      quantity: numbers(rows, 'quantity'),
      cores: numbers(rows, 'cores'),
      memoryGb: numbers(rows, 'memory_gb'),
      capacity: numbers(rows, 'capacity'),
      capacityUnit: texts(rows, 'capacity_unit'),
      peakUtilisation: shares(assembly, rows, 'peak_utilisation'),
      annualCost: numbers(rows, 'annual_cost'),
      currency: texts(rows, 'currency', plainCode),
      commissioned: days(rows, 'commissioned_on'),
      origins: originsOf(rows, assembly.files),
    },
  };
}

/** Shares from 0 to 1; another number is told and unobserved, since 80 may be meant as 0.8 or be a mistake. */
function shares(assembly: Assembly, rows: Rows, column: string): Float64Array {
  const stated = numbers(rows, column);
  return stated.map((share, at) => {
    if (Number.isNaN(share) || (share >= 0 && share <= 1)) return share;
    assembly.problems.at(rows, at, {
      rule: 'UP-ASM-8',
      column,
      value: String(share),
      expected: 'a number from 0 to 1',
      message: `"${share}" cannot be a share, so it stays unobserved. Write 80 percent as 0.8.`,
    });
    return Number.NaN;
  });
}

const productColumns = ['brand', 'product_line', 'model', 'part_number', 'category'] as const;

/** One product per maker, brand, product line, model, part number and category. */
function productsOf(rows: Rows, maker: Int32Array): { readonly product: Int32Array; readonly products: Products } {
  const pools = productColumns.map(() => new TextPool());
  const columns = productColumns.map((column, at) => pooled(rows, column, pools[at] as TextPool));
  const chains = columns.map(() => new PairIndex());
  const product = new Int32Array(rows.count);
  const first: number[] = [];
  const makerNames = new TextPool();
  const stated = pooled(rows, 'maker', makerNames);
  const makers = new PairIndex();
  for (let at = 0; at < rows.count; at += 1) {
    let key = makers.intern(maker[at] as number, 0);
    columns.forEach((codes, column) => {
      key = (chains[column] as PairIndex).intern(key, codes[at] as number);
    });
    product[at] = key;
    if (key === first.length) first.push(at);
  }
  const column = (at: number) => ({
    codes: Int32Array.from(first, (row) => columns[at]?.[row] as number),
    values: pools[at]?.values ?? [],
  });
  return {
    product,
    products: {
      count: first.length,
      maker: Int32Array.from(first, (row) => maker[row] as number),
      makerName: { codes: Int32Array.from(first, (row) => stated[row] as number), values: makerNames.values },
      brand: column(0),
      line: column(1),
      model: column(2),
      partNumber: column(3),
      category: column(4),
    },
  };
}
