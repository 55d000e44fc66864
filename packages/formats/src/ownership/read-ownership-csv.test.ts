import { OwnershipBuilder, dayNumber, entityKind, noDay, ownershipKind } from '@underpin/model';
import { expect, test } from 'vitest';
import { readOwnershipCsv } from './read-ownership-csv.ts';

const header = 'owner_id,owner_name,owner_country,owner_kind,owned_id,owned_name,kind,share_min,share_max,from,to';

async function read(rows: readonly string[], end = '\r\n') {
  const builder = new OwnershipBuilder();
  const told = await readOwnershipCsv([`${[header, ...rows].join(end)}${end}`], 'shares.csv', builder);
  return { ...told, graph: builder.build() };
}

test('reads edges with intervals, dates, kinds and quoted names', async () => {
  const { graph, findings, edges } = await read([
    'S1,"Ministry, of ""Finance""",FI,state body,C1,Gas Oy,voting,40,60.5,2020-01-01,2024-12-31',
    'C1,,,,C2,,equity,,,,',
  ]);
  expect(findings).toEqual([]);
  expect(edges).toBe(2);
  expect(graph.entities.name).toEqual(['Ministry, of "Finance"', 'Gas Oy', '']);
  expect([...graph.entities.kind]).toEqual([entityKind.stateBody, entityKind.company, entityKind.company]);
  expect(graph.edges.shareMin[0]).toBe(0.4);
  expect(graph.edges.shareMax[0]).toBe(0.605);
  expect(graph.edges.shareMin[1]).toBeNaN();
  expect(graph.edges.from[0]).toBe(dayNumber('2020-01-01'));
  expect(graph.edges.to[1]).toBe(noDay);
  expect([...graph.edges.origins.line]).toEqual([2, 3]);
  expect(graph.edges.kind[1]).toBe(ownershipKind.equity);
});

test('a name of a natural person is not kept', async () => {
  const { graph } = await read(['p1,Jane Doe,GB,person,C1,Firm,voting,60,,,']);
  expect(graph.entities.name).toEqual(['', 'Firm']);
  expect(JSON.stringify(graph)).not.toContain('Jane');
});

test('bad rows are findings with their lines, and what can be kept is kept', async () => {
  const { graph, findings } = await read([
    'A,,,,B,,voting,140,,2020-02-30,',
    'A,,,,,,voting,10,,,',
    'A,,,,B,,friendship,10,,,',
    'A,"two\nlines",,,C,,voting,60,50,,',
    'A,,,,D,,voting,51',
  ]);
  expect(findings.map(({ rule, location }) => [rule, location.line, location.column])).toEqual([
    ['ownership.cell', 2, 'from'],
    ['ownership.cell', 2, 'share_min'],
    ['ownership.cell', 3, 'owned_id'],
    ['ownership.cell', 4, 'kind'],
    ['ownership.cell', 5, 'share_max'],
    ['csv.cells', 7, undefined],
  ]);
  expect(graph.edges.count).toBe(3);
  expect(graph.edges.shareMin[0]).toBeNaN();
  expect(graph.edges.shareMin[2]).toBe(0.51);
});

test('brands have dated owners', async () => {
  const { graph } = await read([
    'US1,Maker,US,,System x,,brand,,,1998-01-01,2014-09-30',
    'HK1,Buyer,HK,,System x,,brand,,,2014-10-01,',
  ]);
  expect(graph.brands.brand).toEqual(['System x', 'System x']);
  expect([...graph.brands.owner]).toEqual([0, 1]);
});

test('pieces may be cut anywhere, inside a character too', async () => {
  const bytes = new TextEncoder().encode(`\uFEFF${header}\nA,Älpha,,,B,"b,\nß",voting,51,,,\nC,,,,D,,voting,20,,,`);
  for (const size of [1, 2, 3, 7]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, place) =>
      bytes.slice(place * size, (place + 1) * size),
    );
    const builder = new OwnershipBuilder();
    const { findings } = await readOwnershipCsv(pieces, 'cut.csv', builder);
    const graph = builder.build();
    expect(findings).toEqual([]);
    expect(graph.entities.name).toEqual(['Älpha', 'b,\nß', '', '']);
    expect([...graph.edges.origins.line]).toEqual([2, 4]);
  }
});

test('a missing column is told', async () => {
  const told = await readOwnershipCsv(['owner_id,kind\nA,voting\n'], 'short.csv', new OwnershipBuilder());
  expect(told.findings.map(({ location }) => location.column)).toEqual(['owned_id', 'owned_id']);
});
