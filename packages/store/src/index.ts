export { openStore } from './open-store.ts';
export type { StoreOptions } from './store-options.ts';
export { openParquetFile } from './samples/parquet-file.ts';
export { writeTemplate } from './write-template.ts';
