import type { Arrangements } from '@underpin/model';
import type { Assembly } from './assembly.ts';
import { plainCode } from './codes.ts';
import { PairIndex } from './pair-index.ts';
import { numbers, originsOf, pickRows, pooled, selectRows, submissionsOf, texts } from './rows.ts';

/** How the rest of the register finds an arrangement: by submission and the pool number of its reference. */
export interface ArrangementIndex {
  /** Index of the arrangement, or -1. */
  find(submission: number, reference: number): number;
  /** True for an arrangement that is known, and set aside because another submission speaks for all who use it. */
  setAside(submission: number, reference: number): boolean;
}

/** Arrangements by (submission, reference), without those whose every user is spoken for by another submission. */
export function assembleArrangements(
  assembly: Assembly,
  speaker: readonly number[],
): { readonly arrangements: Arrangements; readonly index: ArrangementIndex } {
  const all = selectRows(assembly.parts('B_02.01'));
  const submission = submissionsOf(all);
  const reference = pooled(all, 'c0010', assembly.references);
  const overarching = pooled(all, 'c0030', assembly.references);
  const first = new PairIndex(all.count);
  for (let place = 0; place < all.count; place += 1) {
    const [where, which] = [submission[place] as number, reference[place] as number];
    if (which < 0) continue;
    if (first.get(where, which) === -1) first.set(where, which, place);
    else {
      const text = assembly.references.values[which] ?? '';
      assembly.problems.at(all, place, {
        rule: 'UP-ASM-5',
        column: 'c0010',
        key: `c0010=${text}`,
        value: text,
        expected: 'one row for an arrangement',
        message: `Arrangement "${text}" is stated more than once; the first row counts. Give each arrangement its own reference.`,
      });
    }
  }

  const aside = setAsides(assembly, speaker, { first, submission, overarching, count: all.count });
  const indexOf = new PairIndex(all.count);
  const places = new Int32Array(all.count);
  let count = 0;
  for (let place = 0; place < all.count; place += 1) {
    const [where, which] = [submission[place] as number, reference[place] as number];
    if (aside[place] === 1 || (which >= 0 && first.get(where, which) !== place)) continue;
    if (which >= 0) indexOf.set(where, which, count);
    places[count] = place;
    count += 1;
  }

  const rows = pickRows(all, places.subarray(0, count));
  const parent = new Int32Array(count).fill(-1);
  for (let index = 0; index < count; index += 1) {
    const place = places[index] as number;
    const which = overarching[place] as number;
    const text = which < 0 ? '' : (assembly.references.values[which] ?? '');
    if (plainCode(text) === '') continue;
    parent[index] = indexOf.get(submission[place] as number, which);
    if (parent[index] !== -1) continue;
    assembly.problems.at(rows, index, {
      rule: 'UP-ASM-4',
      column: 'c0030',
      value: text,
      expected: 'the reference of an arrangement in B_02.01',
      message: `The overarching arrangement "${text}" is not in the register; it is unobserved. Add its row to B_02.01.`,
    });
  }
  return {
    index: {
      find: (where, which) => (which < 0 ? -1 : indexOf.get(where, which)),
      setAside: (where, which) => which >= 0 && aside[first.get(where, which)] === 1,
    },
    arrangements: {
      count,
      reference: Array.from(
        rows.row,
        (_row, index) => assembly.references.values[reference[places[index] as number] as number] ?? '',
      ),
      kind: texts(rows, 'c0020'),
      overarching: parent,
      annualExpense: numbers(rows, 'c0050'),
      currency: texts(rows, 'c0040', plainCode),
      origins: originsOf(rows, assembly.files),
    },
  };
}

/** 1 for each arrangement that is used, but only by institutions for which another submission speaks; its overarching one too. */
function setAsides(
  assembly: Assembly,
  speaker: readonly number[],
  known: {
    readonly first: PairIndex;
    readonly submission: Int32Array;
    readonly overarching: Int32Array;
    readonly count: number;
  },
): Uint8Array {
  const used = new Uint8Array(known.count);
  const kept = new Uint8Array(known.count);
  const uses = selectRows(assembly.parts('B_02.02'));
  const submission = submissionsOf(uses);
  const lei = pooled(uses, 'c0020', assembly.leis);
  const reference = pooled(uses, 'c0010', assembly.references);
  for (let index = 0; index < uses.count; index += 1) {
    const place = known.first.get(submission[index] as number, reference[index] as number);
    if (place === -1) continue;
    used[place] = 1;
    const who = lei[index] as number;
    if (who < 0 || speaker[who] === submission[index]) kept[place] = 1;
  }
  const result = new Uint8Array(known.count);
  const childUsed = new Uint8Array(known.count);
  const childKept = new Uint8Array(known.count);
  for (let place = 0; place < known.count; place += 1) {
    if (used[place] === 1 && kept[place] === 0) result[place] = 1;
    const above = known.overarching[place] as number;
    const overarching = above < 0 ? -1 : known.first.get(known.submission[place] as number, above);
    if (overarching === -1 || overarching === place) continue;
    if (result[place] === 1) childUsed[overarching] = 1;
    else childKept[overarching] = 1;
  }
  for (let place = 0; place < known.count; place += 1) {
    if (used[place] === 0 && childUsed[place] === 1 && childKept[place] === 0) result[place] = 1;
  }
  return result;
}
