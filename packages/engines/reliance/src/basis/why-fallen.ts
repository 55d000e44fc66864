import type { BasisRow } from '@underpin/model';
import { childKind, parentKind, relianceLevels, basisRowOf } from '@underpin/model';
import type { Reliance } from '../build-reliance.ts';
import type { RowsByKey } from '../indices/rows-by-key.ts';
import { rowsByKey } from '../indices/rows-by-key.ts';

/**
 * The rows by which functions fall: the function, its fallen service uses with their subcontracting, and the stated
 * dependencies on fallen systems, assets and services down its cone. Each row once.
 */
export function whyFallen(
  reliance: Reliance,
  functions: Iterable<number>,
  fell: (node: number) => boolean,
  says: (fn: number) => string,
): BasisRow[] {
  const { sector, usesByFunction } = reliance;
  const linksOf = rowsByKey(sector.supply.arrangement, sector.arrangements.count);
  const cone = coneOf(reliance, fell);
  const seenLinks = new Set<number>();
  const rows: BasisRow[] = [];
  for (const fn of functions) {
    rows.push(basisRowOf(sector, sector.functions.origins, fn, says(fn)));
    for (const use of slice(usesByFunction, fn)) rows.push(...whyUse(reliance, fell, linksOf, seenLinks, use));
    rows.push(...cone(fn));
  }
  return rows;
}

function whyUse(
  { sector, graph }: Reliance,
  fell: (node: number) => boolean,
  linksOf: RowsByKey,
  seenLinks: Set<number>,
  use: number,
): BasisRow[] {
  const { serviceUses, supply, providers } = sector;
  const { first } = graph.space;
  if (!fell(first['service use'] + use)) return [];
  const nameOf = (at: number) => (at < 0 ? 'an unstated provider' : (providers.name[at] as string));
  const typeCode = serviceUses.serviceType.codes[use] as number;
  const type = serviceUses.serviceType.values[typeCode] ?? 'a service of unstated type';
  const level = relianceLevels[serviceUses.reliance[use] as number] ?? 'undeclared';
  const from = nameOf(serviceUses.provider[use] as number);
  const rows = [basisRowOf(sector, serviceUses.origins, use, `${type} from ${from}, reliance ${level}, falls`)];
  const arrangement = serviceUses.arrangement[use] as number;
  if (arrangement < 0) return rows;
  for (const link of slice(linksOf, arrangement)) {
    const subcontractor = supply.provider[link] as number;
    if ((supply.rank[link] as number) < 2 || subcontractor < 0 || seenLinks.has(link)) continue;
    if (
      supply.serviceType.values[supply.serviceType.codes[link] as number] !== serviceUses.serviceType.values[typeCode]
    )
      continue;
    if (!fell(first.provider + subcontractor)) continue;
    seenLinks.add(link);
    const to = nameOf(supply.recipient[link] as number);
    rows.push(basisRowOf(sector, supply.origins, link, `${nameOf(subcontractor)}, subcontractor to ${to}, falls`));
  }
  return rows;
}

function coneOf({ sector, graph }: Reliance, fell: (node: number) => boolean): (fn: number) => BasisRow[] {
  const { dependencies, groups, assets, products, systems, arrangements } = sector;
  if (groups.count === 0) return () => [];
  const { first } = graph.space;
  const groupsOf = (kind: number, parents: number) =>
    rowsByKey(
      groups.parent.map((parent, group) => (groups.parentKind[group] === kind ? parent : -1)),
      parents,
    );
  const ofFunction = groupsOf(parentKind.function, sector.functions.count);
  const ofSystem = groupsOf(parentKind.system, systems.count);
  const dependenciesOf = rowsByKey(dependencies.group, groups.count);
  const statedAt = new Map<number, number>();
  graph.statedDependency.forEach((row, index) => statedAt.set(row, index));
  const seen = new Set<number>();

  return (fn) => {
    const rows: BasisRow[] = [];
    const open = [...slice(ofFunction, fn)];
    for (let group = open.pop(); group !== undefined; group = open.pop()) {
      for (const row of slice(dependenciesOf, group)) {
        const child = dependencies.child[row] as number;
        if (child < 0 || seen.has(row)) continue;
        const kind = dependencies.childKind[row];
        const [node, name] =
          kind === childKind.system
            ? [first.system + child, `system ${systems.id[child]}`]
            : kind === childKind.asset
              ? [first.asset + child, `asset ${assets.id[child]}`]
              : [
                  first['stated service'] + (statedAt.get(row) as number),
                  `the service under ${arrangements.reference[child]}`,
                ];
        if (!fell(node)) continue;
        seen.add(row);
        rows.push(basisRowOf(sector, dependencies.origins, row, `Stated dependency on ${name}, which falls`));
        if (kind === childKind.system) open.push(...slice(ofSystem, child));
        if (kind !== childKind.asset) continue;
        const product = assets.product[child] as number;
        const model = products.model.values[products.model.codes[product] ?? -1] ?? 'product not stated';
        rows.push(basisRowOf(sector, assets.origins, child, `Asset ${assets.id[child]} (${model}) falls`));
      }
    }
    return rows;
  };
}

function slice(rows: RowsByKey, key: number): Int32Array {
  return rows.row.subarray(rows.start[key], rows.start[key + 1]);
}
