import { OwnershipBuilder, dayNumber, entityKindNames, noDay, ownershipKindNames } from '@underpin/model';
import type { EntityKind, OwnershipGraph, OwnershipKind } from '@underpin/model';

export interface Edge {
  readonly owner: string;
  readonly owned: string;
  readonly kind: string;
  /** Percent: "60", "40-60" or empty. */
  readonly share: string;
  readonly from?: string;
  readonly to?: string;
  readonly source?: string;
}

export interface Entity {
  readonly entity: string;
  readonly kind: string;
  readonly country: string;
}

/** A graph from rows of text, entities in the order in which they are named (companies unless stated otherwise). */
export function smallGraph(edges: readonly Edge[], entities: readonly Entity[] = []): OwnershipGraph {
  const builder = builderOf(edges, entities);
  return builder.build();
}

export function builderOf(edges: readonly Edge[], entities: readonly Entity[] = []): OwnershipBuilder {
  const builder = new OwnershipBuilder();
  for (const { entity, kind, country } of entities) {
    builder.entity(entity, { name: entity, country, kind: entityKindNames.indexOf(kind as 'company') as EntityKind });
  }
  edges.forEach((edge, place) => {
    const [min, max] = percents(edge.share);
    builder.addEdge({
      owner: builder.entity(edge.owner, { kind: 0 }),
      owned: builder.entity(edge.owned, { kind: 0 }),
      kind: ownershipKindNames.indexOf(edge.kind as 'voting') as OwnershipKind,
      shareMin: min,
      shareMax: max,
      from: dayNumber(edge.from ?? '') ?? noDay,
      to: dayNumber(edge.to ?? '') ?? noDay,
      source: edge.source ?? 'edges.csv',
      line: place + 2,
    });
  });
  return builder;
}

export function at(graph: OwnershipGraph, id: string): number {
  return graph.entities.id.indexOf(id);
}

function percents(text: string): [number, number] {
  if (text === '') return [Number.NaN, Number.NaN];
  const [low = '', high = low] = text.split('-');
  return [Number(low) / 100, Number(high) / 100];
}
