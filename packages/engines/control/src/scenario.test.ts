import { dayNumber } from '@underpin/model';
import { expect, test } from 'vitest';
import { at, builderOf } from '../test/small-graph.ts';
import { compareControl } from './compare-control.ts';
import { brandOwners, controlOfDay } from './control-view.ts';
import { changeOfControl } from './scenario.ts';
import type { OwnershipGraph } from '@underpin/model';
import type { ControlScenario } from './scenario.ts';

/** A maker of one country sells its low-end server business: a subsidiary, a plant and a brand. */
function beforeTheSale(): OwnershipGraph {
  const entities = [
    { entity: 'MAKER', kind: 'company', country: 'US' },
    { entity: 'BUYER', kind: 'company', country: 'HK' },
    { entity: 'PLANT', kind: 'company', country: 'CN' },
  ];
  const builder = builderOf(
    [
      { owner: 'MAKER', owned: 'SERVERS', kind: 'voting', share: '100', from: '1993-01-01' },
      { owner: 'SERVERS', owned: 'PLANT', kind: 'voting', share: '80' },
      { owner: 'MAKER', owned: 'SERVICES', kind: 'voting', share: '100' },
    ],
    entities,
  );
  builder.addBrand({ brand: 'low-end servers', owner: builder.entity('MAKER'), source: 'brands.csv', line: 2 });
  return builder.build();
}

const day = dayNumber('2014-10-01') ?? 0;
const sale: ControlScenario = {
  on: '2014-10-01',
  changes: [
    { act: 'move', owner: 'MAKER', owned: 'SERVERS', to: 'BUYER' },
    { act: 'move brand', brand: 'low-end servers', to: 'BUYER' },
  ],
};

function applied(graph: OwnershipGraph, scenario: ControlScenario): OwnershipGraph {
  const told = changeOfControl(graph, scenario);
  if (!told.ok) throw new Error(told.reason);
  return told.value;
}

test('the sale moves the subsidiary, what it holds and the brand, and nothing else', () => {
  const graph = beforeTheSale();
  const after = applied(graph, sale);
  const told = compareControl(controlOfDay(graph, day), controlOfDay(after, day));
  expect(told.entities.map(({ id, before, after: now }) => [id, before.country, now.country, now.head])).toEqual([
    ['PLANT', 'US', 'HK', 'BUYER'],
    ['SERVERS', 'US', 'HK', 'BUYER'],
  ]);
  expect(told.brands.map(({ before, after: now }) => [before.owner, before.country, now.owner, now.country])).toEqual([
    ['MAKER', 'US', 'BUYER', 'HK'],
  ]);
});

test('the day before the sale is as it was, and the given graph is untouched', () => {
  const graph = beforeTheSale();
  const copy = structuredClone(graph);
  const after = applied(graph, sale);
  const none = compareControl(controlOfDay(graph, day - 1), controlOfDay(after, day - 1));
  expect(none).toEqual({ entities: [], brands: [] });
  expect(graph).toEqual(copy);
  expect(brandOwners(after, day - 1).get('low-end servers')).toBe(at(graph, 'MAKER'));
});

test('closing leaves what is unstated unknown, adding a stake makes it possible or certain', () => {
  const graph = beforeTheSale();
  const status = (changed: OwnershipGraph): unknown =>
    compareControl(controlOfDay(graph, day), controlOfDay(changed, day)).entities.find(({ id }) => id === 'SERVICES')
      ?.after.status;
  const close = { act: 'close', owner: 'MAKER', owned: 'SERVICES' } as const;
  expect(status(applied(graph, { on: '2014-10-01', changes: [close] }))).toBe('unknown');
  const part = {
    act: 'add',
    owner: 'BUYER',
    owned: 'SERVICES',
    kind: 'voting',
    share: { min: 0.4, max: 0.6 },
  } as const;
  expect(status(applied(graph, { on: '2014-10-01', changes: [close, part] }))).toBe('possible');
  const all = { ...part, share: { min: 1, max: 1 } };
  expect(status(applied(graph, { on: '2014-10-01', changes: [close, all] }))).toBe('controlled');
});

test('what is not there is refused in words', () => {
  const graph = beforeTheSale();
  const refused = (scenario: ControlScenario): string => {
    const told = changeOfControl(graph, scenario);
    return told.ok ? '' : told.reason;
  };
  expect(refused({ on: '2014-13-01', changes: [] })).toContain('"2014-13-01"');
  expect(refused({ on: '2014-10-01', changes: [{ act: 'move brand', brand: 'x', to: 'BUYER' }] })).toContain('"x"');
  expect(refused({ on: '2014-10-01', changes: [{ act: 'close', owner: 'BUYER', owned: 'PLANT' }] })).toContain(
    'none is stated',
  );
  expect(refused({ on: '2014-10-01', changes: [{ act: 'close', owner: 'NOBODY', owned: 'PLANT' }] })).toContain(
    '"NOBODY"',
  );
  const share = { min: 0.7, max: 0.6 };
  expect(
    refused({ on: '2014-10-01', changes: [{ act: 'add', owner: 'BUYER', owned: 'PLANT', kind: 'voting', share }] }),
  ).toContain('0.7');
});
