import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OwnershipBuilder, absenceMeaning, dayNumber, entityKind, noDay, ownershipKind } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import { readBods } from './read-bods.ts';

const examples = join(
  process.env['UNDERPIN_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data'),
  'bods',
);

async function read(text: string) {
  const builder = new OwnershipBuilder();
  const told = await readBods([text], 'bods.json', builder);
  return { ...told, graph: builder.build() };
}

const company = (recordId: string, extra: object = {}): object => ({
  statementId: `s-${recordId}`,
  recordId,
  recordType: 'entity',
  recordStatus: 'new',
  statementDate: '2020-01-01',
  recordDetails: { entityType: { type: 'registeredEntity' }, name: recordId, ...extra },
});

const relation = (
  date: string,
  status: string,
  interests: readonly object[],
  interestedParty: unknown = 'P',
): object => ({
  statementId: `r-${date}`,
  recordId: 'R',
  recordType: 'relationship',
  recordStatus: status,
  statementDate: date,
  recordDetails: { subject: 'C', interestedParty, interests },
});

test('versions of a record give its dates', async () => {
  const share = (exact: number, startDate: string): object => ({ type: 'votingRights', share: { exact }, startDate });
  const { graph } = await read(
    JSON.stringify([
      company('C'),
      company('P'),
      relation('2020-01-05', 'new', [share(100, '2019-12-01')]),
      relation('2021-09-25', 'updated', [share(40, '2021-09-24')]),
      relation('2023-03-03', 'closed', [share(40, '2021-09-24')]),
    ]),
  );
  expect([...graph.edges.shareMin]).toEqual([1, 0.4]);
  expect([...graph.edges.from]).toEqual([dayNumber('2019-12-01'), dayNumber('2021-09-24')]);
  expect([...graph.edges.to]).toEqual([dayNumber('2021-09-23'), dayNumber('2023-03-03')]);
});

test('ranges, missing shares, unspecified parties and offices', async () => {
  const { graph, findings } = await read(
    JSON.stringify([
      company('C', { identifiers: [{ scheme: 'XI-LEI', id: '5493001KJTIIGC8Y1R12' }] }),
      company('P', { identifiers: [{ scheme: 'GB-COH', id: '01' }], jurisdiction: { code: 'US-DE' } }),
      relation('2020-01-05', 'new', [
        { type: 'shareholding', share: { minimum: 25, exclusiveMaximum: 50 } },
        { type: 'appointmentOfBoard' },
        { type: 'boardChair' },
        { type: 'astrology' },
      ]),
      { ...relation('2020-01-05', 'new', [], { reason: 'noBeneficialOwners' }), recordId: 'R2' },
      { ...relation('2020-01-05', 'new', [], 'nowhere'), recordId: 'R3' },
      { statementId: 'empty' },
    ]),
  );
  expect(graph.entities.id).toEqual(['5493001KJTIIGC8Y1R12', 'GB-COH:01']);
  expect(graph.entities.country.values).toEqual(['US']);
  expect([...graph.edges.kind]).toEqual([ownershipKind.equity, ownershipKind.boardAppointment]);
  expect([graph.edges.shareMin[0], graph.edges.shareMax[0]]).toEqual([0.25, 0.5]);
  expect(graph.edges.shareMin[1]).toBeNaN();
  expect([...graph.absences.meaning]).toEqual([absenceMeaning.none]);
  expect(findings.map(({ rule }) => rule).sort()).toEqual([
    'bods.interest',
    'bods.no-control',
    'bods.reference',
    'bods.statement',
  ]);
});

test('broken JSON and lines are findings', async () => {
  expect((await read('[{]')).findings.map(({ rule }) => rule)).toEqual(['bods.statement']);
  const lines = `${JSON.stringify(company('C'))}\n{oops\n${JSON.stringify(company('P'))}\n`;
  const { graph, findings } = await read(lines);
  expect(graph.entities.count).toBe(2);
  expect(findings.map(({ location }) => location.line)).toEqual([2]);
});

describe.skipIf(!existsSync(examples))('BODS examples (need ../shared/data/bods)', () => {
  const file = (name: string): string => readFileSync(join(examples, name), 'utf8');

  test('every example is read without an error, and no person keeps a name', async () => {
    for (const name of readdirSync(examples)) {
      const { graph, findings } = await read(file(name));
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(graph.edges.count).toBeGreaterThan(0);
      graph.entities.kind.forEach((kind, entity) => {
        if (kind === entityKind.person) expect(graph.entities.name[entity]).toBe('');
      });
      expect(JSON.stringify(graph)).not.toContain('Esteves');
    }
  });

  test('Tecido: three periods of one person, dated by the versions', async () => {
    const { graph } = await read(file('tecido.json'));
    const voting = [...graph.edges.kind].flatMap((kind, row) => (kind === ownershipKind.voting ? [row] : []));
    const person = graph.entities.kind.indexOf(entityKind.person);
    const told = voting
      .filter((row) => graph.edges.owner[row] === person)
      .map((row) => [graph.edges.shareMin[row], graph.edges.from[row], graph.edges.to[row]]);
    expect(told).toEqual([
      [1, dayNumber('2002-03-09'), dayNumber('2021-09-23')],
      [0.4, dayNumber('2021-09-24'), dayNumber('2022-09-20')],
      [0.3, dayNumber('2022-09-21'), dayNumber('2023-03-03')],
    ]);
    const trust = voting.filter((row) => graph.edges.owner[row] !== person).map((row) => graph.edges.to[row]);
    expect(trust).toEqual([dayNumber('2022-09-20'), dayNumber('2023-02-28'), noDay]);
  });
});
