import type { Functions } from '@underpin/model';
import type { Assembly } from './assembly.ts';
import { criticalityOf } from './codes.ts';
import { PairIndex } from './pair-index.ts';
import { mapped, numbers, originsOf, pickRows, pooled, selectRows, submissionsOf, texts } from './rows.ts';

/**
 * Functions by (institution, function id), from the submission that speaks for the institution.
 * `indexOf` finds a function by the pool numbers of its LEI and id.
 */
export function assembleFunctions(
  assembly: Assembly,
  speaker: readonly number[],
  institutionOf: Int32Array,
): { readonly functions: Functions; readonly indexOf: PairIndex } {
  const all = selectRows(assembly.parts('B_06.01'));
  const submission = submissionsOf(all);
  const lei = pooled(all, 'c0040', assembly.leis);
  const id = pooled(all, 'c0010', assembly.functionIds);
  const indexOf = new PairIndex(all.count);
  const places = new Int32Array(all.count);
  let count = 0;
  for (let place = 0; place < all.count; place += 1) {
    const [who, which] = [lei[place] as number, id[place] as number];
    if (who >= 0 && speaker[who] !== submission[place]) continue;
    if (who >= 0 && which >= 0) {
      if (indexOf.get(who, which) !== -1) {
        const [text, key] = [assembly.leis.values[who] ?? '', assembly.functionIds.values[which] ?? ''];
        assembly.problems.at(all, place, {
          rule: 'UP-ASM-5',
          column: 'c0010',
          key: `c0040=${text}, c0010=${key}`,
          value: key,
          expected: 'one row for a function of an institution',
          message: `Function "${key}" of "${text}" is stated more than once; the first row counts. Give each function its own identifier.`,
        });
        continue;
      }
      indexOf.set(who, which, count);
    }
    places[count] = place;
    count += 1;
  }

  const rows = pickRows(all, places.subarray(0, count));
  const institution = new Int32Array(count);
  for (let index = 0; index < count; index += 1) {
    const who = lei[places[index] as number] as number;
    institution[index] = who < 0 ? -1 : (institutionOf[who] ?? -1);
    if (institution[index] !== -1) continue;
    const text = assembly.leis.values[who] ?? '';
    assembly.problems.at(rows, index, {
      rule: 'UP-ASM-4',
      column: 'c0040',
      value: text,
      expected: 'the LEI of an entity in B_01.02',
      message: `The function belongs to "${text}", which no submission lists; its institution is unobserved. List the entity in B_01.02.`,
    });
  }
  return {
    indexOf,
    functions: {
      count,
      institution,
      id: Array.from(
        rows.row,
        (_row, index) => assembly.functionIds.values[id[places[index] as number] as number] ?? '',
      ),
      name: texts(rows, 'c0030'),
      licensedActivity: texts(rows, 'c0020'),
      critical: Uint8Array.from(mapped(rows, 'c0050', criticalityOf, criticalityOf(''))),
      rto: numbers(rows, 'c0080'),
      rpo: numbers(rows, 'c0090'),
      impact: texts(rows, 'c0100'),
      origins: originsOf(rows, assembly.files),
    },
  };
}
