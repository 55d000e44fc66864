import { dayNumber } from '@underpin/model';
import { expect, test } from 'vitest';
import { at, smallGraph } from '../test/small-graph.ts';
import { controlOfDay } from './control-view.ts';
import { countryOfControl } from './country-of-control.ts';
import { providerControl } from './provider-control.ts';

const day = dayNumber('2024-06-30') ?? 0;
const country = (entity: string, code: string, kind = 'company') => ({ entity, kind, country: code });

test('two views that name different heads are a finding; unknown disagrees with nobody', () => {
  const graph = smallGraph([
    { owner: 'V', owned: 'A', kind: 'voting', share: '60' },
    { owner: 'G', owned: 'A', kind: 'direct consolidation', share: '' },
    { owner: 'G', owned: 'B', kind: 'direct consolidation', share: '' },
  ]);
  const { findings } = controlOfDay(graph, day);
  expect(findings.map(({ rule, key }) => [rule, key])).toEqual([['control.views-disagree', 'entity=A']]);
});

test('views continue one another upwards, and the path names each leg', () => {
  const graph = smallGraph(
    [
      { owner: 'B', owned: 'A', kind: 'voting', share: '60' },
      { owner: 'C', owned: 'B', kind: 'direct consolidation', share: '' },
      { owner: 'D', owned: 'C', kind: 'self-reported ultimate parent', share: '' },
    ],
    [country('D', 'JP')],
  );
  const answer = countryOfControl(controlOfDay(graph, day), at(graph, 'A'));
  expect(answer).toMatchObject({ country: 'JP', status: 'controlled', above: 'unknown' });
  expect(answer.path.map(({ view, rows, steps }) => [view, rows.length + steps.length])).toEqual([
    ['company control', 1],
    ['consolidation', 1],
    ['self-reported', 1],
  ]);
});

test('shares of two sources that differ widen the interval and are told; over 100 % is told', () => {
  const graph = smallGraph([
    { owner: 'A', owned: 'B', kind: 'voting', share: '60', source: 'one' },
    { owner: 'A', owned: 'B', kind: 'voting', share: '45', source: 'two' },
    { owner: 'A', owned: 'C', kind: 'voting', share: '60' },
    { owner: 'D', owned: 'C', kind: 'voting', share: '60' },
  ]);
  const control = controlOfDay(graph, day);
  expect(control.findings.map(({ rule }) => rule).sort()).toEqual([
    'control.shares-over-whole',
    'control.sources-disagree',
    'control.two-controllers',
  ]);
  expect(countryOfControl(control, at(graph, 'B')).status).toBe('possible');
});

test('lots of one source add up, repeats count once, observed votes come before capital', () => {
  const graph = smallGraph([
    { owner: 'A', owned: 'B', kind: 'voting', share: '30' },
    { owner: 'A', owned: 'B', kind: 'voting', share: '25' },
    { owner: 'A', owned: 'B', kind: 'voting', share: '25' },
    { owner: 'A', owned: 'B', kind: 'equity', share: '5' },
    { owner: 'A', owned: 'C', kind: 'voting', share: '' },
    { owner: 'A', owned: 'C', kind: 'equity', share: '80' },
  ]);
  const { companyControl, findings } = controlOfDay(graph, day);
  expect(findings).toEqual([]);
  expect([...companyControl.tallies.min]).toEqual([0.55, 0.8]);
});

test('providers: groups with country, the unknown one kept apart, a code that nobody knows on its own', () => {
  const graph = smallGraph(
    [
      { owner: 'S', owned: 'A', kind: 'voting', share: '70' },
      { owner: 'S', owned: 'B', kind: 'voting', share: '30' },
    ],
    [country('S', 'CN', 'state'), country('B', 'US')],
  );
  const told = providerControl(controlOfDay(graph, day), ['A', 'B', 'X'], ['a', 'b', 'x']);
  expect([...told.group]).toEqual([0, 1, 2]);
  expect(told.groups.map(({ id, known, countryIndex }) => [id, known, told.countries[countryIndex] ?? null])).toEqual([
    ['S', true, 'CN'],
    ['B', false, null],
    ['X', false, null],
  ]);
});
