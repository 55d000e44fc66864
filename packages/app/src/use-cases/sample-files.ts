import { doraProfiles, writeDoraPackage, writeInventoryCsv, writeInventoryXlsx } from '@underpin/formats';
import { sampleInstitutions } from '@underpin/sample';
import type { SampleInstitution, SampleOptions } from '@underpin/sample';

/** One file of a sample sector, by its path inside the folder. */
export interface SampleFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The registers of a sample sector as DORA packages, under `registers/`. */
export async function* sampleRegisters(options: SampleOptions): AsyncGenerator<SampleFile> {
  for (const institution of sampleInstitutions(options)) {
    const { name, bytes } = await packageOf(institution, options.referenceDate);
    yield { path: `registers/${name}`, bytes };
  }
}

/** The inventories of a sample sector, every third one a workbook, under `inventories/`. */
export async function* sampleInventories(options: SampleOptions): AsyncGenerator<SampleFile> {
  let index = 0;
  for (const { lei, inventoryTables } of sampleInstitutions(options)) {
    index += 1;
    if (inventoryTables === null) continue;
    const workbook = index % 3 === 0;
    const bytes = workbook ? await writeInventoryXlsx(inventoryTables) : await writeInventoryCsv(inventoryTables);
    yield { path: `inventories/${lei}_inventory_${options.referenceDate}.${workbook ? 'xlsx' : 'zip'}`, bytes };
  }
}

async function packageOf(institution: SampleInstitution, referenceDate: string) {
  const profile = doraProfiles.find(({ id }) => id === 'dora-4.0');
  if (profile === undefined) throw new RangeError('The profile "dora-4.0" is missing');
  return await writeDoraPackage(
    profile,
    {
      lei: institution.lei,
      scope: institution.scope,
      country: institution.country,
      referenceDate,
      stamp: `${Number(referenceDate.slice(0, 4)) + 1}0315090000000`,
      currency: institution.currency,
    },
    new Map(institution.doraTables.map((table) => [table.name, table])),
  );
}
