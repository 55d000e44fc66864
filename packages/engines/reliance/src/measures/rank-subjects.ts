import { criticality } from '@underpin/model';
import type { Reliance } from '../build-reliance.ts';
import { rowsByKey } from '../indices/rows-by-key.ts';

export const rankedKinds = ['provider', 'group', 'maker', 'product line', 'country'] as const;
export type RankedKind = (typeof rankedKinds)[number];

/** Subjects of one kind, each with the nodes that its withdrawal takes. */
export interface RankSubjects {
  readonly kind: RankedKind;
  readonly count: number;
  readonly start: Int32Array;
  readonly node: Int32Array;
  /** A provider whose withdrawal has the same effect, or -1: its result is copied. */
  readonly sameAsProvider: Int32Array | null;
  readonly idOf: (subject: number) => string;
  readonly nameOf: (subject: number) => string;
}

/** A provider goes with all it provides and makes, a maker with what it makes, a group and a country with all they control. */
export function rankSubjects({ sector, control, graph }: Reliance, kind: RankedKind): RankSubjects {
  const { first } = graph.space;
  const { providers } = sector;
  const single = (from: number, count: number) => ({
    count,
    start: upFrom(0, count + 1),
    node: upFrom(from, count),
  });
  if (kind === 'provider') {
    return {
      kind,
      ...single(first.provider, providers.count),
      sameAsProvider: null,
      idOf: (at) => providers.code[at] as string,
      nameOf: (at) => providers.name[at] as string,
    };
  }
  if (kind === 'group') {
    const only = new Int32Array(control.groups.length).fill(-1);
    const members = new Int32Array(control.groups.length);
    for (let provider = 0; provider < providers.count; provider += 1) {
      const group = control.group[provider] as number;
      only[group] = provider;
      members[group] = (members[group] as number) + 1;
    }
    return {
      kind,
      ...single(first.group, control.groups.length),
      sameAsProvider: only.map((provider, group) => (members[group] === 1 ? provider : -1)),
      idOf: (at) => control.groups[at]?.id ?? '',
      nameOf: (at) => control.groups[at]?.name ?? '',
    };
  }
  if (kind === 'country') {
    return {
      kind,
      ...single(first.country, control.countries.length),
      sameAsProvider: null,
      idOf: (at) => control.countries[at] as string,
      nameOf: (at) => control.countries[at] as string,
    };
  }
  const of = kind === 'maker' ? makersOf(sector) : linesOf(sector);
  const rows = rowsByKey(of.key, of.ids.length);
  return {
    kind,
    count: of.ids.length,
    start: rows.start,
    node: rows.row.map((product) => first.product + product),
    sameAsProvider: null,
    idOf: (at) => of.ids[at] as string,
    nameOf: (at) => of.names[at] as string,
  };
}

function upFrom(first: number, count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let at = 0; at < count; at += 1) numbers[at] = first + at;
  return numbers;
}

interface Keyed {
  readonly key: Int32Array;
  readonly ids: readonly string[];
  readonly names: readonly string[];
}

/** Products by maker: by code where the maker is a known party, else by name. */
export function makersOf({ products, providers }: Reliance['sector']): Keyed {
  return keyed(products.count, (product) => {
    const maker = products.maker[product] as number;
    const name = products.makerName.values[products.makerName.codes[product] as number];
    if (maker >= 0) return { id: providers.code[maker] as string, name: providers.name[maker] as string };
    return name === undefined ? null : { id: name, name };
  });
}

/** Products by product line of one maker. */
export function linesOf(sector: Reliance['sector']): Keyed {
  const { products } = sector;
  const makers = makersOf(sector);
  return keyed(products.count, (product) => {
    const line = products.line.values[products.line.codes[product] as number];
    if (line === undefined) return null;
    const maker = makers.key[product] as number;
    const [id, name] = [makers.ids[maker] ?? '?', makers.names[maker] ?? 'unstated maker'];
    return { id: `${id}/${line}`, name: `${name} ${line}` };
  });
}

function keyed(count: number, of: (row: number) => { id: string; name: string } | null): Keyed {
  const index = new Map<string, number>();
  const names: string[] = [];
  const key = new Int32Array(count).fill(-1);
  for (let row = 0; row < count; row += 1) {
    const found = of(row);
    if (found === null) continue;
    const known = index.get(found.id);
    if (known === undefined) {
      index.set(found.id, names.length);
      key[row] = names.length;
      names.push(found.name);
    } else key[row] = known;
  }
  return { key, ids: [...index.keys()], names };
}

/** Per function: 1 when it is critical. */
export function criticalFunctions({ sector }: Reliance): Uint8Array {
  return sector.functions.critical.map((state) => (state === criticality.yes ? 1 : 0));
}
