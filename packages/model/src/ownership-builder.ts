import { GrowingColumns } from './growing-columns.ts';
import { entityKind } from './ownership.ts';
import { noDay } from './sector.ts';
import type { AbsenceMeaning, EntityKind, OwnershipGraph, OwnershipKind } from './ownership.ts';

/** Where a row stands: the source (by name) and the line or place in it. */
export interface OwnershipRow {
  readonly source: string;
  readonly line: number;
}

export interface NewEntity {
  readonly name?: string;
  readonly country?: string;
  readonly kind?: EntityKind;
}

export interface NewEdge extends OwnershipRow {
  readonly owner: number;
  readonly owned: number;
  readonly kind: OwnershipKind;
  readonly shareMin?: number;
  readonly shareMax?: number;
  readonly from?: number;
  readonly to?: number;
}

export interface NewAbsence extends OwnershipRow {
  readonly entity: number;
  readonly kind: OwnershipKind;
  readonly meaning: AbsenceMeaning;
  readonly reason: string;
  readonly from?: number;
  readonly to?: number;
}

export interface NewBrand extends OwnershipRow {
  readonly brand: string;
  readonly owner: number;
  readonly from?: number;
  readonly to?: number;
}

const origin = ['from', 'to', 'source', 'line'] as const;

/**
 * Collects what several sources state into one {@link OwnershipGraph}. Entities meet by id: the first stated name, country
 * and kind stay, later ones fill what is missing. A natural person keeps no name.
 *
 * @example
 * const graph = new OwnershipBuilder();
 * const parent = graph.entity('5493...', { name: 'Parent', country: 'DE' });
 * graph.addEdge({ owner: parent, owned: graph.entity('2138...'), kind: ownershipKind.voting, shareMin: 0.6, shareMax: 0.6,
 *   source: 'shares.csv', line: 2 });
 * graph.build();
 */
export class OwnershipBuilder {
  readonly #index = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #names: string[] = [];
  readonly #entities = new GrowingColumns(['country', 'kind']);
  readonly #countries = new Dictionary();
  readonly #reasons = new Dictionary();
  readonly #sources = new Dictionary();
  readonly #edges = new GrowingColumns(['owner', 'owned', 'kind', ...origin], ['shareMin', 'shareMax']);
  readonly #absences = new GrowingColumns(['entity', 'kind', 'meaning', 'reason', ...origin]);
  readonly #brandNames: string[] = [];
  readonly #brands = new GrowingColumns(['owner', ...origin]);
  readonly #late = new Map<number, NewEntity>();

  get entityCount(): number {
    return this.#ids.length;
  }

  get edgeCount(): number {
    return this.#edges.count;
  }

  /** Index of the entity with this id; makes it when it is new. Details that are already known stay. */
  entity(id: string, details: NewEntity = {}): number {
    const known = this.#index.get(id);
    if (known === undefined) {
      const index = this.#ids.length;
      const own = ownCopy(id);
      this.#index.set(own, index);
      this.#ids.push(own);
      this.#names.push(ownCopy(details.name ?? ''));
      const kind = details.kind ?? entityKind.unknown;
      this.#entities.add({ country: this.#countries.code(details.country ?? ''), kind });
      return index;
    }
    if (Object.keys(details).length > 0) this.#late.set(known, { ...details, ...this.#late.get(known) });
    return known;
  }

  addEdge(edge: NewEdge): void {
    const shareMin = edge.shareMin ?? Number.NaN;
    this.#edges.add({ ...edge, ...this.#origin(edge), shareMin, shareMax: edge.shareMax ?? shareMin });
  }

  addAbsence(absence: NewAbsence): void {
    this.#absences.add({ ...absence, ...this.#origin(absence), reason: this.#reasons.code(absence.reason) });
  }

  addBrand(brand: NewBrand): void {
    this.#brandNames.push(brand.brand);
    this.#brands.add({ owner: brand.owner, ...this.#origin(brand) });
  }

  build(): OwnershipGraph {
    const country = this.#entities.ints('country');
    const kind = Uint8Array.from(this.#entities.ints('kind'));
    const name = [...this.#names];
    for (const [index, details] of this.#late) {
      if (name[index] === '') name[index] = details.name ?? '';
      if (country[index] === -1) country[index] = this.#countries.code(details.country ?? '');
      if (kind[index] === entityKind.unknown) kind[index] = details.kind ?? entityKind.unknown;
    }
    kind.forEach((value, index) => {
      if (value === entityKind.person) name[index] = '';
    });
    const count = this.#ids.length;
    const edges = this.#edges;
    const absences = this.#absences;
    return {
      sources: this.#sources.values,
      entities: { count, id: [...this.#ids], name, country: { codes: country, values: this.#countries.values }, kind },
      edges: {
        count: edges.count,
        owner: edges.ints('owner'),
        owned: edges.ints('owned'),
        kind: Uint8Array.from(edges.ints('kind')),
        shareMin: edges.floats('shareMin'),
        shareMax: edges.floats('shareMax'),
        ...dated(edges),
      },
      absences: {
        count: absences.count,
        entity: absences.ints('entity'),
        kind: Uint8Array.from(absences.ints('kind')),
        meaning: Uint8Array.from(absences.ints('meaning')),
        reason: { codes: absences.ints('reason'), values: this.#reasons.values },
        ...dated(absences),
      },
      brands: {
        count: this.#brands.count,
        brand: [...this.#brandNames],
        owner: this.#brands.ints('owner'),
        ...dated(this.#brands),
      },
    };
  }

  #origin(row: OwnershipRow & { from?: number; to?: number }): Record<(typeof origin)[number], number> {
    return {
      from: row.from ?? noDay,
      to: row.to ?? noDay,
      source: this.#sources.code(row.source),
      line: row.line,
    };
  }
}

// A text cut out of a file's piece keeps the whole piece in memory; a copy of its own does not.
function ownCopy(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}

class Dictionary {
  readonly #codes = new Map<string, number>();
  readonly #values: string[] = [];

  get values(): readonly string[] {
    return [...this.#values];
  }

  code(text: string): number {
    if (text === '') return -1;
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    this.#codes.set(text, this.#values.length);
    this.#values.push(text);
    return this.#values.length - 1;
  }
}

function dated(columns: { ints(name: (typeof origin)[number]): Int32Array }): {
  from: Int32Array;
  to: Int32Array;
  origins: { source: Int32Array; line: Int32Array };
} {
  return {
    from: columns.ints('from'),
    to: columns.ints('to'),
    origins: { source: columns.ints('source'), line: columns.ints('line') },
  };
}
