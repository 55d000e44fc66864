import {
  type HardwareEntry,
  inventoryProfile,
  readHardware,
  readInventory,
  toInventoryTables,
  writeInventoryCsv,
  writeInventoryXlsx,
} from '@underpin/formats';
import type { Finding, IsoDate, ObservedHardware } from '@underpin/model';
import { checkPackage } from '@underpin/register';

export interface InventoryFromHardware {
  readonly observed: ObservedHardware;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  /** The inventory as a zip of CSV files, or as a workbook. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface InventoryOptions {
  readonly institutionLei: string;
  readonly institutionName?: string;
  readonly referenceDate: IsoDate;
  readonly today: IsoDate;
  /** Name of a reader; default: whichever knows each file. */
  readonly reader?: string;
  readonly form: 'zip' | 'xlsx';
}

/**
 * Makes an inventory of the files that a machine, a management console or a configuration database gave out. What was
 * not observed stays empty; what was left out or is doubtful is a finding, and so is what the checks say of the result.
 * `RangeError` for a reader that there is not.
 *
 * @example await inventoryFromHardware([{ path: 'dmidecode.txt', content }], { institutionLei, referenceDate, today, form: 'zip' });
 */
export async function inventoryFromHardware(
  entries: readonly HardwareEntry[],
  options: InventoryOptions,
): Promise<InventoryFromHardware> {
  const observed = readHardware(entries, options.reader === undefined ? {} : { reader: options.reader });
  const { tables, findings } = toInventoryTables(observed, options);
  const bytes = options.form === 'xlsx' ? await writeInventoryXlsx(tables) : await writeInventoryCsv(tables);
  const read = await readInventory({ name: `inventory.${options.form}`, bytes }, { profile: inventoryProfile });
  return {
    observed,
    rows: Object.fromEntries(tables.map((table) => [table.name, table.rowCount])),
    findings: [...observed.findings, ...findings, ...checkPackage(read, { today: options.today })],
    bytes,
  };
}
