import { type ColumnMapping, type RegisterProfile, rowOf, type Table } from '@underpin/model';
import { expect, test } from 'vitest';
import { readCsv } from '../csv/read-csv.ts';
import { doraProfiles } from '../dora/dora-profiles.ts';
import { applyMapping } from './apply-mapping.ts';
import { guessMapping } from './guess-mapping.ts';
import { readMappings } from './read-mappings.ts';

const profile = doraProfiles[0] as RegisterProfile;

function csv(text: string): Table {
  return readCsv(new TextEncoder().encode(text), 'own', 'own.csv').table as Table;
}

function mappingOf(text: string): ColumnMapping {
  const read = readMappings(text, 'mapping.yaml');
  if (!read.ok) throw new Error(read.reason);
  return read.value[0] as ColumnMapping;
}

const mapping = mappingOf(`
mappings:
  - file: own.csv
    table: B_02.02
    columns: { Contract: c0010, Start: c0070, Notice: c0100, Service: c0060, Stores: c0140 }
    constants: { c0080: 9999-12-31, c0020: 529900T8BM49AURSDO55 }
    ignore: [Owner]
    dates: dd.mm.yyyy
    decimals: comma
    values: { c0140: { J: eba_BT:x28, N: eba_BT:x29 } }
`);

test('headers, constants, dates, values and closed lists are taken over; lines stay those of the file', () => {
  const rows = csv(
    'Contract;Start;Notice;Service;Stores;Owner\nA-1;3.4.2021;1.030;S01;J;me\nA-2;soon;30;Cloud;N;you\n',
  );
  const { table, findings } = applyMapping(rows, mapping, profile);
  const first = rowOf(table as Table, 0);
  expect(first).toEqual({
    c0010: 'A-1',
    c0020: '529900T8BM49AURSDO55',
    c0060: 'eba_TA:S01',
    c0070: '2021-04-03',
    c0080: '9999-12-31',
    c0100: '1030',
    c0140: 'eba_BT:x28',
  });
  expect(rowOf(table as Table, 1)['c0070']).toBe('soon');
  expect(table?.lines[1]).toBe(3);
  expect(findings.map(({ rule, value }) => `${rule} ${value}`)).toEqual(['UP-IN-5 S01']);
});

test('a header that nobody mapped is told; a mapping that does not fit imports nothing', () => {
  const { findings, table } = applyMapping(
    csv('Contract,Start,Notice,Service,Stores,Extra\nA,,,,,\n'),
    mapping,
    profile,
  );
  expect(table).not.toBeNull();
  expect(findings.map(({ rule, location }) => `${rule} ${location.column}`)).toEqual(['UP-IN-4 Extra']);
  const missing = applyMapping(csv('Contract\nA\n'), mapping, profile);
  expect(missing.table).toBeNull();
  expect(missing.findings.map(({ rule }) => rule)).toEqual(['UP-IN-3', 'UP-IN-3', 'UP-IN-3', 'UP-IN-3']);
  const wrong = applyMapping(csv('Contract\nA\n'), { ...mapping, columns: { Contract: 'c9999' } }, profile);
  expect(wrong.table).toBeNull();
  const twice = applyMapping(csv('Contract\nA\n'), { ...mapping, columns: { Contract: 'c0020' } }, profile);
  expect(twice.findings[0]?.message).toContain('twice');
});

test('a guess by the likeness of labels, each column once, unknown headers left open', () => {
  const { mapping: guessed, headers } = guessMapping(
    profile,
    'providers.csv',
    ['Identification code', 'Legal name', "Country of the provider's headquarters", 'Internal owner', 'c0100'],
    'B_05.01',
  );
  expect(guessed.columns).toEqual({
    'Identification code': 'c0010',
    'Legal name': 'c0050',
    "Country of the provider's headquarters": 'c0080',
    c0100: 'c0100',
  });
  expect(headers.find(({ header }) => header === 'Internal owner')?.code).toBeNull();
});

test('without a table the one that fits best is guessed', () => {
  const headers = (profile.tables.find(({ code }) => code === 'B_06.01')?.columns ?? []).map(({ label }) => label);
  const { mapping: guessed } = guessMapping(profile, 'f.csv', headers);
  expect(guessed.table).toBe('B_06.01');
  expect(Object.keys(guessed.columns)).toHaveLength(headers.length);
});

test.each([
  ['mappings: []', 'mappings'],
  ['mappings:\n  - table: 3', 'mappings.0.table'],
  ['a: [', 'Cannot read'],
  ['mappings:\n  - { table: B_01.01, columns: {}, colour: red }', 'colour'],
])('a file that is no mapping is refused: %s', (text, expected) => {
  const read = readMappings(text, 'm.yaml');
  expect(read.ok).toBe(false);
  expect(read.ok ? '' : read.reason).toContain(expected);
});
