export { readBods } from './bods/read-bods.ts';
export { readGleifExceptions, readGleifLevel1, readGleifLevel2 } from './gleif/read-gleif-csv.ts';
export { readGleifJson } from './gleif/read-gleif-json.ts';
export { ownershipCsvColumns, readOwnershipCsv } from './ownership/read-ownership-csv.ts';
export type { OwnershipRead } from './ownership/read-summary.ts';
export type { Chunks } from './ownership/text-chunks.ts';
export { readEcbRates } from './rates/read-ecb-rates.ts';
export type { RatesRead } from './rates/read-ecb-rates.ts';
