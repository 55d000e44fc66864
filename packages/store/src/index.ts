export { openStore } from './open-store.ts';
export type { StoreOptions } from './store-options.ts';
export { writeTemplate } from './write-template.ts';
