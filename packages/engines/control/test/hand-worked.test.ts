import { readFileSync } from 'node:fs';
import { dayNumber } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import { asOf, controlOfDay, controlStatusNames, countryOfControl, integratedOwnership } from '../src/index.ts';
import { handWorkedCases } from './markdown-tables.ts';
import { at, smallGraph } from './small-graph.ts';
import type { Edge, Entity } from './small-graph.ts';

const guide = new URL('../../../../docs/guide/control-by-hand.md', import.meta.url);
const cases = handWorkedCases(readFileSync(guide, 'utf8'));

test('the guide has its cases', () => {
  expect(cases.length).toBeGreaterThanOrEqual(15);
  for (const { tables } of cases) expect(tables.length).toBeGreaterThanOrEqual(2);
});

describe.each(cases)('control by hand: $title', ({ asOf: date, tables }) => {
  const table = (column: string): readonly Readonly<Record<string, string>>[] =>
    tables.find((rows) => rows[0] !== undefined && column in rows[0]) ?? [];
  const entities = tables.find((rows) => rows[0]?.['kind'] !== undefined && rows[0]['owner'] === undefined) ?? [];
  const graph = smallGraph(table('owned') as unknown as Edge[], entities as unknown as Entity[]);
  const day = dayNumber(date) ?? Number.NaN;
  const control = controlOfDay(graph, day);

  test('heads, status and country', () => {
    const expected = table('head');
    expect(expected.length).toBeGreaterThan(0);
    const found = expected.map((row) => {
      const entity = at(graph, row['entity'] ?? '');
      const answer = countryOfControl(control, entity);
      return {
        entity: row['entity'],
        head: graph.entities.id[answer.head],
        status: controlStatusNames[control.companyControl.status[entity] as 0],
        ...(row['country'] === undefined ? {} : { country: answer.country }),
      };
    });
    expect(found).toEqual(expected);
  });

  test('shares', () => {
    const shares = integratedOwnership(asOf(graph, day));
    for (const row of table('effective')) {
      const [owner, entity] = [at(graph, row['share of'] ?? ''), at(graph, row['in'] ?? '')];
      const found = shares.ownersOf(entity).find((each) => each.owner === owner);
      const both = shares.ofOwners([owner]);
      const [min = Number.NaN, max = min] = (row['effective'] ?? '').split('-').map(Number);
      const [low = Number.NaN, high = low] = (row['integrated'] ?? '').split('-').map(Number);
      expect(found?.share.atLeast).toBeCloseTo(min, 9);
      expect(found?.share.atMost).toBeCloseTo(max, 9);
      expect(found?.integrated.atLeast).toBeCloseTo(low, 9);
      expect(found?.integrated.atMost).toBeCloseTo(high, 9);
      expect(both.min[entity]).toBeCloseTo(min, 9);
      expect(both.max[entity]).toBeCloseTo(max, 9);
    }
  });
});
