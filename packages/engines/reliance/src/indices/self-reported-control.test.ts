import { expect, test } from 'vitest';
import { sectorOf } from '../../test/sector-of.ts';
import { selfReportedControl } from './self-reported-control.ts';

function viewOf(providers: Parameters<typeof sectorOf>[0]['providers']) {
  const view = selfReportedControl(sectorOf({ providers: providers ?? [] }));
  return [...view.group].map((at) => {
    const group = view.groups[at];
    return [group?.id, view.countries[group?.countryIndex ?? -1] ?? null, group?.known];
  });
}

test('a provider follows its stated parents to the end', () => {
  expect(
    viewOf([
      { code: 'A', parent: 'B', country: 'IE' },
      { code: 'B', parent: 'C' },
      { code: 'C', parent: 'C', country: 'US' },
    ]),
  ).toEqual([
    ['C', 'US', true],
    ['C', 'US', true],
    ['C', 'US', true],
  ]);
});

test('nobody knows who controls a provider that states nothing', () => {
  expect(viewOf([{ code: 'A', country: 'DE' }])).toEqual([['A', null, false]]);
});

test('a head that others name is known, though it states nothing itself', () => {
  expect(
    viewOf([
      { code: 'A', parent: 'B' },
      { code: 'B', country: 'FR' },
    ]),
  ).toEqual([
    ['B', 'FR', true],
    ['B', 'FR', true],
  ]);
});

test('a circle of parents is one group of unknown country', () => {
  expect(
    viewOf([
      { code: 'OUT', parent: 'A' },
      { code: 'A', parent: 'B', country: 'US' },
      { code: 'B', parent: 'C', country: 'US' },
      { code: 'C', parent: 'A', country: 'US' },
    ]),
  ).toEqual(Array.from({ length: 4 }, () => ['A', null, true]));
});
