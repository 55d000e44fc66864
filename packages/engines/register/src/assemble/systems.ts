import type { Systems } from '@underpin/model';
import type { Assembly } from './assembly.ts';
import { institutionsOfRows, inventoryRows, uniqueRows } from './inventories.ts';
import type { Inventories } from './inventories.ts';
import type { PairIndex } from './pair-index.ts';
import { originsOf, pickRows, pooled, texts } from './rows.ts';

/** Systems by (institution, system id). */
export function assembleSystems(
  assembly: Assembly,
  inventories: Inventories,
  institutionOf: Int32Array,
): { readonly systems: Systems; readonly indexOf: PairIndex } {
  const { rows: all, lei } = inventoryRows(assembly, inventories, 'systems');
  const id = pooled(all, 'system_id', assembly.systemIds);
  const textOf = (which: number) => assembly.systemIds.values[which] ?? '';
  const { places, indexOf } = uniqueRows(assembly, all, { lei, id, column: 'system_id', textOf });
  const rows = pickRows(all, places);
  return {
    indexOf,
    systems: {
      count: rows.count,
      institution: institutionsOfRows(
        places.map((place) => lei[place] as number),
        institutionOf,
      ),
      id: Array.from(places, (place) => textOf(id[place] as number)),
      name: texts(rows, 'name'),
      origins: originsOf(rows, assembly.files),
    },
  };
}
