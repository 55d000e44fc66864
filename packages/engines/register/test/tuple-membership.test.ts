import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tupleMembership } from '../src/expressions/tuple-membership.ts';
import { valueAt } from '../src/expressions/vector.ts';
import type { Vector } from '../src/expressions/vector.ts';

const text = fc.constantFrom('', '1', '2', '12', 'A', 'A1');

function columns(table: string, rows: readonly (readonly [string, string])[]): Vector[] {
  return [0, 1].map((part) => {
    const values = [...new Set(rows.map((row) => row[part] as string))].filter((value) => value !== '');
    return { table, codes: Int32Array.from(rows, (row) => values.indexOf(row[part] as string)), values, empty: null };
  });
}

test('rows are found as their texts put together would be', () => {
  const rows = fc.array(fc.tuple(text, text), { maxLength: 12 });
  fc.assert(
    fc.property(rows, rows, (here, there) => {
      const found = tupleMembership(columns('a', here), columns('b', there));
      const known = new Set(there.map((row) => row.join('')));
      const expected = here.map((row) => row.join('') !== '' && known.has(row.join('')));
      const told = here.map((row, at) => row.join('') !== '' && valueAt(found, at) === true);
      expect(told).toEqual(expected);
    }),
  );
});
