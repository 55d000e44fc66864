import type { Scope, Sector } from '@underpin/model';
import type { Reliance } from '../build-reliance.ts';
import { childrenOf } from '../indices/children-of.ts';
import { rowsByKey } from '../indices/rows-by-key.ts';

export const partKinds = ['sector', 'institution', 'category', 'licensed activity'] as const;
export type PartKind = (typeof partKinds)[number];

/** Rows of service uses or assets that belong to a part of the sector, in their own order. */
export interface Members {
  readonly certain: Int32Array;
  /** Rows of which nobody stated to which part they belong, and which may belong to this one. */
  readonly possible: Int32Array;
}

/** A part of the sector that a measure is taken of. */
export interface SectorPart {
  readonly scope: Scope;
  readonly members: (items: 'asset' | 'service use') => Members;
}

/**
 * The parts of a kind, whose members are found when first asked for. An institution has what it states; a category (type of
 * entity) what its institutions state. A service use belongs to the licensed activity of its function, an asset to those of
 * all functions that stand on it by what inventories state.
 *
 * Where the type, the function or the activity is unobserved the row may belong to any part; a row tied to no function only
 * to activities that its institution has, when that states the activities of all its functions.
 *
 * Example: `sectorParts(reliance, 'category').map(({ scope }) => scope.name)`.
 */
export function sectorParts(reliance: Reliance, kind: PartKind): SectorPart[] {
  const made = new Map<string, Membership>();
  const membership = (items: 'asset' | 'service use') => {
    const known = made.get(items) ?? membershipOf(reliance, kind, items);
    made.set(items, known);
    return known;
  };
  return scopesOf(reliance.sector, kind).map((scope, part) => ({
    scope,
    members: (items) => membership(items)(part),
  }));
}

/** The sector as its only part. */
export function wholeSector(reliance: Reliance): SectorPart {
  return sectorParts(reliance, 'sector')[0] as SectorPart;
}

/** The parts of a kind in words, in the order of their codes. */
export function scopesOf({ institutions, functions }: Sector, kind: PartKind): Scope[] {
  if (kind === 'sector') return [{ kind, id: 'sector', name: 'the sector' }];
  if (kind === 'institution') {
    return institutions.lei.map((lei, at) => ({ kind, id: lei, name: institutions.name[at] ?? lei }));
  }
  const { values } = kind === 'category' ? institutions.type : functions.licensedActivity;
  return values.map((name) => ({ kind, id: name, name }));
}

/** How a scope begins the ids of its figures, after the measure. */
export function placeOf({ kind, id }: Scope): string {
  return kind === 'sector' ? 'sector' : `${kind.replaceAll(' ', '-')}/${id}`;
}

type Membership = (part: number) => Members;
const none = new Int32Array(0);

function membershipOf(reliance: Reliance, kind: PartKind, items: 'asset' | 'service use'): Membership {
  const { sector } = reliance;
  const table = items === 'asset' ? sector.assets : sector.serviceUses;
  if (kind === 'licensed activity') return byActivity(reliance, items);
  if (kind === 'sector') {
    const all = Int32Array.from({ length: table.count }, (_, row) => row);
    return () => ({ certain: all, possible: none });
  }
  const { institutions } = sector;
  const type = institutions.type.codes;
  const key =
    kind === 'institution'
      ? table.institution
      : table.institution.map((institution) => (institution < 0 ? -1 : (type[institution] as number)));
  const parts = kind === 'institution' ? institutions.count : institutions.type.values.length;
  const rows = rowsByKey(key, parts);
  const possible = rowsWhere(table.count, (row) => (key[row] as number) < 0);
  return (part) => ({ certain: rows.row.subarray(rows.start[part], rows.start[part + 1]), possible });
}

/** How the rows of a table are tied to functions. */
interface Ties {
  /** Rows tied to a function of an activity, in their own order. */
  readonly of: (activity: number) => Int32Array;
  readonly toAny: (row: number) => boolean;
  readonly toUnobserved: (row: number) => boolean;
}

function byActivity(reliance: Reliance, items: 'asset' | 'service use'): Membership {
  const { functions, institutions, assets, serviceUses } = reliance.sector;
  const table = items === 'asset' ? assets : serviceUses;
  const activity = functions.licensedActivity.codes;
  const ties = items === 'asset' ? tiesOfAssets(reliance) : tiesOfUses(reliance);
  const byCode = rowsByKey(activity, functions.licensedActivity.values.length);
  const states = new Uint8Array(institutions.count);
  for (const institution of functions.institution) if (institution >= 0) states[institution] = 1;
  functions.institution.forEach((institution, fn) => {
    if (institution >= 0 && (activity[fn] as number) < 0) states[institution] = 0;
  });
  const anywhere = (row: number) => {
    const institution = table.institution[row] as number;
    return ties.toUnobserved(row) || (!ties.toAny(row) && (institution < 0 || states[institution] === 0));
  };
  const inAny = rowsWhere(table.count, anywhere);
  const inOwn = rowsWhere(table.count, (row) => !ties.toAny(row) && !anywhere(row));
  return (part) => {
    const certain = ties.of(part);
    if (inAny.length === 0 && inOwn.length === 0) return { certain, possible: none };
    const has = new Uint8Array(institutions.count);
    for (const fn of byCode.row.subarray(byCode.start[part], byCode.start[part + 1])) {
      const institution = functions.institution[fn] as number;
      if (institution >= 0) has[institution] = 1;
    }
    const inside = new Set(certain);
    const own = inOwn.filter((row) => has[table.institution[row] as number] === 1);
    const possible = Int32Array.from([...inAny.filter((row) => !inside.has(row)), ...own]).sort();
    return { certain, possible };
  };
}

function tiesOfUses({ sector: { serviceUses, functions } }: Reliance): Ties {
  const activity = functions.licensedActivity.codes;
  const key = serviceUses.function.map((fn) => (fn < 0 ? -1 : (activity[fn] as number)));
  const rows = rowsByKey(key, functions.licensedActivity.values.length);
  return {
    of: (code) => rows.row.subarray(rows.start[code], rows.start[code + 1]),
    toAny: (use) => (serviceUses.function[use] as number) >= 0,
    toUnobserved: (use) => (serviceUses.function[use] as number) >= 0 && (key[use] as number) < 0,
  };
}

/** Walks down from functions, through systems, to the assets that stand below them. */
function tiesOfAssets({ sector, graph }: Reliance): Ties {
  const { functions, assets } = sector;
  const { first, count } = graph.space;
  const below = childrenOf(graph.atMost);
  const mark = new Int32Array(count);
  let marked = 0;
  const assetsBelow = (some: Iterable<number>): Int32Array => {
    marked += 1;
    const [queue, found]: [number[], number[]] = [[], []];
    const visit = (node: number) => {
      if (mark[node] === marked || node < first.asset) return;
      mark[node] = marked;
      if (node < first.system) found.push(node - first.asset);
      else queue.push(node);
    };
    for (const fn of some) visit(first.function + fn);
    for (let at = 0; at < queue.length; at += 1) {
      const node = queue[at] as number;
      for (let edge = below.start[node] as number; edge < (below.start[node + 1] as number); edge += 1) {
        visit(below.child[edge] as number);
      }
    }
    return Int32Array.from(found).sort();
  };
  const activity = functions.licensedActivity.codes;
  const byCode = rowsByKey(activity, functions.licensedActivity.values.length);
  const flags = (some: Iterable<number>) => {
    const flag = new Uint8Array(assets.count);
    for (const asset of assetsBelow(some)) flag[asset] = 1;
    return flag;
  };
  const any = flags(rowsWhere(functions.count, () => true));
  const unobserved = flags(rowsWhere(functions.count, (fn) => (activity[fn] as number) < 0));
  return {
    of: (code) => assetsBelow(byCode.row.subarray(byCode.start[code], byCode.start[code + 1])),
    toAny: (asset) => any[asset] === 1,
    toUnobserved: (asset) => unobserved[asset] === 1,
  };
}

function rowsWhere(count: number, is: (row: number) => boolean): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < count; row += 1) if (is(row)) rows.push(row);
  return Int32Array.from(rows);
}
