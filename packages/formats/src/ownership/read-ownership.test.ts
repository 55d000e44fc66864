import { OwnershipBuilder } from '@underpin/model';
import { expect, test } from 'vitest';
import { readOwnership } from './read-ownership.ts';

const read = (text: string) => readOwnership(new Blob([text]), 'file', new OwnershipBuilder());

test.each([
  ['ownership CSV', 'owner_id,owned_id,kind,share_min\nA,B,voting,60\n'],
  [
    'GLEIF level 2 CSV',
    'Relationship.StartNode.NodeID,Relationship.EndNode.NodeID,Relationship.RelationshipType\nA,B,IS_DIRECTLY_CONSOLIDATED_BY\n',
  ],
  ['GLEIF level 1 CSV', '\uFEFFLEI,Entity.LegalName\nA,Alpha\n'],
])('readOwnership() knows a %s by its beginning', async (_, text) => {
  const { records, findings } = await read(text);
  expect([records, findings.filter(({ rule }) => rule === 'UP-OWN-1')]).toEqual([1, []]);
});

test.each(['', '{}', 'a,b\n1,2\n', '%PDF-1.7', '\0\0'])(
  'readOwnership() says that it does not know %j',
  async (text) => {
    const { findings, records } = await read(text);
    expect([records, findings.map(({ rule }) => rule)]).toEqual([0, ['UP-OWN-1']]);
  },
);
