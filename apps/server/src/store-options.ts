import type { StoreOptions } from '@underpin/store';
import type { StartOptions } from './start.ts';

/** How a server opens its store. */
export function storeOptions(
  options: Pick<StartOptions, 'data' | 'database' | 'databaseOwner' | 'now' | 'connections'>,
): StoreOptions {
  const { data, database, databaseOwner, now, connections } = options;
  return { directory: data, database, databaseOwner, clock: now, connections };
}
