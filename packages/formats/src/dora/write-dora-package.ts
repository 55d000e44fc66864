import type { Currency, IsoDate, RegisterProfile, Table } from '@underpin/model';
import { doraModuleVersion, hasLeiForm, isIsoDate } from '@underpin/model';
import type { ArchiveEntry } from '../archive/write-zip.ts';
import { writeZip } from '../archive/write-zip.ts';
import { writeCsv, writeTableCsv } from '../csv/write-csv.ts';

/** What a DORA package says of itself in its name and its parameters. */
export interface DoraPackageMeta {
  readonly lei: string;
  /** Consolidated or individual. */
  readonly scope: 'CON' | 'IND';
  /** ISO 3166-1 alpha-2 code of the authority's country. */
  readonly country: string;
  readonly referenceDate: IsoDate;
  /** Moment of making, 17 digits yyyyMMddHHmmssSSS. */
  readonly stamp: string;
  readonly currency: Currency;
  /** Accuracy of amounts as a power of ten; -3 (thousands) as in the EBA's sample. */
  readonly decimalsMonetary?: number;
}

/**
 * Writes a DORA register of information as the EBA's plain-CSV report package: one root folder named like the zip,
 * META-INF, `report.json`, parameters, filing indicators and all tables of the profile, a table without rows as a header
 * alone. Tables are given by code ("B_02.02"). The same input gives the same bytes. Throws `RangeError` for a meta value,
 * a table or a column that the profile does not know.
 *
 * Source: EBA filing rules for the register of information, package layout.
 *
 * @example const { name, bytes } = await writeDoraPackage(profile, meta, new Map([['B_01.01', table]]))
 */
export async function writeDoraPackage(
  profile: RegisterProfile,
  meta: DoraPackageMeta,
  tables: ReadonlyMap<string, Table>,
): Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }> {
  refuseUnknown(profile, meta, tables);
  const root = `${meta.lei}.${meta.scope}_${meta.country}_DORA${doraModuleVersion}_DORA_${meta.referenceDate}_${meta.stamp}`;
  const entries: ArchiveEntry[] = [
    json(`${root}/META-INF/reportPackage.json`, { documentType: 'https://xbrl.org/report-package/2023' }),
    json(`${root}/reports/report.json`, {
      documentType: 'https://xbrl.org/2021/xbrl-csv',
      extends: [profile.entryPoint],
    }),
    { path: `${root}/reports/parameters.csv`, bytes: parameters(meta) },
    {
      path: `${root}/reports/FilingIndicators.csv`,
      bytes: writeCsv(
        ['templateID', 'reported'],
        profile.tables.map((table) => [table.code, 'true']),
      ),
    },
  ];
  for (const described of profile.tables) {
    const columns = described.columns.map((column) => column.code);
    const table = tables.get(described.code);
    const bytes = table === undefined ? writeCsv(columns, []) : writeTableCsv(table, columns);
    entries.push({ path: `${root}/reports/${described.file}`, bytes });
  }
  return { name: `${root}.zip`, bytes: await writeZip(entries) };
}

function parameters(meta: DoraPackageMeta): Uint8Array {
  return writeCsv(
    ['name', 'value'],
    [
      ['entityID', `rs:${meta.lei}.${meta.scope}`],
      ['refPeriod', meta.referenceDate],
      ['baseCurrency', `iso4217:${meta.currency}`],
      ['decimalsInteger', '0'],
      ['decimalsMonetary', String(meta.decimalsMonetary ?? -3)],
    ],
  );
}

function json(path: string, documentInfo: object): ArchiveEntry {
  return { path, bytes: new TextEncoder().encode(JSON.stringify({ documentInfo }, null, 2)) };
}

function refuseUnknown(profile: RegisterProfile, meta: DoraPackageMeta, tables: ReadonlyMap<string, Table>): void {
  if (profile.entryPoint === undefined) throw new RangeError(`Profile "${profile.id}" names no entry point`);
  if (!hasLeiForm(meta.lei)) throw new RangeError(`"${meta.lei}" does not have the form of an LEI`);
  if (!/^[A-Z]{2}$/.test(meta.country)) throw new RangeError(`"${meta.country}" is no ISO 3166-1 alpha-2 code`);
  if (!isIsoDate(meta.referenceDate)) throw new RangeError(`"${meta.referenceDate}" is no date yyyy-mm-dd`);
  if (!/^\d{17}$/.test(meta.stamp)) throw new RangeError(`"${meta.stamp}" is no stamp of 17 digits`);
  for (const [code, table] of tables) {
    const described = profile.tables.find((candidate) => candidate.code === code);
    if (described === undefined) throw new RangeError(`Table "${code}" is not in profile "${profile.id}"`);
    const known = new Set(described.columns.map((column) => column.code));
    for (const name of table.columns.keys()) {
      if (!known.has(name)) throw new RangeError(`Column "${name}" of "${code}" is not in profile "${profile.id}"`);
    }
  }
}
