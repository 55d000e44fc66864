import fc from 'fast-check';
import type { Sector } from '@underpin/model';
import { expect, test } from 'vitest';
import { assemblyInput } from '../../test/small-sector.ts';
import type { SmallSubmission } from '../../test/small-sector.ts';
import { assembleSector } from './assemble-sector.ts';

const code = fc.constantFrom('', 'A', 'B', 'C', 'eba_GA:qx2007', 'Not applicable', '__proto__', '7');
const columns = (...names: string[]) => Object.fromEntries(names.map((name) => [name, code]));
const numbered = (last: number) =>
  columns(...Array.from({ length: last }, (_none, at) => `c${String((at + 1) * 10).padStart(4, '0')}`));
const rows = (shape: Record<string, fc.Arbitrary<string>>) => fc.array(fc.record(shape), { maxLength: 5 });

const submission: fc.Arbitrary<SmallSubmission> = fc.record({
  entity: fc.constantFrom('A', 'B', ''),
  date: fc.constantFrom('2024-12-31', '2023-12-31'),
  format: fc.constantFrom('dora' as const, 'inventory' as const),
  tables: fc.record({
    'B_01.01': rows(numbered(6)),
    'B_01.02': rows(numbered(11)),
    'B_02.01': rows(numbered(5)),
    'B_02.02': rows(numbered(18)),
    'B_05.01': rows(numbered(12)),
    'B_05.02': rows(numbered(7)),
    'B_06.01': rows(numbered(10)),
    'B_07.01': rows(numbered(12)),
    inventory: rows(columns('institution_lei', 'name')),
    systems: rows(columns('system_id', 'name')),
    assets: rows(columns('asset_id', 'maker', 'maker_code', 'model', 'category', 'peak_utilisation')),
    dependencies: rows({
      ...columns('parent_id', 'group', 'child_id', 'provider_code', 'service_type'),
      parent_kind: fc.constantFrom('function', 'system', 'x'),
      child_kind: fc.constantFrom('system', 'asset', 'service', 'x'),
      threshold: fc.constantFrom('', 'all', 'any', '1', '2', '-1', '99'),
    }),
  }),
});

/** [indexes, how many there are to point at] of every reference in a sector. */
function references(sector: Sector): (readonly [Int32Array, number])[] {
  const { institutions, functions, arrangements, providers, serviceUses, supply, assessments } = sector;
  return [
    [institutions.parent, institutions.count],
    [functions.institution, institutions.count],
    [arrangements.overarching, arrangements.count],
    [providers.parent, providers.count],
    [sector.providerStatements.provider, providers.count],
    [serviceUses.institution, institutions.count],
    [serviceUses.arrangement, arrangements.count],
    [serviceUses.provider, providers.count],
    [serviceUses.function, functions.count],
    [supply.arrangement, arrangements.count],
    [supply.recipient, providers.count],
    [assessments.provider, providers.count],
    [sector.systems.institution, institutions.count],
    [sector.assets.institution, institutions.count],
    [sector.assets.product, sector.products.count],
    [sector.products.maker, providers.count],
    [sector.dependencies.group, sector.groups.count],
    [sector.dependencies.provider, providers.count],
  ];
}

test('whatever the rows say, nothing throws, every reference is in range and every threshold can be met', () => {
  fc.assert(
    fc.property(fc.array(submission, { maxLength: 4 }), (submissions) => {
      const { sector, findings } = assembleSector(assemblyInput(submissions));
      for (const [indexes, count] of references(sector))
        expect(indexes.every((index) => index >= -1 && index < count)).toBe(true);
      const size = new Int32Array(sector.groups.count);
      for (const group of sector.dependencies.group) size[group] = (size[group] ?? 0) + 1;
      expect(
        sector.groups.threshold.every((threshold, group) => threshold >= 1 && threshold <= (size[group] ?? 0)),
      ).toBe(true);
      const lengths = [
        sector.serviceUses,
        sector.functions,
        sector.arrangements,
        sector.supply,
        sector.assets,
        sector.dependencies,
        sector.providers,
      ];
      for (const { count, origins } of lengths)
        expect([origins.submission.length, origins.file.length, origins.line.length]).toEqual([count, count, count]);
      for (const { message, rule } of findings) expect(message.length > 20 && rule.startsWith('UP-ASM-')).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('no institution has a function or a use from two submissions', () => {
  fc.assert(
    fc.property(fc.array(submission, { minLength: 2, maxLength: 4 }), (submissions) => {
      const { sector } = assembleSector(assemblyInput(submissions));
      const speaker = new Map<number, number>();
      for (const { count, institution, origins } of [sector.functions, sector.serviceUses]) {
        for (let row = 0; row < count; row += 1) {
          const [who, from] = [institution[row] ?? -1, origins.submission[row] ?? -1];
          if (who < 0) continue;
          expect(speaker.get(who) ?? from).toBe(from);
          speaker.set(who, from);
        }
      }
    }),
    { numRuns: 150 },
  );
});
