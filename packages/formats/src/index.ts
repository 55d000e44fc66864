export { writeCsv, writeTableCsv } from './csv/write-csv.ts';
export { writeZip } from './archive/write-zip.ts';
export type { ArchiveEntry } from './archive/write-zip.ts';
export { doraProfiles } from './dora/dora-profiles.ts';
export { writeDoraPackage } from './dora/write-dora-package.ts';
export type { DoraPackageMeta } from './dora/write-dora-package.ts';
export { inventoryProfile } from './inventory/inventory-profiles.ts';
export { writeInventoryCsv } from './inventory/write-inventory-csv.ts';
export { writeInventoryXlsx } from './inventory/write-inventory-xlsx.ts';
