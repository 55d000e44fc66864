import type { Call, Endpoints, sectorEndpoints } from '@underpin/contract';
import { useSearch } from '@tanstack/react-router';

type Names = keyof typeof sectorEndpoints;

/** Endpoints that are asked of no date, or name their dates themselves. */
const undated: ReadonlySet<Names> = new Set<Names>([
  'listSubjectFields',
  'getSectorHistory',
  'listSectorDates',
  'getSectorChanges',
  'getTrend',
  'listControlEntities',
  'getControl',
  'getOwnershipMap',
  'getSale',
  'getMarket',
  'checkPackage',
]);

/** The date of the sector that the address asks for; undefined for the latest. */
export function useDate(): string | undefined {
  return useSearch({ strict: false, select: (search) => (search as { at?: string }).at });
}

/** The same call, asked of the sector as of a date unless it names one itself. */
export function withDate<N extends Names>(
  name: N,
  call: Call<Endpoints[N]>,
  date: string | undefined,
): Call<Endpoints[N]> {
  const { query = {} } = call as { query?: Record<string, unknown> };
  if (date === undefined || undated.has(name) || 'at' in query) return call;
  return { ...call, query: { ...query, at: date } };
}
