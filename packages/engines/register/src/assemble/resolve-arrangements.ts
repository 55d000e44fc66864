import type { ArrangementIndex } from './arrangements.ts';
import type { Assembly } from './assembly.ts';
import { pooled, submissionsOf } from './rows.ts';
import type { Rows } from './rows.ts';

/** Arrangement of each row by its reference; one that is not stated is -1 and told. */
export function arrangementsIn(assembly: Assembly, rows: Rows, column: string, index: ArrangementIndex): Int32Array {
  const submission = submissionsOf(rows);
  const reference = pooled(rows, column, assembly.references);
  const result = new Int32Array(rows.count).fill(-1);
  for (let at = 0; at < rows.count; at += 1) {
    const which = reference[at] as number;
    if (which < 0) continue;
    result[at] = index.find(submission[at] as number, which);
    if (result[at] !== -1) continue;
    const text = assembly.references.values[which] ?? '';
    assembly.problems.at(rows, at, {
      rule: 'UP-ASM-4',
      column,
      value: text,
      expected: 'the reference of an arrangement in B_02.01',
      message: `Arrangement "${text}" is not stated; it stays unobserved. Add its row to B_02.01.`,
    });
  }
  return result;
}

/** Rows of a table that hang on an arrangement, without those of an arrangement that is set aside. */
export function keptWithArrangement(
  assembly: Assembly,
  all: Rows,
  column: string,
  index: ArrangementIndex,
): Int32Array {
  const submission = submissionsOf(all);
  const reference = pooled(all, column, assembly.references);
  const places = new Int32Array(all.count);
  let count = 0;
  for (let place = 0; place < all.count; place += 1) {
    if (index.setAside(submission[place] as number, reference[place] as number)) continue;
    places[count] = place;
    count += 1;
  }
  return places.subarray(0, count);
}
