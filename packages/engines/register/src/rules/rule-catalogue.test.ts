import { expect, test } from 'vitest';
import coded from '../../rules/coded-rules.json' with { type: 'json' };
import { codedRules } from './rule-catalogue.ts';

test('every check that is code says what it asks, and nothing else is said', () => {
  const rules = codedRules();
  expect(rules.filter(({ asks }) => !asks.endsWith('.'))).toEqual([]);
  expect(rules.map(({ id }) => id).toSorted()).toEqual(Object.keys(coded.rules).toSorted());
});
