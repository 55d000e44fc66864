import type { RegisterProfile, Table } from '@underpin/model';

/** Tables of an inventory by code, in the order of the profile. `RangeError` for a table or column that it does not know. */
export function inventoryTables(tables: Iterable<Table>, profile: RegisterProfile): ReadonlyMap<string, Table> {
  const given = new Map<string, Table>();
  for (const table of tables) {
    const described = profile.tables.find(({ code }) => code === table.name);
    if (described === undefined) throw new RangeError(`Table "${table.name}" is not in profile "${profile.id}"`);
    const known = new Set(described.columns.map(({ code }) => code));
    for (const column of table.columns.keys()) {
      if (!known.has(column))
        throw new RangeError(`Column "${column}" of "${table.name}" is not in profile "${profile.id}"`);
    }
    given.set(table.name, table);
  }
  return given;
}
