import { noDay } from '@underpin/model';
import type { OwnershipGraph } from '@underpin/model';

/** Edges that hold on one day. `row` points back into `graph.edges`. */
export interface CurrentEdges {
  readonly graph: OwnershipGraph;
  readonly day: number;
  readonly row: Int32Array;
}

/**
 * The edges that hold on a day (day number): stated from that day or before, and not stated to have ended before it. An
 * unstated start or end is open. Both days of a period belong to it.
 *
 * @example asOf(graph, dayNumber('2014-05-27') ?? 0).row.length
 */
export function asOf(graph: OwnershipGraph, day: number): CurrentEdges {
  const { count, from, to } = graph.edges;
  const kept = new Int32Array(count);
  let size = 0;
  for (let row = 0; row < count; row += 1) {
    if (!holdsOn(from[row] as number, to[row] as number, day)) continue;
    kept[size] = row;
    size += 1;
  }
  return { graph, day, row: kept.slice(0, size) };
}

/** Whether a period (inclusive, `noDay` open) holds on a day. */
export function holdsOn(from: number, to: number, day: number): boolean {
  return (from === noDay || from <= day) && (to === noDay || to >= day);
}
