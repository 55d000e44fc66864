import { expect, test } from 'vitest';
import { catalogueMaker, lookUpProduct } from './look-up-product.ts';
import { type ProductCatalogue, productCatalogueSchema } from './product-catalogue.ts';

const source = 'fiction';
const product = { brand: 'Oak', name: 'Oak 1', source };
const catalogue: ProductCatalogue = productCatalogueSchema.parse({
  id: 'test',
  validFrom: '2026-01-01',
  makers: [{ maker: 'New Name', names: ['Old Name'], source }],
  brands: [
    {
      brand: 'Oak',
      owners: [
        { maker: 'Seller', until: '2014-09-30', source },
        { maker: 'New Name', from: '2014-11-01', source },
      ],
    },
  ],
  products: [
    { ...product, id: 'a', machineTypes: ['1234-ABC'], modelPatterns: ['Oak .*'] },
    { ...product, id: 'b', machineTypes: ['5678'], partNumbers: ['P-1'], modelPatterns: ['Oak 2'] },
  ],
});

test('lookUpProduct() goes by machine type before part number before model', () => {
  const all = { machineType: '1234-abc', partNumber: 'P-1', model: 'Oak 2' };
  expect(lookUpProduct(catalogue, all, '2020-01-01')).toMatchObject({ by: 'machine type', product: { id: 'a' } });
  expect(lookUpProduct(catalogue, { ...all, machineType: '9999-XYZ' }, '2020-01-01')).toMatchObject({
    by: 'part number',
    product: { id: 'b' },
  });
  expect(lookUpProduct(catalogue, { model: 'oak 7' }, '2020-01-01')).toMatchObject({
    by: 'model',
    product: { id: 'a' },
  });
});

test('lookUpProduct() takes any model of a machine type that stands alone', () => {
  expect(lookUpProduct(catalogue, { machineType: '5678-T01' }, '2020-01-01')).toMatchObject({ product: { id: 'b' } });
});

test('lookUpProduct() picks none of several', () => {
  expect(lookUpProduct(catalogue, { model: 'Oak 2' }, '2020-01-01')).toEqual({
    kind: 'ambiguous',
    products: ['a', 'b'],
  });
});

test('lookUpProduct() names no owner for a day that no source covers', () => {
  const owner = (day: string) => {
    const found = lookUpProduct(catalogue, { machineType: '1234-ABC' }, day);
    return found.kind === 'known' ? found.owner?.maker : 'not found';
  };
  expect(['2014-09-30', '2014-10-15', '2014-11-01'].map(owner)).toEqual(['Seller', undefined, 'New Name']);
});

test('a maker is known by any name it had', () => {
  expect(catalogueMaker(catalogue, 'old name')).toBe('New Name');
  expect(catalogueMaker(catalogue, 'Other')).toBe('Other');
  expect(lookUpProduct(catalogue, { maker: 'Old Name', partNumber: 'P-1' }, '2020-01-01').kind).toBe('known');
  expect(lookUpProduct(catalogue, { maker: 'Other', partNumber: 'P-1' }, '2020-01-01').kind).toBe('unknown');
});

test('a catalogue with overlapping owners, a product twice or an unknown brand is refused', () => {
  const overlap = {
    brand: 'Oak',
    owners: [
      { maker: 'A', until: '2014-09-30', source },
      { maker: 'B', from: '2014-09-30', source },
    ],
  };
  expect(productCatalogueSchema.safeParse({ ...catalogue, brands: [overlap] }).success).toBe(false);
  expect(
    productCatalogueSchema.safeParse({ ...catalogue, products: [...catalogue.products, catalogue.products[0]] })
      .success,
  ).toBe(false);
  expect(productCatalogueSchema.safeParse({ ...catalogue, brands: [] }).success).toBe(false);
});
