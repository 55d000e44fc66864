import type { RegisterProfile, Table } from '@underpin/model';
import { writeZip } from '../archive/write-zip.ts';
import { writeCsv, writeTableCsv } from '../csv/write-csv.ts';
import { inventoryProfile } from './inventory-profiles.ts';
import { inventoryTables } from './inventory-tables.ts';

/**
 * Writes an inventory as a zip of one CSV file a table (UTF-8, comma separated, header first); a table that is not given
 * is a header alone. Tables are named by their code ("assets"). The same tables give the same bytes. `RangeError` for a
 * table or column that the profile does not know.
 *
 * @example const bytes = await writeInventoryCsv([inventory, systems, assets, dependencies])
 */
export async function writeInventoryCsv(
  tables: Iterable<Table>,
  profile: RegisterProfile = inventoryProfile,
): Promise<Uint8Array<ArrayBuffer>> {
  const given = inventoryTables(tables, profile);
  return await writeZip(
    profile.tables.map(({ code, file, columns }) => {
      const header = columns.map((column) => column.code);
      const table = given.get(code);
      return { path: file, bytes: table === undefined ? writeCsv(header, []) : writeTableCsv(table, header) };
    }),
  );
}
