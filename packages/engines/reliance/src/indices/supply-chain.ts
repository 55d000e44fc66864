import type { Sector } from '@underpin/model';
import type { RowsByKey } from './rows-by-key.ts';
import { rowsByKey } from './rows-by-key.ts';

/**
 * Subcontracting, resolved per arrangement and service type. A delivery is "this provider's part in this arrangement
 * and service type" of a provider that has subcontractors; a provider without any needs no delivery of its own.
 */
export interface SupplyChains {
  readonly deliveries: number;
  /** Provider whose delivery it is. */
  readonly provider: Int32Array;
  readonly arrangement: Int32Array;
  /** (delivery, part) pairs: a part >= 0 is a delivery, < 0 is `~provider`. */
  readonly parts: readonly { readonly delivery: number; readonly part: number; readonly link: number }[];
  /** For each service use, the delivery of its provider, or -1. */
  readonly ofUse: Int32Array;
  /** Parts that no stated chain ties to a direct provider: (use, part) pairs, needed at most. */
  readonly loose: readonly { readonly use: number; readonly part: number; readonly link: number }[];
  /** Links of arrangements or service types that no service use mentions. */
  readonly unattached: number;
}

/** Resolves links of rank 2 and more against the service uses. O(uses + links). */
export function supplyChains(sector: Sector, usesByArrangement: RowsByKey): SupplyChains {
  const { supply, serviceUses, arrangements } = sector;
  const linkArrangement = supply.arrangement.map((arrangement, row) =>
    (supply.rank[row] as number) >= 2 && (supply.provider[row] as number) >= 0 ? arrangement : -1,
  );
  const links = rowsByKey(linkArrangement, arrangements.count);
  const useType = new Map(serviceUses.serviceType.values.map((type, code) => [type, code]));
  const typeOfSupply = supply.serviceType.values.map((type) => useType.get(type) ?? -2);
  const providers = sector.providers.count;
  const typeOf = (link: number) => {
    const code = supply.serviceType.codes[link] as number;
    return code < 0 ? -1 : (typeOfSupply[code] as number);
  };
  const keyOf = (type: number, provider: number) => (type + 2) * providers + provider;

  const provider: number[] = [];
  const arrangementOf: number[] = [];
  const parts: { delivery: number; part: number; link: number }[] = [];
  const loose: { use: number; part: number; link: number }[] = [];
  const ofUse = new Int32Array(serviceUses.count).fill(-1);
  let unattached = 0;

  for (let arrangement = 0; arrangement < arrangements.count; arrangement += 1) {
    const [from, to] = [links.start[arrangement] as number, links.start[arrangement + 1] as number];
    if (from === to) continue;
    const uses = usesByArrangement.row.subarray(
      usesByArrangement.start[arrangement],
      usesByArrangement.start[arrangement + 1],
    );
    const deliveryOf = new Map<number, number>();
    for (let at = from; at < to; at += 1) {
      const link = links.row[at] as number;
      const recipient = supply.recipient[link] as number;
      const key = keyOf(typeOf(link), recipient);
      if (recipient < 0 || deliveryOf.has(key)) continue;
      deliveryOf.set(key, provider.length);
      provider.push(recipient);
      arrangementOf.push(arrangement);
    }
    const linksOf = new Map<number, number[]>();
    const partOf = (link: number) =>
      deliveryOf.get(keyOf(typeOf(link), supply.provider[link] as number)) ?? ~(supply.provider[link] as number);
    for (let at = from; at < to; at += 1) {
      const link = links.row[at] as number;
      const recipient = supply.recipient[link] as number;
      if (recipient < 0) continue;
      const delivery = deliveryOf.get(keyOf(typeOf(link), recipient)) as number;
      parts.push({ delivery, part: partOf(link), link });
      const known = linksOf.get(delivery);
      if (known === undefined) linksOf.set(delivery, [link]);
      else known.push(link);
    }
    const tied = new Set<number>();
    const queue: number[] = [];
    const types = new Map<number, number[]>();
    for (const use of uses) {
      const type = serviceUses.serviceType.codes[use] as number;
      const ofType = types.get(type);
      if (ofType === undefined) types.set(type, [use]);
      else ofType.push(use);
      const direct = serviceUses.provider[use] as number;
      const delivery = direct < 0 ? undefined : deliveryOf.get(keyOf(type, direct));
      if (delivery === undefined) continue;
      ofUse[use] = delivery;
      if (!tied.has(delivery)) queue.push(delivery);
      tied.add(delivery);
    }
    for (let delivery = queue.pop(); delivery !== undefined; delivery = queue.pop()) {
      for (const link of linksOf.get(delivery) ?? []) {
        const part = partOf(link);
        if (part < 0 || tied.has(part)) continue;
        tied.add(part);
        queue.push(part);
      }
    }
    for (let at = from; at < to; at += 1) {
      const link = links.row[at] as number;
      const recipient = supply.recipient[link] as number;
      const delivery = recipient < 0 ? undefined : deliveryOf.get(keyOf(typeOf(link), recipient));
      if (delivery !== undefined && tied.has(delivery)) continue;
      const needing = types.get(typeOf(link));
      if (needing === undefined) unattached += 1;
      else for (const use of needing) loose.push({ use, part: delivery ?? partOf(link), link });
    }
  }
  return {
    deliveries: provider.length,
    provider: Int32Array.from(provider),
    arrangement: Int32Array.from(arrangementOf),
    parts,
    ofUse,
    loose,
    unattached,
  };
}
