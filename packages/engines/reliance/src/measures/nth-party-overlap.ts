import type { BasisRow } from '@underpin/model';
import { basisRowOf } from '@underpin/model';
import type { Reliance } from '../build-reliance.ts';
import { rowsByKey } from '../indices/rows-by-key.ts';

/** A subcontractor behind several direct providers. */
export interface Overlap {
  readonly provider: number;
  readonly code: string;
  readonly name: string;
  /** Rows of the direct providers that stand on it, in the arrangements where it is named. */
  readonly directProviders: readonly number[];
  readonly institutions: readonly number[];
  readonly basis: () => readonly BasisRow[];
}

/**
 * Providers of rank 2 and more that stand behind at least `minimum` direct providers, most first. A subcontractor
 * stands behind a direct provider when both are named for the same arrangement and service type.
 *
 * Example: `nthPartyOverlap(reliance, 3)`.
 */
export function nthPartyOverlap(reliance: Reliance, minimum = 2): Overlap[] {
  const { sector } = reliance;
  const { supply, serviceUses, arrangements, providers } = sector;
  const usesOf = rowsByKey(serviceUses.arrangement, arrangements.count);
  const found = new Map<number, { direct: Set<number>; institutions: Set<number>; links: number[] }>();
  for (let link = 0; link < supply.count; link += 1) {
    const provider = supply.provider[link] as number;
    const arrangement = supply.arrangement[link] as number;
    if ((supply.rank[link] as number) < 2 || provider < 0 || arrangement < 0) continue;
    const type = supply.serviceType.values[supply.serviceType.codes[link] as number];
    let behind = found.get(provider);
    if (behind === undefined) found.set(provider, (behind = { direct: new Set(), institutions: new Set(), links: [] }));
    behind.links.push(link);
    for (let at = usesOf.start[arrangement] as number; at < (usesOf.start[arrangement + 1] as number); at += 1) {
      const use = usesOf.row[at] as number;
      const direct = serviceUses.provider[use] as number;
      if (serviceUses.serviceType.values[serviceUses.serviceType.codes[use] as number] !== type) continue;
      if (direct < 0 || direct === provider) continue;
      behind.direct.add(direct);
      behind.institutions.add(serviceUses.institution[use] as number);
    }
  }
  return [...found]
    .filter(([, { direct }]) => direct.size >= minimum)
    .map(([provider, { direct, institutions, links }]) => ({
      provider,
      code: providers.code[provider] as string,
      name: providers.name[provider] as string,
      directProviders: [...direct],
      institutions: [...institutions],
      basis: () =>
        links.map((link) =>
          basisRowOf(sector, supply.origins, link, `${providers.name[provider]} at rank ${supply.rank[link]}`),
        ),
    }))
    .sort((a, b) => b.directProviders.length - a.directProviders.length || a.provider - b.provider);
}
