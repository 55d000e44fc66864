import type { ControlView, Sector } from '@underpin/model';
import { childKind, parentKind } from '@underpin/model';
import { EdgeList } from './edge-list.ts';
import type { NodeSpace } from './node-space.ts';
import { nodeSpace } from './node-space.ts';
import type { Allocate, Propagation } from './propagation.ts';
import { GroupList, layOut, ownMemory } from './propagation.ts';
import { rowsByKey } from './rows-by-key.ts';
import { statedServices } from './stated-services.ts';
import { supplyChains } from './supply-chain.ts';
import { addUseNeeds } from './use-needs.ts';

/** What stands on what, twice over the same nodes: what is needed at least, and what is needed at most. */
export interface Graph {
  readonly space: NodeSpace;
  readonly atLeast: Propagation;
  readonly atMost: Propagation;
  /** Dependency row of each stated service. */
  readonly statedDependency: Int32Array;
  /** Provider and arrangement of each delivery. */
  readonly deliveryProvider: Int32Array;
  readonly deliveryArrangement: Int32Array;
  /** Per service use: 1 when an inventory states whether its function needs it. */
  readonly governed: Uint8Array;
  /** What could not be tied into the graph, by number of rows. */
  readonly untied: {
    readonly usesWithoutFunction: number;
    readonly usesWithoutProvider: number;
    readonly supplyLinks: number;
    readonly supplyLinksNeededAtMost: number;
    readonly dependencies: number;
    readonly groupsWithoutParent: number;
  };
}

export function buildGraph(sector: Sector, control: ControlView, allocate: Allocate = ownMemory): Graph {
  const { providers, products, assets, serviceUses, functions, systems, arrangements } = sector;
  const usesByArrangement = rowsByKey(serviceUses.arrangement, arrangements.count);
  const chains = supplyChains(sector, usesByArrangement);
  const stated = statedServices(sector, usesByArrangement);
  const space = nodeSpace({
    country: control.countries.length,
    group: control.groups.length,
    provider: providers.count,
    product: products.count,
    arrangement: arrangements.count,
    delivery: chains.deliveries,
    'service use': serviceUses.count,
    'stated service': stated.dependency.length,
    asset: assets.count,
    system: systems.count,
    function: functions.count,
  });
  const { first } = space;
  const both = new EdgeList(providers.count * 2 + serviceUses.count * 2 + assets.count * 2);
  const least = new EdgeList(serviceUses.count);
  const most = new EdgeList(serviceUses.count + chains.loose.length);
  const leastGroups = new GroupList();
  const mostGroups = new GroupList();

  control.groups.forEach((group, index) => {
    if (group.countryIndex >= 0) both.add(first.country + group.countryIndex, first.group + index);
  });
  for (let provider = 0; provider < providers.count; provider += 1) {
    both.add(first.group + (control.group[provider] as number), first.provider + provider);
  }
  for (let product = 0; product < products.count; product += 1) {
    const maker = products.maker[product] as number;
    if (maker >= 0) both.add(first.provider + maker, first.product + product);
  }
  for (let asset = 0; asset < assets.count; asset += 1) {
    const product = assets.product[asset] as number;
    if (product >= 0) both.add(first.product + product, first.asset + asset);
  }

  const nodeOfPart = (part: number) => (part >= 0 ? first.delivery + part : first.provider + ~part);
  chains.provider.forEach((provider, delivery) => both.add(first.provider + provider, first.delivery + delivery));
  for (const { delivery, part } of chains.parts) both.add(nodeOfPart(part), first.delivery + delivery);
  for (const { use, part } of chains.loose) most.add(nodeOfPart(part), first['service use'] + use);

  let usesWithoutProvider = 0;
  let usesWithoutFunction = 0;
  for (let use = 0; use < serviceUses.count; use += 1) {
    const node = first['service use'] + use;
    const delivery = chains.ofUse[use] as number;
    const provider = serviceUses.provider[use] as number;
    const arrangement = serviceUses.arrangement[use] as number;
    if (delivery >= 0) both.add(first.delivery + delivery, node);
    else if (provider >= 0) both.add(first.provider + provider, node);
    else usesWithoutProvider += 1;
    if (arrangement >= 0) both.add(first.arrangement + arrangement, node);
    if ((serviceUses.function[use] as number) < 0) usesWithoutFunction += 1;
  }
  addUseNeeds(sector, stated.governed, first, least, most, leastGroups);

  stated.dependency.forEach((row, index) => {
    const node = first['stated service'] + index;
    const uses = stated.uses[index] as Int32Array;
    for (const use of uses) most.add(first['service use'] + use, node);
    if (uses.length === 1) least.add(first['service use'] + (uses[0] as number), node);
    if (uses.length > 1) {
      const group = leastGroups.add(node, uses.length - 1);
      for (const use of uses) least.add(first['service use'] + use, ~group);
    }
    if (uses.length > 0) return;
    both.add(first.arrangement + (sector.dependencies.child[row] as number), node);
    const provider = sector.dependencies.provider[row] as number;
    if (provider >= 0) both.add(first.provider + provider, node);
  });

  const ordinal = new Map<number, number>();
  stated.dependency.forEach((row, index) => ordinal.set(row, index));
  let groupsWithoutParent = 0;
  let dependencies = 0;
  const byGroup = rowsByKey(sector.dependencies.group, sector.groups.count);
  for (let group = 0; group < sector.groups.count; group += 1) {
    const parent = sector.groups.parent[group] as number;
    const rows = byGroup.row.subarray(byGroup.start[group], byGroup.start[group + 1]);
    if (parent < 0) {
      groupsWithoutParent += 1;
      continue;
    }
    const owner =
      sector.groups.parentKind[group] === parentKind.function ? first.function + parent : first.system + parent;
    const children = new Set<number>();
    let unresolved = 0;
    for (const row of rows) {
      const child = sector.dependencies.child[row] as number;
      const kind = sector.dependencies.childKind[row];
      if (child < 0) unresolved += 1;
      else if (kind === childKind.system) children.add(first.system + child);
      else if (kind === childKind.asset) children.add(first.asset + child);
      else children.add(first['stated service'] + (ordinal.get(row) as number));
    }
    dependencies += unresolved;
    const needed = Math.min(sector.groups.threshold[group] as number, children.size + unresolved);
    if (needed <= 0) continue;
    require(children, owner, children.size + unresolved - needed, least, leastGroups);
    require(children, owner, Math.max(0, children.size - needed), most, mostGroups);
  }

  return {
    space,
    atLeast: layOut(space.count, [both, least], leastGroups, allocate),
    atMost: layOut(space.count, [both, most], mostGroups, allocate),
    statedDependency: stated.dependency,
    deliveryProvider: chains.provider,
    deliveryArrangement: chains.arrangement,
    governed: stated.governed,
    untied: {
      usesWithoutFunction,
      usesWithoutProvider,
      supplyLinks: chains.unattached,
      supplyLinksNeededAtMost: new Set(chains.loose.map(({ link }) => link)).size,
      dependencies,
      groupsWithoutParent,
    },
  };
}

function require(children: ReadonlySet<number>, owner: number, slack: number, edges: EdgeList, groups: GroupList) {
  if (slack >= children.size) return;
  const entry = slack === 0 ? owner : ~groups.add(owner, slack);
  for (const child of children) edges.add(child, entry);
}
