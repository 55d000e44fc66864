import { cell } from '@underpin/model';
import type { Assembly } from './assembly.ts';
import { PairIndex } from './pair-index.ts';
import { pickRows, selectRows, submissionsOf } from './rows.ts';
import type { Rows } from './rows.ts';
import { speakersOf } from './speakers.ts';

/** Which inventory speaks for which institution. */
export interface Inventories {
  /** LEI (pool number) of the institution that a submission inventories, -1 when it names none. */
  leiOf(submission: number): number;
  /** False for an inventory that another one of the same institution replaces. */
  speaks(submission: number): boolean;
}

export function inventoriesOf(assembly: Assembly): Inventories {
  const lei = assembly.submissions.map(({ format, entity }) =>
    format === 'inventory' && entity !== '' ? assembly.leis.id(entity) : -1,
  );
  for (const part of assembly.parts('inventory')) {
    for (let row = part.table.rowCount - 1; row >= 0; row -= 1) {
      const text = cell(part.table, 'institution_lei', row);
      if (text !== '') lei[part.submission[row] ?? -1] = assembly.leis.id(text);
    }
  }
  const maintainers = new PairIndex();
  const speaker = speakersOf(assembly, [{ table: 'inventory', column: 'institution_lei', counts: true }], maintainers);
  return {
    leiOf: (submission) => lei[submission] ?? -1,
    speaks: (submission) => {
      const chosen = speaker[lei[submission] ?? -1] ?? -1;
      return chosen === -1 || chosen === submission;
    },
  };
}

/** Rows of an inventory table that count, and the LEI (pool number) of each one's institution. */
export function inventoryRows(
  assembly: Assembly,
  inventories: Inventories,
  table: string,
): { readonly rows: Rows; readonly lei: Int32Array } {
  const all = selectRows(assembly.parts(table));
  const submission = submissionsOf(all);
  const places = Int32Array.from({ length: all.count }, (_none, place) => place).filter((place) =>
    inventories.speaks(submission[place] as number),
  );
  const rows = pickRows(all, places);
  return { rows, lei: submissionsOf(rows).map((where) => inventories.leiOf(where)) };
}

/** Institution of each row by its LEI; -1 when no submission states it. */
export function institutionsOfRows(lei: Int32Array, institutionOf: Int32Array): Int32Array {
  return lei.map((who) => (who < 0 ? -1 : (institutionOf[who] ?? -1)));
}

/** Index of the first row of each key (institution, id); later rows of a key are told and left out. */
export function uniqueRows(
  assembly: Assembly,
  rows: Rows,
  key: {
    readonly lei: Int32Array;
    readonly id: Int32Array;
    readonly column: string;
    readonly textOf: (id: number) => string;
  },
): { readonly places: Int32Array; readonly indexOf: PairIndex } {
  const indexOf = new PairIndex(rows.count);
  const places = new Int32Array(rows.count);
  let count = 0;
  for (let place = 0; place < rows.count; place += 1) {
    const [who, which] = [key.lei[place] as number, key.id[place] as number];
    if (which >= 0 && indexOf.get(who, which) !== -1) {
      const text = key.textOf(which);
      assembly.problems.at(rows, place, {
        rule: 'UP-ASM-5',
        column: key.column,
        key: `${key.column}=${text}`,
        value: text,
        expected: `one row for each ${key.column}`,
        message: `"${text}" is stated more than once in the inventory; the first row counts. Give each row its own ${key.column}.`,
      });
      continue;
    }
    if (which >= 0) indexOf.set(who, which, count);
    places[count] = place;
    count += 1;
  }
  return { places: places.subarray(0, count), indexOf };
}
