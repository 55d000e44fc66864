import { readCsv, readDoraPackage } from '@underpin/formats';
import { describe, expect, test } from 'vitest';
import { completeRegister } from '../../../../bench/lib/complete-register.ts';
import { checkPackage, readNationalRules } from '../src/index.ts';
import { cleanRows, fullPackage, fullZip, profileNamed } from './full-package.ts';
import { sharedFile } from './shared-data.ts';

const today = '2026-03-20';

describe.each(['dora-4.0', 'dora-4.2'])('%s', (version) => {
  test.each(['IND', 'CON'] as const)('a clean %s register trips no rule, switched off ones included', async (scope) => {
    const shape = { scope, profile: profileNamed(version) };
    const { name, bytes } = await fullZip(cleanRows(scope), shape);
    const pkg = await readDoraPackage({ name, bytes });
    expect(pkg.profile?.id).toBe(version);
    expect(checkPackage(pkg, { today, deactivatedRules: true })).toEqual([]);
    expect(checkPackage(fullPackage(cleanRows(scope), shape), { today, deactivatedRules: true })).toEqual([]);
  });
});

test('a register of 100,000 rows, made to be clean, trips no rule', async () => {
  const { name, bytes, identity, rows } = await completeRegister(7);
  expect(rows).toBeGreaterThan(100_000);
  const pkg = await readDoraPackage({ name, bytes });
  const national = sharedFile('dora/national-rules-2026.csv');
  const table = national === null ? null : readCsv(national, 'rules', 'national-rules-2026.csv').table;
  const ruleSets = table === null ? [] : [readNationalRules(table).set];
  expect(checkPackage(pkg, { today, identity, ruleSets, deactivatedRules: true })).toEqual([]);
});
