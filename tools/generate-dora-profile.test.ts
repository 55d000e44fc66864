import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { doraProfiles, registerSourcePath } from './generate-dora-profile.ts';

const source = registerSourcePath();

test.skipIf(!existsSync(source))('the committed profiles are what the source gives (shared data needed)', () => {
  const folder = join(import.meta.dirname, '../packages/formats/src/dora/profiles');
  const profiles = doraProfiles(readFileSync(source, 'utf8'));
  expect(profiles.map((profile) => profile.id)).toEqual(['dora-4.0', 'dora-4.2']);
  for (const profile of profiles) {
    expect(readFileSync(join(folder, `${profile.id}.json`), 'utf8')).toBe(`${JSON.stringify(profile, null, 1)}\n`);
  }
});

test('a source with an unknown type letter or list is refused', () => {
  const table = {
    code: 'B_01.01',
    file: 'b_01.01.csv',
    title: 'T',
    primary: ['c0010'],
    references: [],
    columns: [{ code: 'c0010', label: 'L', type: 'z', domain: null, key: true, ebaRequired: true }],
  };
  const text = (columns: object): string =>
    JSON.stringify({
      source: 's',
      domains: {},
      tables: [{ ...table, columns: [{ ...table.columns[0], ...columns }] }],
    });
  expect(() => doraProfiles(text({}))).toThrow('"z"');
  expect(() => doraProfiles(text({ type: 'e', domain: 'x:1|x:2' }))).toThrow('x:1|x:2');
  expect(doraProfiles(text({ type: 's' }))).toHaveLength(2);
});
