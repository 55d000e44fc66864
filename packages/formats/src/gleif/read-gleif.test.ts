import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OwnershipBuilder, absenceMeaning, dayNumber, entityKind, noDay, ownershipKind } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import { readGleifExceptions, readGleifLevel1, readGleifLevel2 } from './read-gleif-csv.ts';
import { readGleifJson } from './read-gleif-json.ts';

const recorded = join(
  process.env['UNDERPIN_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data'),
  'gleif',
);
const child = '5493001KJTIIGC8Y1R12';
const parent = '549300B56MD0ZC402L06';

test('level 1: name, country of headquarters, category; sole proprietors keep no name', async () => {
  const builder = new OwnershipBuilder();
  const csv = [
    'LEI,Entity.LegalName,Entity.LegalAddress.Country,Entity.HeadquartersAddress.Country,Entity.EntityCategory,Entity.EntityStatus,Registration.RegistrationStatus',
    `${child},"Bloomberg Finance, L.P.",US,US,GENERAL,ACTIVE,LAPSED`,
    `${parent},Jane Doe,GB,,SOLE_PROPRIETOR,ACTIVE,ISSUED`,
    '5493001KJTIIGC8Y1R13,Wrong digits,DE,DE,FUND,ACTIVE,ISSUED',
    'nonsense,Nobody,DE,DE,FUND,ACTIVE,ISSUED',
  ].join('\n');
  const { findings, records } = await readGleifLevel1([csv], 'lei.csv', builder);
  const { entities } = builder.build();
  expect(records).toBe(4);
  expect(entities.name).toEqual(['Bloomberg Finance, L.P.', '', 'Wrong digits']);
  expect([...entities.kind]).toEqual([entityKind.company, entityKind.person, entityKind.arrangement]);
  expect(findings.map(({ rule, severity, location }) => [rule, severity, location.line])).toEqual([
    ['gleif.lei', 'warning', 4],
    ['gleif.lei', 'error', 5],
    ['gleif.lapsed', 'advisory', undefined],
  ]);
});

test('level 2: start is the child, the relationship period bounds the edge, an ended one ends', async () => {
  const builder = new OwnershipBuilder();
  const node =
    'Relationship.StartNode.NodeID,Relationship.EndNode.NodeID,Relationship.RelationshipType,Relationship.RelationshipStatus';
  const period = [1, 2].flatMap((n) =>
    ['startDate', 'endDate', 'periodType'].map((part) => `Relationship.Period.${n}.${part}`),
  );
  const csv = [
    `${node},${period.join(',')},Registration.LastUpdateDate,Registration.RegistrationStatus`,
    `${child},${parent},IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,2016-01-01T00:00:00Z,2016-12-31T00:00:00Z,ACCOUNTING_PERIOD,2007-06-05T00:00:00Z,,RELATIONSHIP_PERIOD,2025-03-13T18:39:27Z,PUBLISHED`,
    `${child},${parent},IS_ULTIMATELY_CONSOLIDATED_BY,INACTIVE,,,,,,,2020-05-01T00:00:00Z,PUBLISHED`,
    `${child},${parent},IS_FEEDER_TO,ACTIVE,,,,,,,,PUBLISHED`,
    `${child},${parent},IS_ULTIMATELY_CONSOLIDATED_BY,ACTIVE,,,,,,,,ANNULLED`,
    `${child},${parent},IS_FRIEND_OF,ACTIVE,,,,,,,,PUBLISHED`,
  ].join('\n');
  const { findings, edges } = await readGleifLevel2([csv], 'rr.csv', builder);
  const graph = builder.build();
  expect(edges).toBe(2);
  expect(graph.entities.id[graph.edges.owner[0] as number]).toBe(parent);
  expect([...graph.edges.from]).toEqual([dayNumber('2007-06-05'), noDay]);
  expect([...graph.edges.to]).toEqual([noDay, dayNumber('2020-05-01')]);
  expect(findings.map(({ rule }) => rule).sort()).toEqual(['gleif.not-control', 'gleif.value', 'gleif.void']);
});

test('exceptions: no parent is kept apart from a parent that is not told', async () => {
  const builder = new OwnershipBuilder();
  const csv = [
    'LEI,Exception.Category,Exception.Reason.1,Exception.Reason.2',
    `${child},ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT,NATURAL_PERSONS,`,
    `${parent},DIRECT_ACCOUNTING_CONSOLIDATION_PARENT,NON_CONSOLIDATING,NON_PUBLIC`,
  ].join('\n');
  const { absences } = await readGleifExceptions([csv], 'repex.csv', builder);
  const graph = builder.build();
  expect(absences).toBe(2);
  expect([...graph.absences.meaning]).toEqual([absenceMeaning.none, absenceMeaning.undisclosed]);
  expect([...graph.absences.kind]).toEqual([ownershipKind.ultimateConsolidation, ownershipKind.directConsolidation]);
});

test('what is no golden copy says so', async () => {
  const told = await readGleifLevel2(['a,b\n1,2\n'], 'x.csv', new OwnershipBuilder());
  expect(told.findings.filter(({ rule }) => rule === 'gleif.column').length).toBe(3);
  const json = await readGleifJson(['{"data":'], 'x.json', new OwnershipBuilder());
  expect(json.findings.map(({ rule }) => rule)).toEqual(['gleif.json']);
});

describe.skipIf(!existsSync(recorded))(`recorded GLEIF answers (need ${'../shared/data/gleif'})`, () => {
  test('every recorded answer is read without an error', async () => {
    const builder = new OwnershipBuilder();
    let records = 0;
    for (const file of readdirSync(recorded)) {
      const told = await readGleifJson([readFileSync(join(recorded, file))], file, builder);
      records += told.records;
      expect(told.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
    expect(records).toBeGreaterThan(100);
    const graph = builder.build();
    expect(graph.edges.count).toBeGreaterThan(60);
    expect(graph.absences.count).toBe(17);
    const at = graph.entities.id.indexOf(child);
    expect(graph.entities.name[at]).toBe('Bloomberg Finance L.P.');
    const up = [...graph.edges.owned].flatMap((owned, row) => (owned === at ? [graph.edges.owner[row] as number] : []));
    expect(up.map((owner) => graph.entities.id[owner])).toContain(parent);
  });

  test('a first page of eleven is told', async () => {
    const file = 'relationships.ultimate-child-relationships_21380068P1DRHMJ8KU70.json';
    const told = await readGleifJson([readFileSync(join(recorded, file))], file, new OwnershipBuilder());
    expect(told.findings.find(({ rule }) => rule === 'gleif.page')?.value).toBe('page 1 of 11');
  });
});
