import type { Study } from '../study.ts';
import { makeTable } from './make-tables.ts';
import type { SectorTable, SectorTableName } from './sector-table.ts';

const kept = new WeakMap<Study, Map<SectorTableName, SectorTable>>();

/** A table of a study for people; made once and kept as long as the study is. */
export function sectorTable(study: Study, name: SectorTableName): SectorTable {
  let tables = kept.get(study);
  if (tables === undefined) kept.set(study, (tables = new Map()));
  let table = tables.get(name);
  if (table === undefined) tables.set(name, (table = makeTable(study, name)));
  return table;
}
