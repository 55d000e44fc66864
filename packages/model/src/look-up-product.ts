import type { IsoDate } from './iso-date.ts';
import type { BrandOwner, CatalogueProduct, ProductCatalogue } from './product-catalogue.ts';

/** What an inventory says of one thing; any part may be missing. */
export interface ProductObservation {
  readonly maker?: string | undefined;
  readonly model?: string | undefined;
  readonly machineType?: string | undefined;
  readonly partNumber?: string | undefined;
}

/**
 * The product that an observation names, or why none does. `owner` is who owned the brand on the date: absent when the
 * catalogue does not know it for that day.
 */
export type ProductLookup =
  | {
      readonly kind: 'known';
      readonly product: CatalogueProduct;
      readonly owner: BrandOwner | undefined;
      readonly by: 'machine type' | 'part number' | 'model';
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'ambiguous'; readonly products: readonly string[] };

interface CatalogueIndex {
  readonly byMachineType: ReadonlyMap<string, readonly CatalogueProduct[]>;
  readonly byPartNumber: ReadonlyMap<string, readonly CatalogueProduct[]>;
  readonly patterns: readonly { readonly product: CatalogueProduct; readonly pattern: RegExp }[];
  readonly owners: ReadonlyMap<string, readonly BrandOwner[]>;
  readonly makers: ReadonlyMap<string, string>;
}

const indexes = new WeakMap<ProductCatalogue, CatalogueIndex>();

/**
 * Finds the product that an observation names: by machine type-model first, then part number, then the whole model name
 * with a maker that has owned the brand. Pure; dates are respected: the owner is the one on `asOf`.
 *
 * @example lookUpProduct(catalogue, { machineType: '9080-M9S' }, '2026-01-01')
 */
export function lookUpProduct(
  catalogue: ProductCatalogue,
  observation: ProductObservation,
  asOf: IsoDate,
): ProductLookup {
  const index = indexOf(catalogue);
  const { machineType, partNumber, model } = observation;
  if (machineType !== undefined) {
    const type = machineType.toUpperCase();
    const found = index.byMachineType.get(type) ?? index.byMachineType.get(type.slice(0, 4));
    if (found !== undefined) return answer(found, 'machine type', index, asOf);
  }
  if (partNumber !== undefined) {
    const found = ownedBy(index.byPartNumber.get(partNumber.toUpperCase()) ?? [], observation.maker, index);
    if (found.length > 0) return answer(found, 'part number', index, asOf);
  }
  if (model !== undefined) {
    const matching = index.patterns.filter(({ pattern }) => pattern.test(model)).map(({ product }) => product);
    const found = ownedBy([...new Set(matching)], observation.maker, index);
    if (found.length > 0) return answer(found, 'model', index, asOf);
  }
  return { kind: 'unknown' };
}

/** The name that the catalogue uses for a maker, given any name it had; the name itself when the catalogue has none. */
export function catalogueMaker(catalogue: ProductCatalogue, name: string): string {
  return indexOf(catalogue).makers.get(name.toLowerCase()) ?? name;
}

function answer(
  products: readonly CatalogueProduct[],
  by: 'machine type' | 'part number' | 'model',
  index: CatalogueIndex,
  asOf: IsoDate,
): ProductLookup {
  const [product] = products;
  if (product === undefined) return { kind: 'unknown' };
  if (products.length > 1) return { kind: 'ambiguous', products: products.map(({ id }) => id) };
  return { kind: 'known', product, owner: ownerOn(index.owners.get(product.brand) ?? [], asOf), by };
}

function ownerOn(owners: readonly BrandOwner[], asOf: IsoDate): BrandOwner | undefined {
  return owners.find(
    ({ from, until }) => (from === undefined || from <= asOf) && (until === undefined || asOf <= until),
  );
}

/** Products whose brand was ever owned by the maker; all of them when no maker was observed. */
function ownedBy(
  products: readonly CatalogueProduct[],
  maker: string | undefined,
  index: CatalogueIndex,
): CatalogueProduct[] {
  if (maker === undefined) return [...products];
  const name = index.makers.get(maker.toLowerCase()) ?? maker;
  return products.filter(({ brand }) => (index.owners.get(brand) ?? []).some((owner) => owner.maker === name));
}

function indexOf(catalogue: ProductCatalogue): CatalogueIndex {
  const known = indexes.get(catalogue);
  if (known !== undefined) return known;
  const byMachineType = new Map<string, CatalogueProduct[]>();
  const byPartNumber = new Map<string, CatalogueProduct[]>();
  const patterns: { product: CatalogueProduct; pattern: RegExp }[] = [];
  for (const product of catalogue.products) {
    for (const type of product.machineTypes ?? []) push(byMachineType, type.toUpperCase(), product);
    for (const number of product.partNumbers ?? []) push(byPartNumber, number.toUpperCase(), product);
    for (const text of product.modelPatterns ?? [])
      patterns.push({ product, pattern: new RegExp(`^(?:${text})$`, 'iu') });
  }
  const makers = new Map<string, string>();
  for (const { maker, names } of catalogue.makers) {
    for (const name of [maker, ...names]) makers.set(name.toLowerCase(), maker);
  }
  const owners = new Map(catalogue.brands.map((brand) => [brand.brand, brand.owners]));
  const index = { byMachineType, byPartNumber, patterns, owners, makers };
  indexes.set(catalogue, index);
  return index;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
