import {
  dateOfDay,
  noDay,
  ownershipKind,
  ownershipKindNames,
  type OwnershipGraph,
  type Subject,
  textAt,
} from '@underpin/model';
import { select, type Study } from '../study.ts';

/** A change in who owns something that a subject is about. */
export interface ControlChange {
  readonly on: string;
  readonly says: string;
  /** Code of what changed hands. */
  readonly object: string;
}

const toldAtMost = 500;

/**
 * Dated changes of ownership that concern a subject: edges and brands that begin or end, of the makers and providers that it
 * selects, of the companies above them in the data, and of what these own. A date that nobody states gives no entry.
 */
export function controlChanges(study: Study, graph: OwnershipGraph, subject: Subject): readonly ControlChange[] {
  const concerned = entitiesOf(study, graph, subject);
  const { edges, brands, entities, sources } = graph;
  const name = (entity: number): string => entities.name[entity] || entities.id[entity] || 'somebody unnamed';
  const changes: ControlChange[] = [];
  const add = (day: number, says: string, object: string, source: number): void => {
    const from = sources[source] ?? '';
    if (day !== noDay) changes.push({ on: dateOfDay(day), says: from === '' ? says : `${says} (${from})`, object });
  };
  for (let at = 0; at < edges.count; at += 1) {
    const [owner, owned] = [edges.owner[at] ?? -1, edges.owned[at] ?? -1];
    if (!concerned.has(owned) && !concerned.has(owner)) continue;
    const kind = edges.kind[at] ?? 0;
    if (kind === ownershipKind.selfReportedParent || kind === ownershipKind.selfReportedUltimateParent) continue;
    const share = shareText(edges.shareMin[at] ?? Number.NaN, edges.shareMax[at] ?? Number.NaN);
    const told = `${ownershipKindNames[kind]}${share} in ${name(owned)}`;
    const [object, source] = [entities.id[owned] ?? '', edges.origins.source[at] ?? -1];
    add(edges.from[at] ?? noDay, `${name(owner)} holds ${told} from this day`, object, source);
    add(edges.to[at] ?? noDay, `${name(owner)} holds ${told} for the last day`, object, source);
  }
  const branded = brandsOf(study, subject);
  for (let at = 0; at < brands.count; at += 1) {
    const [brand, owner] = [brands.brand[at] ?? '', brands.owner[at] ?? -1];
    if (!concerned.has(owner) && !branded.has(brand)) continue;
    const source = brands.origins.source[at] ?? -1;
    add(brands.from[at] ?? noDay, `The brand ${brand} belongs to ${name(owner)} from this day`, brand, source);
    add(brands.to[at] ?? noDay, `The brand ${brand} belongs to ${name(owner)} for the last day`, brand, source);
  }
  return changes.toSorted((a, b) => (a.on === b.on ? compare(a.says, b.says) : compare(a.on, b.on))).slice(-toldAtMost);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function shareText(min: number, max: number): string {
  if (Number.isNaN(min) || Number.isNaN(max)) return '';
  const percent = (share: number): string => String(Math.round(share * 1000) / 10);
  return min === max ? ` of ${percent(min)} %` : ` of ${percent(min)} to ${percent(max)} %`;
}

/** Entities of the ownership data that the subject is about, with all that stand above them on any day. */
function entitiesOf(study: Study, graph: OwnershipGraph, subject: Subject): ReadonlySet<number> {
  const selected = select(study, subject);
  if (!selected.ok) return new Set();
  const { sector } = study.loaded;
  const { items } = selected.value;
  const providers = [
    ...items.provider,
    ...[...items.product].map((product) => sector.products.maker[product] ?? -1),
    ...[...items['service use']].map((use) => sector.serviceUses.provider[use] ?? -1),
  ];
  const groups = new Set(providers.map((provider) => study.control.group[provider] ?? -1));
  const codes = new Set([
    ...providers.map((provider) => sector.providers.code[provider] ?? ''),
    ...[...groups].map((group) => study.control.groups[group]?.id ?? ''),
  ]);
  const found = new Set<number>();
  for (let at = 0; at < graph.entities.count; at += 1) if (codes.has(graph.entities.id[at] ?? '')) found.add(at);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (let at = 0; at < graph.edges.count; at += 1) {
      if (found.has(graph.edges.owned[at] ?? -1)) found.add(graph.edges.owner[at] ?? -1);
    }
  }
  return found;
}

function brandsOf(study: Study, subject: Subject): ReadonlySet<string> {
  const selected = select(study, subject);
  const { products } = study.loaded.sector;
  if (!selected.ok) return new Set();
  return new Set(
    [...selected.value.items.product]
      .flatMap((product) => [textAt(products.brand, product), textAt(products.line, product)])
      .filter((name) => name !== ''),
  );
}
