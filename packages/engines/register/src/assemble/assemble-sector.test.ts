import fc from 'fast-check';
import { criticality, noDay } from '@underpin/model';
import type { TextColumn } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import { assemblyInput, inventory, register } from '../../test/small-sector.ts';
import type { SmallSubmission } from '../../test/small-sector.ts';
import { assembleSector } from './assemble-sector.ts';

const at = (column: TextColumn, row: number) => column.values[column.codes[row] ?? -1] ?? '';
const rules = (submissions: readonly SmallSubmission[]) =>
  assembleSector(assemblyInput(submissions)).findings.map(({ rule }) => rule);

describe('one register', () => {
  const { sector, findings } = assembleSector(assemblyInput([register('AAA')]));

  test('resolves every reference and strips the prefixes of countries, currencies and service types', () => {
    expect(findings).toEqual([]);
    expect(sector.institutions).toMatchObject({ count: 1, lei: ['AAA'], name: ['Bank AAA'] });
    expect(sector.institutions.totalAssets[0]).toBe(1000000.5);
    expect(at(sector.institutions.country, 0)).toBe('FR');
    expect(at(sector.institutions.type, 0)).toBe('eba_CT:x12');
    expect(sector.institutions.parent[0]).toBe(0);
    const uses = sector.serviceUses;
    expect([uses.institution[0], uses.arrangement[0], uses.provider[0], uses.function[0]]).toEqual([0, 0, 0, 0]);
    expect([at(uses.serviceType, 0), at(uses.provisionCountry, 0), at(uses.dataLocation, 0)]).toEqual([
      'S12',
      'DE',
      '',
    ]);
    expect([uses.reliance[0], uses.noticeInstitution[0], uses.noticeProvider[0]]).toEqual([3, 90, -1]);
    expect(sector.functions.critical[0]).toBe(criticality.yes);
    expect(sector.providers.parent[0]).toBe(0);
    expect(at(sector.arrangements.currency, 0)).toBe('EUR');
  });

  test('every row tells its submission, file and line', () => {
    const { origins } = sector.serviceUses;
    expect([origins.submission[0], sector.files[origins.file[0] ?? -1], origins.line[0]]).toEqual([
      0,
      'reports/b_02.02.csv',
      2,
    ]);
  });
});

describe('one institution in several submissions', () => {
  const own = register('AAA');
  const group = register('GGG', ['GGG', 'AAA'], { date: '2025-01-31' });

  test('counts once, from the submission that it maintains itself', () => {
    const { sector, findings } = assembleSector(assemblyInput([group, own]));
    expect([
      sector.institutions.count,
      sector.functions.count,
      sector.serviceUses.count,
      sector.arrangements.count,
    ]).toEqual([2, 2, 2, 2]);
    const aaa = sector.institutions.lei.indexOf('AAA');
    const row = sector.serviceUses.institution.indexOf(aaa);
    expect(sector.submissions[sector.serviceUses.origins.submission[row] ?? -1]?.entity).toBe('AAA');
    expect(findings.map(({ rule }) => rule)).toEqual(['UP-ASM-1']);
    expect(findings[0]?.message).toContain('"AAA"');
  });

  test('counts from the later reference date when it maintains none', () => {
    const other = register('HHH', ['HHH', 'AAA'], { date: '2024-06-30' });
    const { sector } = assembleSector(assemblyInput([other, group]));
    const row = sector.functions.institution.indexOf(sector.institutions.lei.indexOf('AAA'));
    expect(sector.submissions[sector.functions.origins.submission[row] ?? -1]?.entity).toBe('GGG');
    expect([sector.functions.count, sector.supply.count, sector.assessments.count]).toEqual([3, 3, 3]);
  });
});

describe('providers', () => {
  test('are one per type and code across submissions, with the name and parent stated most often', () => {
    const { sector, findings } = assembleSector(
      assemblyInput([
        register('AAA', ['AAA'], { parent: 'TOP', name: 'Nordvik' }),
        register('BBB', ['BBB'], { parent: 'TOP', name: 'Nordvik' }),
        register('CCC', ['CCC'], { name: 'Nordvick' }),
      ]),
    );
    expect(sector.providers.code).toEqual(['PROV', 'TOP']);
    expect(sector.providers.name[0]).toBe('Nordvik');
    expect([...sector.providers.parent]).toEqual([1, 1]);
    expect(sector.providerStatements.count).toBe(5);
    expect(findings.map(({ rule, value, expected }) => [rule, value, expected])).toEqual([['UP-ASM-2', 'PROV', 'TOP']]);
  });

  test('a tie goes to the smaller code, whatever the order', () => {
    const [one, two] = [register('AAA', ['AAA'], { parent: 'TOP1' }), register('BBB', ['BBB'], { parent: 'TOP2' })];
    for (const order of [
      [one, two],
      [two, one],
    ]) {
      const { sector } = assembleSector(assemblyInput(order));
      expect(sector.providers.code[sector.providers.parent[0] ?? -1]).toBe('TOP1');
    }
  });

  test('one code with two types is two providers and a finding', () => {
    const submissions = [register('AAA'), register('BBB', ['BBB'], { type: 'eba_qCO:qx2003' })];
    const { sector } = assembleSector(assemblyInput(submissions));
    expect(sector.providers.count).toBe(2);
    expect(rules(submissions)).toEqual(['UP-ASM-3']);
    expect(new Set(sector.serviceUses.provider)).toEqual(new Set([0, 1]));
  });

  test('without a stated parent it is unobserved', () => {
    const submission = register('AAA');
    const row = { c0010: 'PROV', c0020: 'eba_qCO:qx2000', c0050: 'P' };
    const { sector } = assembleSector(
      assemblyInput([{ ...submission, tables: { ...submission.tables, 'B_05.01': [row] } }]),
    );
    expect([...sector.providers.parent]).toEqual([-1]);
  });
});

test('a key that is stated twice counts once, from its first row, and is told', () => {
  const submission = register('AAA');
  const twice = Object.fromEntries(
    Object.entries(submission.tables).map(([code, rows]) => [
      code,
      ['B_02.01', 'B_06.01'].includes(code) ? [...rows, { ...rows[0], c0030: '' }] : rows,
    ]),
  );
  const { sector, findings } = assembleSector(assemblyInput([{ ...submission, tables: twice }]));
  expect([sector.functions.count, sector.arrangements.count]).toEqual([1, 1]);
  expect(at(sector.functions.name, 0)).toBe('Payments');
  expect(findings.map(({ rule, location }) => [rule, location.line])).toEqual([
    ['UP-ASM-5', 3],
    ['UP-ASM-5', 3],
  ]);
});

test('a frame goes with the arrangements under it when all their users are spoken for elsewhere', () => {
  const group = register('GGG', ['GGG', 'AAA'], { date: '2025-01-31' });
  const frame = { c0010: 'FRAME', c0020: 'eba_CO:x2', c0050: '1' };
  const arrangements = (group.tables['B_02.01'] ?? []).map((row) =>
    row['c0010'] === 'A-AAA' ? { ...row, c0030: 'FRAME' } : row,
  );
  const framed = { ...group, tables: { ...group.tables, 'B_02.01': [frame, ...arrangements] } };
  expect(assembleSector(assemblyInput([framed])).sector.arrangements.reference).toEqual(['FRAME', 'A-GGG', 'A-AAA']);
  const { sector } = assembleSector(assemblyInput([framed, register('AAA')]));
  expect(sector.arrangements.reference).toEqual(['A-GGG', 'A-AAA']);
  expect(sector.supply.count).toBe(2);
});

test('what does not resolve is -1 and told, and the row stays', () => {
  const submission = register('AAA');
  const broken = { ...submission, tables: { ...submission.tables, 'B_05.01': [], 'B_06.01': [], 'B_02.01': [] } };
  const { sector, findings } = assembleSector(assemblyInput([broken]));
  const uses = sector.serviceUses;
  expect(uses.count).toBe(1);
  expect([uses.provider[0], uses.function[0], uses.arrangement[0]]).toEqual([-1, -1, -1]);
  expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['UP-ASM-4']));
  expect(findings.map(({ location }) => location.column)).toEqual(
    expect.arrayContaining(['c0010', 'c0030', 'c0050', 'c0060']),
  );
});

describe('inventories', () => {
  const assets = [
    {
      asset_id: 'S1',
      maker: 'Nordvik Systems',
      maker_code: 'MAKER',
      brand: 'N',
      product_line: 'Line',
      model: 'M1',
      category: 'server.high-end',
      cores: '64',
      peak_utilisation: '0.8',
    },
    {
      asset_id: 'S2',
      maker: 'Nordvik Systems',
      maker_code: 'MAKER',
      brand: 'N',
      product_line: 'Line',
      model: 'M1',
      category: 'server.high-end',
    },
    { asset_id: 'S3', maker: ' provider  prov', model: 'X', category: 'storage' },
    { asset_id: 'S4', maker: 'Unheard Of', model: 'Y', category: 'storage' },
  ];
  const dependencies = [
    { parent_kind: 'function', parent_id: 'F1', group: 'a', threshold: 'all', child_kind: 'system', child_id: 'core' },
    { parent_kind: 'system', parent_id: 'core', group: 'g', threshold: 'any', child_kind: 'asset', child_id: 'S1' },
    { parent_kind: 'system', parent_id: 'core', group: 'g', threshold: 'any', child_kind: 'asset', child_id: 'S2' },
    {
      parent_kind: 'system',
      parent_id: 'core',
      group: 'h',
      threshold: '1',
      child_kind: 'service',
      child_id: 'A-AAA',
      service_type: 'eba_TA:S12',
      provider_code: 'PROV',
    },
  ];
  const stated = inventory('AAA', { systems: [{ system_id: 'core', name: 'Core' }], assets, dependencies });

  test('give exact groups, products by maker, and makers by code or by name', () => {
    const { sector, findings } = assembleSector(assemblyInput([register('AAA'), stated]));
    expect(sector.assets.count).toBe(4);
    expect([...sector.assets.product]).toEqual([0, 0, 1, 2]);
    const maker = (product: number) => sector.providers.code[sector.products.maker[product] ?? -1];
    expect([maker(0), maker(1), maker(2)]).toEqual(['MAKER', 'PROV', 'unheard of']);
    expect(at(sector.providers.codeType, sector.products.maker[2] ?? -1)).toBe('name');
    expect([...sector.groups.threshold]).toEqual([1, 1, 1]);
    expect([...sector.groups.parent]).toEqual([0, 0, 0]);
    expect([...sector.dependencies.child]).toEqual([0, 0, 1, 0]);
    expect(sector.providers.code[sector.dependencies.provider[3] ?? -1]).toBe('PROV');
    expect(at(sector.dependencies.serviceType, 3)).toBe('S12');
    expect(findings.map(({ rule }) => rule)).toEqual(['UP-ASM-6']);
    expect([sector.assets.cores[0], sector.assets.cores[1]]).toEqual([64, Number.NaN]);
    expect(sector.assets.commissioned[0]).toBe(noDay);
  });

  test('alone they make an institution without functions, and references into the register are told', () => {
    const { sector, findings } = assembleSector(assemblyInput([stated]));
    expect(sector.institutions.lei).toEqual(['AAA']);
    expect(sector.groups.parent[0]).toBe(-1);
    expect(sector.dependencies.child[3]).toBe(-1);
    const values = findings.filter(({ rule }) => rule === 'UP-ASM-4').map(({ value }) => value);
    expect(new Set(values)).toEqual(new Set(['A-AAA', 'F1', 'PROV']));
  });

  test('a later inventory of the same institution replaces the earlier one', () => {
    const later = {
      ...inventory('AAA', { assets: [{ asset_id: 'T1', model: 'Z', category: 'storage' }] }),
      date: '2025-06-30',
    };
    const { sector, findings } = assembleSector(assemblyInput([stated, later]));
    expect(sector.assets.id).toEqual(['T1']);
    expect(findings.map(({ rule }) => rule)).toEqual(['UP-ASM-1']);
  });

  test('a maker whose name two providers share is neither of them', () => {
    const [one, two] = [
      register('AAA', ['AAA'], { name: 'Twin' }),
      register('BBB', ['BBB'], { name: 'Twin', provider: 'OTHER' }),
    ];
    const twins = inventory('AAA', { assets: [{ asset_id: 'S1', maker: 'TWIN', category: 'storage' }] });
    const { sector, findings } = assembleSector(assemblyInput([one, two, twins]));
    expect(sector.providers.code[sector.products.maker[0] ?? -1]).toBe('twin');
    expect(findings).toEqual([]);
  });

  test('a utilisation beyond 1 is told and unobserved', () => {
    const rows = ['80', '0.8', '-0.1', '1'].map((peak, at) => ({
      asset_id: `S${at}`,
      category: 'storage',
      peak_utilisation: peak,
    }));
    const { sector, findings } = assembleSector(assemblyInput([inventory('AAA', { assets: rows })]));
    expect([...sector.assets.peakUtilisation]).toEqual([Number.NaN, 0.8, Number.NaN, 1]);
    expect(findings.map(({ rule, value }) => [rule, value])).toEqual([
      ['UP-ASM-8', '80'],
      ['UP-ASM-8', '-0.1'],
    ]);
  });

  test('a threshold that cannot be met is told and all children are needed', () => {
    const wrong = inventory('AAA', {
      systems: [{ system_id: 'core' }],
      assets,
      dependencies: [
        { parent_kind: 'system', parent_id: 'core', group: 'g', threshold: '3', child_kind: 'asset', child_id: 'S1' },
        { parent_kind: 'system', parent_id: 'core', group: 'g', threshold: 'any', child_kind: 'asset', child_id: 'S2' },
      ],
    });
    const { sector, findings } = assembleSector(assemblyInput([register('AAA'), wrong]));
    expect([...sector.groups.threshold]).toEqual([2]);
    expect(findings.filter(({ rule }) => rule === 'UP-ASM-7')).toHaveLength(2);
  });
});

test('the order of submissions changes neither counts nor who is who', () => {
  const all = [
    register('AAA'),
    register('BBB', ['BBB'], { provider: 'OTHER', parent: 'TOP' }),
    register('GGG', ['GGG', 'AAA', 'XXX']),
    register('HHH', ['HHH', 'XXX'], { provider: 'OTHER' }),
    inventory('BBB', { assets: [{ asset_id: 'S1', maker: 'M', model: 'X', category: 'storage' }] }),
  ];
  const ids = all.map((_submission, index) => String(index * 7).padStart(64, '0'));
  const summary = (order: readonly number[]) => {
    const { sector, findings } = assembleSector(
      assemblyInput(
        order.map((at) => all[at] as SmallSubmission),
        order.map((at) => ids[at] ?? ''),
      ),
    );
    return {
      counts: [
        sector.institutions,
        sector.functions,
        sector.arrangements,
        sector.serviceUses,
        sector.supply,
        sector.assessments,
        sector.assets,
      ].map(({ count }) => count),
      institutions: sector.institutions.lei,
      providers: sector.providers.code,
      parents: [...sector.providers.parent],
      rules: findings.map(({ rule }) => rule).toSorted(),
    };
  };
  const expected = summary([0, 1, 2, 3, 4]);
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (order) => {
      expect(summary(order)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
