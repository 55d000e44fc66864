import type { Random, Sector } from '@underpin/model';
import { childKind, noDay, parentKind } from '@underpin/model';
import { fill, origins, pick, text } from './synthetic-columns.ts';
import type { SyntheticSize } from './synthetic-sector.ts';

/** Size of the inventories of a made-up sector, per register; products are the sector's. */
export interface InventorySize {
  readonly systemsEach: number;
  readonly assetsEach: number;
  readonly products: number;
  readonly makers: number;
}

type Inventory = Pick<Sector, 'assessments' | 'systems' | 'products' | 'assets' | 'groups' | 'dependencies'>;

const lines = Array.from({ length: 12 }, (_, at) => `Line ${at + 1}`);

/**
 * Each function needs two of its institution's systems; each system any one of three assets (half of them), two of
 * three (a quarter) or all three, and a fifth of the systems also needs another system of a lower number.
 */
export function syntheticInventory(
  size: SyntheticSize,
  { systemsEach, assetsEach, products, makers }: InventorySize,
  random: Random,
  zipf: () => number,
): Omit<Inventory, 'assessments'> {
  const { registers, functionsEach } = size;
  const functions = registers * functionsEach;
  const systems = registers * systemsEach;
  const assets = registers * assetsEach;
  const groupParentKind: number[] = [];
  const groupParent: number[] = [];
  const threshold: number[] = [];
  const group: number[] = [];
  const kind: number[] = [];
  const child: number[] = [];
  const need = (ofKind: number, of: number, atLeast: number, childrenKind: number, children: ReadonlySet<number>) => {
    for (const one of children) {
      group.push(groupParent.length);
      kind.push(childrenKind);
      child.push(one);
    }
    groupParentKind.push(ofKind);
    groupParent.push(of);
    threshold.push(atLeast);
  };
  const some = (register: number, each: number, count: number) =>
    new Set(Array.from({ length: count }, () => register * each + pick(random, each)));
  for (let fn = 0; fn < functions; fn += 1) {
    const chosen = some(Math.floor(fn / functionsEach), systemsEach, 2);
    need(parentKind.function, fn, chosen.size, childKind.system, chosen);
  }
  for (let system = 0; system < systems; system += 1) {
    const register = Math.floor(system / systemsEach);
    need(parentKind.system, system, Math.max(1, pick(random, 4)), childKind.asset, some(register, assetsEach, 3));
    if (system > register * systemsEach && random() < 0.2)
      need(
        parentKind.system,
        system,
        1,
        childKind.system,
        new Set([register * systemsEach + pick(random, system - register * systemsEach)]),
      );
  }
  const dependencies = child.length;
  const none = text(0, [], () => -1);
  const unstated = text(assets, [], () => -1);
  const unknown = new Float64Array(assets).fill(Number.NaN);
  return {
    systems: {
      count: systems,
      institution: fill(systems, (at) => Math.floor(at / systemsEach)),
      id: Array.from({ length: systems }, (_, at) => `SYS${at % systemsEach}`),
      name: text(systems, ['system'], () => 0),
      origins: origins(systems),
    },
    products: {
      count: products,
      maker: fill(products, () => zipf() % makers),
      makerName: none,
      brand: none,
      line: text(products, lines, () => pick(random, lines.length)),
      model: text(products, ['model'], () => 0),
      partNumber: none,
      category: text(products, ['server.high-end'], () => 0),
    },
    assets: {
      count: assets,
      institution: fill(assets, (at) => Math.floor(at / assetsEach)),
      id: Array.from({ length: assets }, (_, at) => `AST${at % assetsEach}`),
      product: fill(assets, () => Math.min(products - 1, Math.floor(products ** random()) - 1)),
      serial: unstated,
      site: unstated,
      firmware: unstated,
      quantity: new Float64Array(assets).fill(1),
      cores: unknown,
      memoryGb: unknown,
      capacity: unknown,
      capacityUnit: unstated,
      peakUtilisation: unknown,
      annualCost: unknown,
      currency: unstated,
      commissioned: new Int32Array(assets).fill(noDay),
      origins: origins(assets),
    },
    groups: {
      count: groupParent.length,
      parentKind: Uint8Array.from(groupParentKind),
      parent: Int32Array.from(groupParent),
      threshold: Int32Array.from(threshold),
    },
    dependencies: {
      count: dependencies,
      group: Int32Array.from(group),
      childKind: Uint8Array.from(kind),
      child: Int32Array.from(child),
      serviceType: text(dependencies, [], () => -1),
      provider: new Int32Array(dependencies).fill(-1),
      origins: origins(dependencies),
    },
  };
}

/** Empty tables for what a register does not state. */
export function nothingElse(): Inventory {
  const ints = new Int32Array(0);
  const numbers = new Float64Array(0);
  const none = text(0, [], () => -1);
  const from = origins(0);
  return {
    assessments: {
      count: 0,
      arrangement: ints,
      provider: ints,
      serviceType: none,
      substitutability: none,
      reason: none,
      exitPlan: none,
      reintegration: none,
      impact: none,
      alternatives: none,
      origins: from,
    },
    systems: { count: 0, institution: ints, id: [], name: none, origins: from },
    products: {
      count: 0,
      maker: ints,
      makerName: none,
      brand: none,
      line: none,
      model: none,
      partNumber: none,
      category: none,
    },
    assets: {
      count: 0,
      institution: ints,
      id: [],
      product: ints,
      serial: none,
      site: none,
      firmware: none,
      quantity: numbers,
      cores: numbers,
      memoryGb: numbers,
      capacity: numbers,
      capacityUnit: none,
      peakUtilisation: numbers,
      annualCost: numbers,
      currency: none,
      commissioned: ints,
      origins: from,
    },
    groups: { count: 0, parentKind: new Uint8Array(0), parent: ints, threshold: ints },
    dependencies: {
      count: 0,
      group: ints,
      childKind: new Uint8Array(0),
      child: ints,
      serviceType: none,
      provider: ints,
      origins: from,
    },
  };
}
