import { expect, test } from 'vitest';
import { OwnershipBuilder } from './ownership-builder.ts';
import { entityKind, ownershipKind } from './ownership.ts';
import { noDay } from './sector.ts';

test('entities meet by id; what is known stays, what is missing is filled', () => {
  const builder = new OwnershipBuilder();
  const first = builder.entity('A');
  expect(builder.entity('A', { name: 'Alpha', country: 'DE', kind: entityKind.company })).toBe(first);
  builder.entity('A', { name: 'Other', country: 'FR' });
  const { entities } = builder.build();
  expect(entities.name).toEqual(['Alpha']);
  expect(entities.country.values[entities.country.codes[0] as number]).toBe('DE');
  expect(entities.kind[0]).toBe(entityKind.company);
});

test('a natural person keeps no name, whenever it is learned', () => {
  const builder = new OwnershipBuilder();
  builder.entity('p', { name: 'Jane' });
  builder.entity('p', { kind: entityKind.person });
  expect(builder.build().entities.name).toEqual(['']);
});

test('columns grow past their first size and keep their rows', () => {
  const builder = new OwnershipBuilder();
  const [owner, owned] = [builder.entity('A'), builder.entity('B')];
  for (let line = 1; line <= 1000; line += 1) {
    builder.addEdge({ owner, owned, kind: ownershipKind.voting, shareMin: line / 1000, source: 'f', line });
  }
  const { edges, sources } = builder.build();
  expect(edges.count).toBe(1000);
  expect(edges.shareMax[999]).toBe(1);
  expect(edges.from[500]).toBe(noDay);
  expect(edges.origins.line.slice(63, 66)).toEqual(Int32Array.of(64, 65, 66));
  expect(sources).toEqual(['f']);
});
