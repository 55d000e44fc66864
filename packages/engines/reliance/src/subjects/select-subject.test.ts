import { expect, test } from 'vitest';
import { sectorOf } from '../../test/sector-of.ts';
import { selfReportedControl } from '../indices/self-reported-control.ts';
import type { ItemKind } from './subject-fields.ts';
import { subjectFields } from './subject-fields.ts';
import { selectSubject } from './select-subject.ts';

const sector = sectorOf({
  institutions: [
    { lei: 'BANK', type: 'credit institution' },
    { lei: 'FUND', type: 'fund' },
  ],
  providers: [
    { code: 'BIG', name: 'Big Iron', country: 'US', parent: 'BIG' },
    { code: 'SUB', name: 'Big Iron Europe', country: 'IE', parent: 'BIG' },
    { code: 'LONE', name: 'Lone', country: 'DE' },
  ],
  products: [
    { model: 'Z', maker: 'BIG', line: 'z', category: 'server.high-end' },
    { model: 'T', maker: 'SUB', line: 't', category: 'storage' },
    { model: '?', maker: 'BIG' },
  ],
  assets: [
    { id: 'm1', product: 'Z', institution: 'BANK' },
    { id: 'm2', product: 'T', institution: 'FUND' },
    { id: 'm3', product: '?', institution: 'FUND' },
  ],
  functions: [{ id: 'F', institution: 'BANK' }],
  arrangements: [{ reference: 'A' }],
  uses: [
    { arrangement: 'A', provider: 'SUB', function: 'F', institution: 'BANK', data: 'US' },
    { arrangement: 'A', provider: 'LONE', function: 'F', institution: 'BANK' },
  ],
});
const control = selfReportedControl(sector);

function select(expression: string) {
  const result = selectSubject(sector, control, { expression });
  if (!result.ok) throw new Error(result.reason);
  const plain = (rows: Readonly<Record<ItemKind, Int32Array>>) =>
    Object.fromEntries(Object.entries(rows).flatMap(([kind, at]) => (at.length === 0 ? [] : [[kind, [...at]]])));
  return { items: plain(result.value.items), unobserved: plain(result.value.unobserved), notes: result.value.notes };
}

function refusal(expression: string): string {
  const result = selectSubject(sector, control, { expression });
  return result.ok ? 'accepted' : result.reason;
}

test('a group takes its providers, what they make and what they provide', () => {
  expect(select('group == "BIG"').items).toEqual({
    provider: [0, 1],
    product: [0, 1, 2],
    asset: [0, 1, 2],
    'service use': [0],
  });
});

test('a field that does not apply is neither true nor false', () => {
  expect(select('group == "BIG" && category == "server.high-end"')).toMatchObject({
    items: { product: [0], asset: [0] },
    unobserved: { product: [2], asset: [2] },
  });
  expect(select('provider == "Lone" || category == "storage"').items).toEqual({
    provider: [2],
    product: [1],
    asset: [1],
    'service use': [1],
  });
});

test('unobserved is not no: undecided items are listed apart', () => {
  expect(select('country == "US"')).toMatchObject({ unobserved: { provider: [2], 'service use': [1] } });
  expect(select('country != "US"').items).toEqual({});
  expect(select('!(dataLocation == "US")').unobserved).toEqual({ 'service use': [1] });
  expect(select('dataLocation == "US" && provider == "Big Iron Europe"').unobserved).toEqual({});
  expect(select('dataLocation == "US" && category == "storage"').unobserved).toEqual({});
  expect(select('country == "US" ? dataLocation == "US" : false').unobserved).toEqual({ 'service use': [1] });
});

test('asset and use fields reach the institution', () => {
  expect(select('institutionType == "fund"').items).toEqual({ asset: [1, 2] });
});

test('an unknown field is refused with the field meant and all fields', () => {
  const reason = refusal('categry == "storage"');
  expect(reason).toContain('"categry"');
  expect(reason).toContain('Did you mean "category"?');
  for (const { name } of subjectFields) expect(reason).toContain(name);
});

test.each([
  ['group == "BIG" &&', 'at character 18'],
  ['group', 'gives a string'],
  ['group == 3', 'no such overload'],
  ['provider.matches("(a+)+")', 'patterns have no bound'],
])('%s is refused', (expression, part) => {
  expect(refusal(expression)).toContain(part);
});

test('a value that no item has is noted with the value meant', () => {
  expect(select('category == "server.highend"').notes).toContain(
    'No item has category "server.highend"; did you mean "server.high-end"?',
  );
  expect(select('category in ["storage", "tape"]').notes).toEqual(['No item has category "tape"']);
});

test('another date than the sector has is noted', () => {
  const result = selectSubject(sector, control, { expression: 'country == "US"', asOf: '2025-12-31' });
  expect(result.ok && result.value.notes.join()).toContain('2025-12-31');
});
