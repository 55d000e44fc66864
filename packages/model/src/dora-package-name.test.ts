import { expect, test } from 'vitest';
import { parseDoraPackageName } from './dora-package-name.ts';

const name = 'DUMMYLEI123456789012.CON_FR_DORA010100_DORA_2024-12-31_20241213174803429.zip';

test('the parts of a name', () => {
  expect(parseDoraPackageName(name)).toEqual({
    lei: 'DUMMYLEI123456789012',
    scope: 'CON',
    country: 'FR',
    module: '010100',
    referenceDate: '2024-12-31',
    stamp: '20241213174803429',
  });
});

test.each([
  'register.zip',
  name.toLowerCase(),
  name.replace('.zip', ''),
  name.replace('CON', 'SUB'),
  name.replace('20241213174803429', '20241213'),
  `x${name}`,
  'LEI_DUMMYLEI123456789012.CON_FR_DOR_DORA_ROI.zip',
])('"%s" has another form', (other) => {
  expect(parseDoraPackageName(other)).toBeNull();
});
