import { expect, test } from 'vitest';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { openApiDocument } from './open-api.ts';

const document = openApiDocument('1.2.3') as {
  openapi: string;
  paths: Record<string, Record<string, Record<string, unknown>>>;
  components: { schemas: Record<string, unknown> };
};
const all = Object.entries<Endpoint>(endpoints);

test('every endpoint is described once', () => {
  expect(document.openapi).toBe('3.1.0');
  const described = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((operation) => operation['operationId']),
  );
  expect(described).toHaveLength(all.length);
  expect(new Set(described)).toEqual(new Set(all.map(([name]) => name)));
});

test('every reference resolves', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(50);
  expect(references.map(([, name]) => name ?? '').filter((name) => !(name in document.components.schemas))).toEqual([]);
});

test.each(all)('%s: parameters of the path are those of the schema', (_, one) => {
  const inPath = [...one.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  expect(new Set(Object.keys(one.params?.shape ?? {}))).toEqual(new Set(inPath));
});

test('a change of a record names its version; a read changes nothing', () => {
  for (const [name, one] of all) {
    if (one.method === 'PATCH') expect(one.ifMatch, name).toBe(true);
    if (one.method === 'GET')
      expect([one.body, one.bodyFile, one.ifMatch], name).toEqual([undefined, undefined, undefined]);
  }
});

test('problems have the roles and versions of the endpoint', () => {
  const change = document.paths['/cases/{id}']?.['patch']?.['responses'] as Record<string, unknown>;
  expect(Object.keys(change)).toEqual(expect.arrayContaining(['200', '400', '401', '403', '404', '409', '412', '428']));
});
