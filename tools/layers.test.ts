import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { forbiddenArrows, type House, readHouse } from './layers.ts';

const entry = (folder: string, layer: string, ...declared: string[]) => ({
  folder,
  layer,
  declared: new Set(declared),
  doors: new Set<string>(),
});

function houseWith(from: string, to: string, file = 'x.ts'): House {
  return {
    packages: new Map([
      ['@underpin/model', entry('packages/model', 'model')],
      ['@underpin/register', entry('packages/engines/register', 'engine', '@underpin/model', '@underpin/reliance')],
      ['@underpin/reliance', entry('packages/engines/reliance', 'engine', '@underpin/model')],
      ['@underpin/app', entry('packages/app', 'app', '@underpin/store', '@underpin/model', 'pg')],
      ['@underpin/store', entry('packages/store', 'store', '@underpin/app')],
    ]),
    arrows: [{ from, to, file, specifier: to }],
  };
}

test('forbiddenArrows() finds none in this repository', () => {
  expect(forbiddenArrows(readHouse(dirname(import.meta.dirname)))).toEqual([]);
});

test.each([
  ['@underpin/register', '@underpin/reliance', 'engine must not import engine'],
  ['@underpin/app', '@underpin/store', 'app must not import store'],
  ['@underpin/register', 'node:fs', 'a pure package must not import'],
  ['@underpin/app', 'pg', 'belong in store'],
  ['@underpin/app', '@underpin/model/src/money.ts', 'not the door'],
  ['@underpin/reliance', 'left-pad', 'does not declare'],
])('forbiddenArrows() refuses %s -> %s', (from, to, problem) => {
  expect(forbiddenArrows(houseWith(from, to)).join('\n')).toContain(problem);
});
