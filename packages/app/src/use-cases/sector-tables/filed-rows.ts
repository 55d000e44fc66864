import { doraProfiles, inventoryProfile, writeInventoryXlsx, writeRegisterWorkbook } from '@underpin/formats';
import { cell, ok, type Origins, refused, type Result, type Table, TableBuilder } from '@underpin/model';
import type { Store } from '../../ports/store.ts';
import type { Study } from '../study.ts';
import { findRows, type RowsAsked } from './find-rows.ts';
import type { SectorTableName } from './sector-table.ts';
import { sectorTable } from './sector-tables.ts';

const mostRows = 200_000;

/**
 * The rows found as they were filed: the register's or inventory's own columns, as a workbook that `build` and the import take again. Of
 * inventories all tables of the institutions concerned are given, because an inventory is only whole with its owner and its dependencies.
 * Refused when the rows were filed in no format that holds them, or are too many.
 */
export async function filedRows(
  store: Store,
  study: Study,
  name: SectorTableName,
  asked: RowsAsked,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const found = findRows(study, name, asked);
  if (!found.ok) return found;
  const { sector } = study.loaded;
  const places = linesOf(study, name, found.value);
  if (places.size === 0) return refused('None of these rows was filed as a row of its own.');
  const submissions = [...places.keys()].flatMap((at) => sector.submissions[at] ?? []);
  const formats = new Set(submissions.map(({ format }) => format));
  const format = formats.has('dora') && name !== 'assets' && name !== 'systems' ? 'dora' : 'inventory';
  const wanted = submissions.filter((one) => one.format === format);
  const placeOf = new Map(sector.submissions.map(({ id }, at) => [id, at]));
  const stored = (await store.submissions.tables(wanted.map(({ id }) => id))).filter(({ rows }) => rows > 0);
  const builders = new Map<string, TableBuilder>();
  let rows = 0;
  for (const group of Map.groupBy(stored, (one) => `${one.table}\n${one.file}`).values()) {
    const { table, part } = await store.columns.read(group);
    const code = group[0]?.table ?? '';
    const columns = [...table.columns.keys()];
    for (let row = 0; row < table.rowCount; row += 1) {
      const submission = placeOf.get(group[part[row] ?? -1]?.submission ?? '') ?? -1;
      const lines = places.get(submission)?.get(group[0]?.file ?? '');
      if (format === 'dora' && lines?.has(lineOf(table, row)) !== true) continue;
      rows += 1;
      if (rows > mostRows) return refused(`These are more than ${mostRows} rows: filter, or choose one institution.`);
      let builder = builders.get(code);
      if (builder === undefined)
        builders.set(code, (builder = new TableBuilder(code, group[0]?.file ?? code, columns)));
      builder.add(columns.map((column) => cell(table, column, row)));
    }
  }
  const tables = new Map([...builders].map(([code, builder]) => [code, builder.build()]));
  if (format === 'dora') {
    const profile = doraProfiles.find(({ id }) => id === wanted[0]?.profile) ?? doraProfiles[0];
    if (profile === undefined) return refused('There is no profile of the register.');
    return ok(await writeRegisterWorkbook(profile, tables, {}));
  }
  if (wanted.length > 1)
    return refused(
      `An inventory belongs to one institution, and these rows to ${wanted.length}: filter by "institution" first.`,
    );
  return ok(await writeInventoryXlsx(tables.values(), inventoryProfile));
}

/** Lines by file and submission that the rows were made of. */
function linesOf(study: Study, name: SectorTableName, rows: Int32Array): Map<number, Map<string, Set<number>>> {
  const { sector } = study.loaded;
  const places = new Map<number, Map<string, Set<number>>>();
  const note = (origins: Origins, at: number): void => {
    const submission = origins.submission[at] ?? -1;
    if (submission < 0) return;
    const file = sector.files[origins.file[at] ?? -1] ?? '';
    const files = places.get(submission) ?? new Map<string, Set<number>>();
    places.set(submission, files);
    const lines = files.get(file) ?? new Set<number>();
    files.set(file, lines);
    lines.add(origins.line[at] ?? 0);
  };
  const table = sectorTable(study, name);
  if (name === 'providers') {
    const wanted = new Set(rows);
    sector.providerStatements.provider.forEach((provider, at) => {
      if (wanted.has(provider)) note(sector.providerStatements.origins, at);
    });
  } else if (table.origins !== null) for (const row of rows) note(table.origins, row);
  return places;
}

function lineOf(table: Table, row: number): number {
  return table.lines[row] ?? 0;
}
