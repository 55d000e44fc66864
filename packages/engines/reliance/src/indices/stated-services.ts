import type { Sector } from '@underpin/model';
import { childKind, parentKind } from '@underpin/model';
import type { RowsByKey } from './rows-by-key.ts';
import { rowsByKey } from './rows-by-key.ts';

/** The services that stated dependencies mention, matched to the institution's own service uses. */
export interface StatedServices {
  /** Dependency rows that mention a service, in order: the n-th is stated service n. */
  readonly dependency: Int32Array;
  /** Service uses of each, same order. */
  readonly uses: readonly Int32Array[];
  /** Per service use: 1 when a stated group governs whether its function needs it. */
  readonly governed: Uint8Array;
}

const none = new Int32Array(0);

/** Matches stated services to uses, and finds the uses that lie within their function's own stated cone. */
export function statedServices(sector: Sector, usesByArrangement: RowsByKey): StatedServices {
  const { dependencies, serviceUses } = sector;
  const rows: number[] = [];
  const ordinal = new Int32Array(dependencies.count).fill(-1);
  for (let row = 0; row < dependencies.count; row += 1) {
    if (dependencies.childKind[row] !== childKind.service || (dependencies.child[row] as number) < 0) continue;
    ordinal[row] = rows.length;
    rows.push(row);
  }
  const governed = new Uint8Array(serviceUses.count);
  if (rows.length === 0) return { dependency: none, uses: [], governed };

  const typeCode = new Map(serviceUses.serviceType.values.map((type, code) => [type, code]));
  const uses = rows.map((row) => matching(sector, usesByArrangement, typeCode, row));
  const groupsOfFunction = groupsOf(sector, parentKind.function, sector.functions.count);
  const groupsOfSystem = groupsOf(sector, parentKind.system, sector.systems.count);
  const dependenciesOf = rowsByKey(dependencies.group, sector.groups.count);
  const seen = new Int32Array(sector.systems.count).fill(-1);
  for (let fn = 0; fn < sector.functions.count; fn += 1) {
    const open = [...slice(groupsOfFunction, fn)];
    for (let group = open.pop(); group !== undefined; group = open.pop()) {
      for (const row of slice(dependenciesOf, group)) {
        const child = dependencies.child[row] as number;
        if (child < 0) continue;
        if (dependencies.childKind[row] === childKind.system && seen[child] !== fn) {
          seen[child] = fn;
          for (const next of slice(groupsOfSystem, child)) open.push(next);
        }
        if (dependencies.childKind[row] !== childKind.service) continue;
        for (const use of uses[ordinal[row] as number] ?? none) {
          if (serviceUses.function[use] === fn) governed[use] = 1;
        }
      }
    }
  }
  return { dependency: Int32Array.from(rows), uses, governed };
}

/** Institution of the function or system that a requirement group belongs to, or -1. */
export function institutionOfGroup(sector: Sector, group: number): number {
  const parent = sector.groups.parent[group] as number;
  if (parent < 0) return -1;
  const owner = sector.groups.parentKind[group] === parentKind.function ? sector.functions : sector.systems;
  return owner.institution[parent] as number;
}

function matching(
  sector: Sector,
  usesByArrangement: RowsByKey,
  typeCode: ReadonlyMap<string, number>,
  row: number,
): Int32Array {
  const { dependencies, serviceUses } = sector;
  const institution = institutionOfGroup(sector, dependencies.group[row] as number);
  const provider = dependencies.provider[row] as number;
  const code = dependencies.serviceType.codes[row] as number;
  const type = code < 0 ? undefined : (typeCode.get(dependencies.serviceType.values[code] as string) ?? -2);
  return slice(usesByArrangement, dependencies.child[row] as number).filter(
    (use) =>
      serviceUses.institution[use] === institution &&
      (provider < 0 || serviceUses.provider[use] === provider) &&
      (type === undefined || serviceUses.serviceType.codes[use] === type),
  );
}

function groupsOf(sector: Sector, kind: number, parents: number): RowsByKey {
  const key = sector.groups.parent.map((parent, group) => (sector.groups.parentKind[group] === kind ? parent : -1));
  return rowsByKey(key, parents);
}

function slice(rows: RowsByKey, key: number): Int32Array {
  return rows.row.subarray(rows.start[key], rows.start[key + 1]);
}
