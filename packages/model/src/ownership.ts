import type { TextColumn } from './table.ts';

/** What an ownership edge says. Accounting consolidation is not a vote, and neither is a seat on the board. */
export const ownershipKind = {
  directConsolidation: 0,
  ultimateConsolidation: 1,
  voting: 2,
  equity: 3,
  boardAppointment: 4,
  contract: 5,
  stateInfluence: 6,
  selfReportedParent: 7,
  selfReportedUltimateParent: 8,
} as const;
export type OwnershipKind = (typeof ownershipKind)[keyof typeof ownershipKind];

/** Names of the kinds, in the order of their numbers. */
export const ownershipKindNames = [
  'direct consolidation',
  'ultimate consolidation',
  'voting',
  'equity',
  'board appointment',
  'contract',
  'state influence by law',
  'self-reported parent',
  'self-reported ultimate parent',
] as const;

/** What an entity is. Natural persons take part in the mathematics without a name; they are never listed or ranked. */
export const entityKind = { company: 0, person: 1, state: 2, stateBody: 3, arrangement: 4, unknown: 5 } as const;
export type EntityKind = (typeof entityKind)[keyof typeof entityKind];

/** Names of the kinds of entities, in the order of their numbers. */
export const entityKindNames = ['company', 'person', 'state', 'state body', 'arrangement', 'unknown'] as const;

/** What a statement without an edge means: there is no such parent, or there may be one that is not told. */
export const absenceMeaning = { none: 0, undisclosed: 1 } as const;
export type AbsenceMeaning = (typeof absenceMeaning)[keyof typeof absenceMeaning];

export interface OwnershipEntities {
  readonly count: number;
  readonly id: readonly string[];
  /** Empty when unobserved, and always for a natural person. */
  readonly name: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly country: TextColumn;
  /** One of {@link entityKind}. */
  readonly kind: Uint8Array;
}

/** Where each edge or statement came from: index into `OwnershipGraph.sources`, and the line (or place) in that source. */
export interface OwnershipOrigins {
  readonly source: Int32Array;
  readonly line: Int32Array;
}

/** Dated edges owner -> owned. Day numbers are inclusive; `noDay` is an unstated (open) end. */
export interface OwnershipEdges {
  readonly count: number;
  readonly owner: Int32Array;
  readonly owned: Int32Array;
  /** One of {@link ownershipKind}. */
  readonly kind: Uint8Array;
  /** Share 0..1 as an interval; NaN when unobserved. */
  readonly shareMin: Float64Array;
  readonly shareMax: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly origins: OwnershipOrigins;
}

/** Statements that an entity has no parent of a kind, or does not tell it, with the reason that it gives. */
export interface OwnershipAbsences {
  readonly count: number;
  readonly entity: Int32Array;
  /** The kind of edge that is said to be absent. */
  readonly kind: Uint8Array;
  /** One of {@link absenceMeaning}. */
  readonly meaning: Uint8Array;
  readonly reason: TextColumn;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly origins: OwnershipOrigins;
}

/** Who owned a brand, from when to when. A brand that is sold has one row per owner. */
export interface BrandAssignments {
  readonly count: number;
  readonly brand: readonly string[];
  readonly owner: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly origins: OwnershipOrigins;
}

/** All that is stated of who owns whom, at all dates, by all sources: the columns that the control engine computes on. */
export interface OwnershipGraph {
  readonly sources: readonly string[];
  readonly entities: OwnershipEntities;
  readonly edges: OwnershipEdges;
  readonly absences: OwnershipAbsences;
  readonly brands: BrandAssignments;
}
