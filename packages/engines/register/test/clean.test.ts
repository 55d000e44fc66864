import { readDoraPackage } from '@underpin/formats';
import { describe, expect, test } from 'vitest';
import { checkPackage } from '../src/index.ts';
import { cleanRows, fullPackage, fullZip, profileNamed } from './full-package.ts';

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
