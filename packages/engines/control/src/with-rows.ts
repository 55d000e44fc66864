import type { BrandAssignments, OwnershipEdges, OwnershipGraph, OwnershipKind } from '@underpin/model';

interface Added {
  readonly from: number;
  readonly to: number;
  readonly source: string;
  readonly line: number;
}

export interface AddedEdge extends Added {
  readonly owner: number;
  readonly owned: number;
  readonly kind: OwnershipKind;
  readonly shareMin: number;
  readonly shareMax: number;
}

export interface AddedBrand extends Added {
  readonly brand: string;
  readonly owner: number;
}

/** A graph with other ends of its periods and with rows added behind its own, which keep their places. */
export function withRows(
  graph: OwnershipGraph,
  edgeTo: Int32Array,
  brandTo: Int32Array,
  addedEdges: readonly AddedEdge[],
  addedBrands: readonly AddedBrand[],
): OwnershipGraph {
  const sources = [...graph.sources];
  const source = (added: Added): number => {
    if (!sources.includes(added.source)) sources.push(added.source);
    return sources.indexOf(added.source);
  };
  const old = graph.edges;
  const edges: OwnershipEdges = {
    count: old.count + addedEdges.length,
    owner: ints(old.owner, addedEdges, (edge) => edge.owner),
    owned: ints(old.owned, addedEdges, (edge) => edge.owned),
    kind: Uint8Array.from(ints(Int32Array.from(old.kind), addedEdges, (edge) => edge.kind)),
    shareMin: floats(old.shareMin, addedEdges, (edge) => edge.shareMin),
    shareMax: floats(old.shareMax, addedEdges, (edge) => edge.shareMax),
    from: ints(old.from, addedEdges, (edge) => edge.from),
    to: ints(edgeTo, addedEdges, (edge) => edge.to),
    origins: {
      source: ints(old.origins.source, addedEdges, source),
      line: ints(old.origins.line, addedEdges, (edge) => edge.line),
    },
  };
  const brands: BrandAssignments = {
    count: graph.brands.count + addedBrands.length,
    brand: [...graph.brands.brand, ...addedBrands.map((brand) => brand.brand)],
    owner: ints(graph.brands.owner, addedBrands, (brand) => brand.owner),
    from: ints(graph.brands.from, addedBrands, (brand) => brand.from),
    to: ints(brandTo, addedBrands, (brand) => brand.to),
    origins: {
      source: ints(graph.brands.origins.source, addedBrands, source),
      line: ints(graph.brands.origins.line, addedBrands, (brand) => brand.line),
    },
  };
  return { ...graph, sources, edges, brands };
}

function ints<T>(old: Int32Array, added: readonly T[], column: (row: T) => number): Int32Array {
  const result = new Int32Array(old.length + added.length);
  result.set(old);
  added.forEach((row, place) => {
    result[old.length + place] = column(row);
  });
  return result;
}

function floats<T>(old: Float64Array, added: readonly T[], column: (row: T) => number): Float64Array {
  const result = new Float64Array(old.length + added.length);
  result.set(old);
  added.forEach((row, place) => {
    result[old.length + place] = column(row);
  });
  return result;
}
