import { asOf, controlOfDay, controlStatusNames, countryOfControl } from '@underpin/control';
import {
  type Bounds,
  dateOfDay,
  dayNumber,
  entityKind,
  entityKindNames,
  type IsoDate,
  noDay,
  ok,
  type OwnershipGraph,
  ownershipKindNames,
  refused,
  type Result,
  textAt,
} from '@underpin/model';

export interface OwnershipNode {
  readonly id: string;
  readonly name: string;
  readonly country: string | null;
  readonly kind: (typeof entityKindNames)[number] | 'brand';
  readonly asked: boolean;
  readonly head: boolean;
  readonly inGroup: boolean;
  readonly above: (typeof controlStatusNames)[number];
  readonly more: number;
}

export interface OwnershipLink {
  readonly owner: string;
  readonly owned: string;
  readonly kind: string;
  readonly share: Bounds | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly proof: boolean;
  readonly source: string;
  readonly line: number;
}

/** Who owns whom around one entity on a day. */
export interface OwnershipMap {
  readonly asOf: IsoDate;
  /** Days on which something among these entities begins or ends, in order. */
  readonly dates: readonly IsoDate[];
  readonly nodes: readonly OwnershipNode[];
  readonly links: readonly OwnershipLink[];
}

/** The owners of an entity and of its group's head, and what that head owns, at most `limit` entities. Refused for an unknown entity or date. */
export function ownershipMap(graph: OwnershipGraph, id: string, date: IsoDate, limit: number): Result<OwnershipMap> {
  const day = dayNumber(date);
  if (day === null) return refused(`Cannot draw as of "${date}": expected a date as yyyy-mm-dd`);
  const asked = graph.entities.id.indexOf(id);
  if (asked < 0)
    return refused(`Cannot draw "${id}": none of the ${graph.entities.count} entities in the data has this id`);
  const { edges, entities } = graph;
  const control = controlOfDay(graph, day);
  const answer = countryOfControl(control, asked);
  const rows = [...asOf(graph, day).row].filter((row) => edges.owner[row] !== edges.owned[row]);
  const members = membersAround(graph, rows, [asked, answer.head], limit);
  const proof = new Set(
    answer.path.flatMap((leg) => [...leg.steps.flatMap(({ holdings }) => holdings.map(({ row }) => row)), ...leg.rows]),
  );
  const links = rows
    .filter((row) => members.has(edges.owner[row] as number) && members.has(edges.owned[row] as number))
    .map((row): OwnershipLink => ({
      owner: entities.id[edges.owner[row] as number] ?? '',
      owned: entities.id[edges.owned[row] as number] ?? '',
      kind: ownershipKindNames[edges.kind[row] as 0],
      share: Number.isNaN(edges.shareMin[row])
        ? null
        : { atLeast: edges.shareMin[row] ?? 0, atMost: edges.shareMax[row] ?? 0 },
      from: dateOr(edges.from[row]),
      to: dateOr(edges.to[row]),
      proof: proof.has(row),
      ...originOf(graph, edges.origins, row),
    }));
  const outside = new Map<number, number>();
  for (const row of rows) {
    const [owner, owned] = [edges.owner[row] as number, edges.owned[row] as number];
    if (members.has(owner) === members.has(owned)) continue;
    const inside = members.has(owner) ? owner : owned;
    outside.set(inside, (outside.get(inside) ?? 0) + 1);
  }
  const nodes = [...members].map((entity): OwnershipNode => ({
    id: entities.id[entity] ?? '',
    name: entities.kind[entity] === entityKind.person ? '' : (entities.name[entity] ?? ''),
    country: textAt(entities.country, entity) || null,
    kind: entityKindNames[entities.kind[entity] as 0],
    asked: entity === asked,
    head: entity === answer.head,
    inGroup: control.group[entity] === answer.head,
    above: controlStatusNames[control.status[entity] as 0],
    more: outside.get(entity) ?? 0,
  }));
  const brands = brandsOf(graph, members, day);
  return ok({
    asOf: date,
    dates: daysOf(graph, members).map(dateOfDay),
    nodes: [
      ...nodes,
      ...brands.map(({ owner, link }): OwnershipNode => ({
        id: link.owned,
        name: link.owned.slice('brand '.length),
        country: null,
        kind: 'brand',
        asked: false,
        head: false,
        inGroup: control.group[owner] === answer.head,
        above: 'controlled',
        more: 0,
      })),
    ],
    links: [...links, ...brands.map(({ link }) => link)],
  });
}

/** Everybody above the first ones, then everybody below them, nearest first. */
function membersAround(
  { edges }: OwnershipGraph,
  rows: readonly number[],
  first: readonly number[],
  limit: number,
): ReadonlySet<number> {
  const members = new Set(first);
  const ways = [
    [edges.owned, edges.owner],
    [edges.owner, edges.owned],
  ] as const;
  for (const [near, far] of ways) {
    let front = new Set(first);
    while (front.size > 0) {
      const next = new Set<number>();
      for (const row of rows) {
        const other = far[row] as number;
        if (!front.has(near[row] as number) || members.has(other) || members.size >= limit) continue;
        members.add(other);
        next.add(other);
      }
      front = next;
    }
  }
  return members;
}

function brandsOf(
  graph: OwnershipGraph,
  members: ReadonlySet<number>,
  day: number,
): { readonly owner: number; readonly link: OwnershipLink }[] {
  const { brands, entities } = graph;
  return brands.brand.flatMap((brand, row) => {
    const owner = brands.owner[row] as number;
    const [from, to] = [brands.from[row] ?? noDay, brands.to[row] ?? noDay];
    if (!members.has(owner) || (from !== noDay && from > day) || (to !== noDay && to < day)) return [];
    const link: OwnershipLink = {
      owner: entities.id[owner] ?? '',
      owned: `brand ${brand}`,
      kind: 'brand',
      share: null,
      from: dateOr(from),
      to: dateOr(to),
      proof: false,
      ...originOf(graph, brands.origins, row),
    };
    return [{ owner, link }];
  });
}

function daysOf({ edges, brands }: OwnershipGraph, members: ReadonlySet<number>): number[] {
  const days = new Set<number>();
  const note = (table: { readonly from: Int32Array; readonly to: Int32Array }, row: number): void => {
    for (const day of [table.from[row], table.to[row]]) if (day !== undefined && day !== noDay) days.add(day);
  };
  for (let row = 0; row < edges.count; row += 1)
    if (members.has(edges.owned[row] as number) || members.has(edges.owner[row] as number)) note(edges, row);
  for (let row = 0; row < brands.count; row += 1) if (members.has(brands.owner[row] as number)) note(brands, row);
  return [...days].sort((a, b) => a - b);
}

function originOf({ sources }: OwnershipGraph, origins: OwnershipGraph['edges']['origins'], row: number) {
  return { source: sources[origins.source[row] ?? -1] ?? '', line: origins.line[row] ?? 0 };
}

function dateOr(day: number | undefined): IsoDate | null {
  return day === undefined || day === noDay ? null : dateOfDay(day);
}
