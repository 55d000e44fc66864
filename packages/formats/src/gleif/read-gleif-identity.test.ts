import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readGleifIdentity } from './read-gleif-identity.ts';

const [child, parent, person] = ['5493001KJTIIGC8Y1R12', '549300B56MD0ZC402L06', '529900GRZ2BQY5ZM9N49'];
const level1 = [
  'LEI,Entity.LegalName,Entity.LegalAddress.Country,Entity.EntityCategory,Entity.EntityStatus,Registration.RegistrationStatus,Entity.SuccessorEntity.1.SuccessorLEI',
  `${child},"Bloomberg Finance, L.P.",US,GENERAL,ACTIVE,LAPSED,`,
  `${parent},Old,GB,GENERAL,INACTIVE,MERGED,${child}`,
  `${person},Jane Doe,DE,SOLE_PROPRIETOR,ACTIVE,ISSUED,`,
].join('\n');
const level2 = [
  'Relationship.StartNode.NodeID,Relationship.EndNode.NodeID,Relationship.RelationshipType,Relationship.RelationshipStatus,Registration.RegistrationStatus',
  `${child},${parent},IS_ULTIMATELY_CONSOLIDATED_BY,ACTIVE,PUBLISHED`,
  `${parent},${child},IS_ULTIMATELY_CONSOLIDATED_BY,INACTIVE,PUBLISHED`,
  `${person},${child},IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,PUBLISHED`,
].join('\n');
const exceptions = [
  'LEI,Exception.Category,Exception.Reason.1',
  `${parent},ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT,NO_KNOWN_PERSON`,
  `${person},ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT,NON_PUBLIC`,
].join('\n');

test('files are told apart by their content, and persons keep no name', async () => {
  const files = [
    { name: 'a.csv', chunks: [level1.slice(0, 40), level1.slice(40)] },
    { name: 'b.csv', chunks: [level2] },
    { name: 'c.csv', chunks: [exceptions] },
  ];
  const { index, findings } = await readGleifIdentity(files);
  expect(findings).toEqual([]);
  expect(index.sources).toEqual(['a.csv', 'b.csv', 'c.csv']);
  expect(index.records.get(child)).toEqual({
    name: 'Bloomberg Finance, L.P.',
    country: 'US',
    entityStatus: 'ACTIVE',
    registrationStatus: 'LAPSED',
    successor: '',
  });
  expect(index.records.get(parent)?.successor).toBe(child);
  expect(index.records.get(person)?.name).toBe('');
  expect([...index.ultimateParents]).toEqual([
    [child, parent],
    [parent, parent],
  ]);
});

test('a file of another kind is told', async () => {
  const { index, findings } = await readGleifIdentity([
    { name: 'x.csv', chunks: ['a,b\n1,2\n'] },
    { name: 'y.json', chunks: ['{"nothing": 1}'] },
  ]);
  expect(index.records.size).toBe(0);
  expect(findings.map(({ rule, location }) => [rule, location.file])).toEqual([
    ['gleif.column', 'x.csv'],
    ['gleif.json', 'y.json'],
  ]);
});

const folder = join(
  process.env['UNDERPIN_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data'),
  'gleif',
);
const recorded = (() => {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
})();

test.skipIf(recorded.length === 0)('recorded answers of the GLEIF API give an index (shared data needed)', async () => {
  const files = recorded.map((name) => ({ name, chunks: [readFileSync(join(folder, name))] }));
  const { index } = await readGleifIdentity(files);
  expect(index.records.get(child)).toMatchObject({ entityStatus: 'ACTIVE' });
  expect(index.records.size).toBeGreaterThan(10);
  expect(index.ultimateParents.get(child)).toMatch(/^[A-Z0-9]{20}$/);
});
