import { cleanText } from './clean-text.ts';

/** What a machine says of itself that is its own. */
export interface MachineIdentity {
  readonly uuid?: unknown;
  readonly serial?: unknown;
}

/**
 * The id of a machine by its UUID and serial number together, so that tools that see one machine agree, and boards that
 * share a UUID stay apart. By `fallback` when it has neither.
 */
export function machineId({ uuid, serial }: MachineIdentity, fallback: string): string {
  const known = [usable(uuid)?.toUpperCase(), usable(serial)].filter((part) => part !== undefined);
  return known.length === 0 ? `machine at ${fallback}` : `machine ${known.join(' ')}`;
}

function usable(value: unknown): string | undefined {
  const clean = typeof value === 'string' ? cleanText(value, true) : undefined;
  return clean?.kind === 'value' ? clean.value : undefined;
}
