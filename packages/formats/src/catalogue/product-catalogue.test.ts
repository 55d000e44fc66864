import { lookUpProduct, type ProductObservation } from '@underpin/model';
import { expect, test } from 'vitest';
import { inventoryProfile } from '../inventory/inventory-profiles.ts';
import { productCatalogue } from './product-catalogue.ts';

function found(observation: ProductObservation, asOf = '2026-06-30') {
  const lookup = lookUpProduct(productCatalogue, observation, asOf);
  return lookup.kind === 'known' ? { name: lookup.product.name, by: lookup.by, owner: lookup.owner?.maker } : lookup;
}

test('categories are those of the inventory format', () => {
  const known = new Set(Object.keys(inventoryProfile.lists['CATEGORY'] ?? {}));
  for (const { id, category } of productCatalogue.products) {
    if (category !== undefined) expect(known, id).toContain(category);
  }
});

test('the category of a server follows its sockets', () => {
  for (const { id, category, sockets } of productCatalogue.products) {
    if (sockets === undefined) continue;
    expect(category, id).toBe(sockets <= 2 ? 'server.low-end' : sockets <= 4 ? 'server.midrange' : 'server.high-end');
  }
});

test('each product is found by each of its own machine types and part numbers, and by nothing else', () => {
  for (const { name, machineTypes, partNumbers } of productCatalogue.products) {
    for (const machineType of machineTypes ?? [])
      expect(found({ machineType })).toMatchObject({ name, by: 'machine type' });
    for (const partNumber of partNumbers ?? [])
      expect(found({ partNumber })).toMatchObject({ name, by: 'part number' });
  }
});

test('every owner of a brand is a maker of the catalogue', () => {
  const makers = new Set(productCatalogue.makers.map(({ maker }) => maker));
  for (const { brand, owners } of productCatalogue.brands) {
    for (const { maker } of owners) expect(makers, brand).toContain(maker);
  }
});

test.each([
  [{ machineType: '8286-42A' }, 'IBM Power S824', 'IBM'],
  [{ machineType: '8561-T01' }, 'IBM z15', 'IBM'],
  [{ maker: 'Inspur', model: 'NF5280M5' }, 'Inspur NF5280M5', 'IEIT SYSTEMS'],
  [{ maker: 'Dell', model: 'PowerEdge R740' }, 'PowerEdge R740', 'Dell'],
  [{ maker: 'Huawei', model: 'FusionServer 2288H V5' }, 'FusionServer 2288H V5', 'xFusion'],
  [{ model: 'AIX 7.2 7200-04-00-0000' }, 'AIX 7.2 TL4', 'IBM'],
  [{ maker: 'Oracle', model: 'Oracle Database 19.22.0' }, 'Oracle Database 19c', 'Oracle'],
])('%j is %s, today of %s', (observation, name, owner) => expect(found(observation)).toMatchObject({ name, owner }));

test('System x: IBM until 2014-09-30, Lenovo from 2014-10-01', () => {
  const observation = { maker: 'IBM', model: 'System x3650 M4' };
  expect(found(observation, '2014-09-30')).toMatchObject({ owner: 'IBM' });
  expect(found(observation, '2014-10-01')).toMatchObject({ owner: 'Lenovo' });
  expect(found({ ...observation, model: 'System x3650 M4: -[7915AC1]-' })).toMatchObject({ name: 'System x3650 M4' });
});

test('FusionServer: Huawei until 2021-11-04, xFusion from 2021-11-05', () => {
  const observation = { model: 'FusionServer 2288H V5' };
  expect(found(observation, '2021-11-04')).toMatchObject({ owner: 'Huawei' });
  expect(found(observation, '2021-11-05')).toMatchObject({ owner: 'xFusion' });
});

test('a model name of another maker is not taken for the product', () => {
  expect(found({ maker: 'Fictional', model: 'PowerEdge R740' })).toEqual({ kind: 'unknown' });
  expect(found({ maker: 'Dell', model: 'PowerEdge R740xd2 Special' })).toEqual({ kind: 'unknown' });
  expect(found({})).toEqual({ kind: 'unknown' });
});

test('lifecycle dates are those of the sources', () => {
  const at = (machineType: string) =>
    productCatalogue.products.find((product) => product.machineTypes?.includes(machineType))?.lifecycle;
  expect(at('8286-42A')?.endOfService).toBe('2024-03-31');
  expect(at('8284-22A')?.endOfService).toBe('2024-03-31');
  expect(at('9119-MHE')?.endOfService).toBe('2024-10-31');
  expect(at('9080-M9S')).toMatchObject({ withdrawn: '2022-10-31' });
  expect(at('9080-M9S')?.endOfService).toBeUndefined();
});
