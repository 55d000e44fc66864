import { cell, isLei } from '@underpin/model';
import type { Table } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import { sampleInstitutions, sampleSector } from './sample-sector.ts';
import type { SampleInstitution } from './sample-types.ts';

const options = { institutions: 120, seed: 7, referenceDate: '2024-12-31' } as const;
const { institutions } = sampleSector(options);

const tableOf = (institution: SampleInstitution, code: string): Table => {
  const found = [...institution.doraTables, ...(institution.inventoryTables ?? [])].find(({ name }) => name === code);
  if (found === undefined) throw new RangeError(code);
  return found;
};
const column = (table: Table, code: string) =>
  Array.from({ length: table.rowCount }, (_none, row) => cell(table, code, row));
const all = (code: string, of: string) => institutions.flatMap((institution) => column(tableOf(institution, code), of));

test('the same options give the same sector, another seed another', () => {
  const small = { ...options, institutions: 24 };
  expect(sampleSector(small)).toEqual(sampleSector(small));
  expect(sampleSector({ ...options, institutions: 12, seed: 8 })).not.toEqual(
    sampleSector({ ...options, institutions: 12 }),
  );
});

test('an institution does not depend on those before it', () => {
  const iterator = sampleInstitutions(options);
  iterator.next();
  expect(iterator.next().value).toEqual(institutions[1]);
});

describe('who is in it', () => {
  test('three sizes of banks, one payment system, one depository, groups with several entities', () => {
    const kinds = new Map<string, number>();
    for (const { kind } of institutions) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    expect(kinds.get('payment system')).toBe(1);
    expect(kinds.get('depository')).toBe(1);
    expect(kinds.get('small bank')).toBeGreaterThan(kinds.get('medium bank') ?? 0);
    expect(kinds.get('medium bank')).toBeGreaterThan(kinds.get('large bank') ?? 0);
    const groups = institutions.filter(({ scope }) => scope === 'CON');
    expect(groups).toHaveLength(10);
    for (const group of groups) {
      expect(tableOf(group, 'B_01.02').rowCount).toBeGreaterThan(2);
      expect(tableOf(group, 'B_03.03').rowCount).toBe(1);
    }
  });

  test('names and LEIs are one for each, and the check digits hold', () => {
    const leis = all('B_01.02', 'c0010');
    expect(new Set(leis).size).toBe(leis.length);
    expect(leis.every(isLei)).toBe(true);
    expect(new Set(institutions.map(({ name }) => name)).size).toBe(institutions.length);
  });

  test('a quarter sent no inventory', () => {
    expect(institutions.filter(({ inventoryTables }) => inventoryTables === null)).toHaveLength(30);
  });
});

describe('what it rests on', () => {
  test('critical functions are between 30 and 60 in a hundred, and each critical service is assessed', () => {
    const answers = all('B_06.01', 'c0050');
    const share = answers.filter((answer) => answer === 'eba_BT:x28').length / answers.length;
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.6);
    for (const institution of institutions) {
      const functions = tableOf(institution, 'B_06.01');
      const critical = new Set(
        column(functions, 'c0010').flatMap((id, row) =>
          cell(functions, 'c0050', row) === 'eba_BT:x28' ? [`${cell(functions, 'c0040', row)} ${id}`] : [],
        ),
      );
      const assessments = tableOf(institution, 'B_07.01');
      const assessed = new Set(
        column(assessments, 'c0010').map((reference, row) => `${reference} ${cell(assessments, 'c0040', row)}`),
      );
      const uses = tableOf(institution, 'B_02.02');
      const needed = column(uses, 'c0010').flatMap((reference, row) =>
        critical.has(`${cell(uses, 'c0020', row)} ${cell(uses, 'c0050', row)}`)
          ? [`${reference} ${cell(uses, 'c0060', row)}`]
          : [],
      );
      expect(new Set(needed)).toEqual(assessed);
    }
  });

  test('few providers serve many', () => {
    const used = new Map<string, number>();
    for (const code of all('B_02.02', 'c0030')) used.set(code, (used.get(code) ?? 0) + 1);
    const counts = [...used.values()].toSorted((a, b) => b - a);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const top = counts.slice(0, Math.ceil(counts.length / 10)).reduce((sum, count) => sum + count, 0);
    expect(top / total).toBeGreaterThan(0.35);
    expect(counts.filter((count) => count <= 3).length).toBeGreaterThan(counts.length / 5);
  });

  test('chains go down to rank 4, and fourth parties are shared', () => {
    const ranks = all('B_05.02', 'c0050');
    for (const rank of ['1', '2', '3', '4']) expect(ranks).toContain(rank);
    const direct = new Map<string, Set<string>>();
    for (const institution of institutions) {
      const chains = tableOf(institution, 'B_05.02');
      for (let row = 0; row < chains.rowCount; row += 1) {
        if (cell(chains, 'c0050', row) !== '2') continue;
        const provider = cell(chains, 'c0030', row);
        direct.set(provider, (direct.get(provider) ?? new Set()).add(cell(chains, 'c0060', row)));
      }
    }
    expect(Math.max(...[...direct.values()].map((recipients) => recipients.size))).toBeGreaterThan(4);
  });

  test('a third runs critical systems on high-end servers of one maker, some with another maker beside them', () => {
    const makers = institutions.map((institution) => {
      if (institution.inventoryTables === null) return null;
      const assets = tableOf(institution, 'assets');
      return new Set(
        column(assets, 'maker').filter((_maker, row) => cell(assets, 'category', row) === 'server.high-end'),
      );
    });
    const heavy = makers.filter((names) => names?.has('IBM') === true);
    const observed = makers.filter((names) => names !== null).length;
    expect(heavy.length / observed).toBeGreaterThan(0.28);
    expect(heavy.length / observed).toBeLessThan(0.6);
    expect(heavy.some((names) => (names?.size ?? 0) > 1)).toBe(true);
  });

  test('parents of providers stand in several countries, and registers disagree here and there', () => {
    const stated = new Map<string, Set<string>>();
    const countries = new Set<string>();
    for (const institution of institutions) {
      const providers = tableOf(institution, 'B_05.01');
      for (let row = 0; row < providers.rowCount; row += 1) {
        const [code, parent] = [cell(providers, 'c0010', row), cell(providers, 'c0110', row)];
        stated.set(code, (stated.get(code) ?? new Set()).add(parent));
        if (code === parent) countries.add(cell(providers, 'c0080', row));
      }
    }
    expect(countries.size).toBeGreaterThan(6);
    const disputed = [...stated.values()].filter((parents) => parents.size > 1).length;
    expect(disputed).toBeGreaterThan(0);
    expect(disputed).toBeLessThan(stated.size / 10);
  });
});

test('refuses a number of institutions or a date that makes no sense', () => {
  expect(() => sampleSector({ ...options, institutions: 0 })).toThrow(RangeError);
  expect(() => sampleSector({ ...options, referenceDate: '2024-13-01' })).toThrow(RangeError);
});
