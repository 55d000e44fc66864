import type { AssetKind } from '@underpin/model';
import types from './data/chassis-types.json' with { type: 'json' };
import type { Reading } from './reading.ts';

const server = new Set(types.server);
const personal = new Set(types.personal);

/** Kind of a physical machine by its chassis: a personal computer is no server; where the chassis does not tell, that is told. */
export function machineKind(chassis: string | undefined, file: string, reading: Reading): AssetKind {
  const type = chassis?.trim().toLowerCase() ?? '';
  if (personal.has(type)) return 'other';
  if (!server.has(type)) {
    reading.tally(
      'hardware.kind-unstated',
      'advisory',
      file,
      chassis === undefined
        ? 'No chassis type is stated: taken as a server'
        : `The chassis type "${chassis}" does not tell a server from a personal computer: taken as a server`,
      { value: chassis ?? '' },
    );
  }
  return 'server';
}
