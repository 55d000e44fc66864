import { combineStatements } from './combine-statements.ts';
import { sourceFinding } from './finding-at.ts';
import { groupBy } from './graph/group-by.ts';
import type { CurrentEdges } from './as-of.ts';
import type { Finding, OwnershipKind } from '@underpin/model';

/** One holding per owner and owned, grouped by the owned entity: its holdings are `start[y] .. start[y + 1])`. */
export interface Holdings {
  readonly count: number;
  readonly start: Int32Array;
  readonly owner: Int32Array;
  readonly owned: Int32Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** The first edge (row of `graph.edges`) behind the holding. */
  readonly row: Int32Array;
  readonly findings: readonly Finding[];
}

/**
 * Brings the statements of each owner about each owned entity together. `kinds` are in order of preference: an observed
 * share of the first kind counts before one of the second, and any observed share before an unobserved one. Lots of one
 * source add up, exact repeats count once, sources that differ widen the interval and are a finding. Then each maximum is
 * cut to what the others' minima leave of the whole, unless the holdings are no parts of one whole (contracts).
 */
export function holdingsOf(
  current: CurrentEdges,
  kinds: readonly OwnershipKind[],
  tolerance: number,
  ofOneWhole = true,
): Holdings {
  const { edges, entities } = current.graph;
  const count = entities.count;
  const preference = new Int8Array(16).fill(-1);
  kinds.forEach((kind, place) => {
    preference[kind] = place;
  });
  const keys = new Int32Array(current.row.length);
  let wanted = 0;
  for (let at = 0; at < keys.length; at += 1) {
    const row = current.row[at] as number;
    const counts = (preference[edges.kind[row] as number] as number) >= 0;
    keys[at] = counts ? (edges.owned[row] as number) : -1;
    if (counts) wanted += 1;
  }
  if (wanted === 0) return noHoldings(count);
  const groups = groupBy(keys, count);
  const total = groups.row.length;
  const start = new Int32Array(count + 1);
  const owner = new Int32Array(total);
  const owned = new Int32Array(total);
  const min = new Float64Array(total);
  const max = new Float64Array(total);
  const first = new Int32Array(total);
  const seen = new Int32Array(count).fill(-1);
  const place = new Int32Array(count);
  const known = (x: number, y: number, few: boolean): number => {
    if (!few) return seen[x] === y ? (place[x] as number) : -1;
    for (let at = start[y] as number; at < size; at += 1) if (owner[at] === x) return at;
    return -1;
  };
  const findings: Finding[] = [];
  let size = 0;
  for (let y = 0; y < count; y += 1) {
    start[y] = size;
    const few = (groups.start[y + 1] as number) - (groups.start[y] as number) <= 8;
    let several: Map<number, number[]> | undefined;
    for (let at = groups.start[y] as number; at < (groups.start[y + 1] as number); at += 1) {
      const row = current.row[groups.row[at] as number] as number;
      const x = edges.owner[row] as number;
      const holding = known(x, y, few);
      if (holding !== -1) {
        several ??= new Map();
        const rows = several.get(holding) ?? [first[holding] as number];
        rows.push(row);
        several.set(holding, rows);
        continue;
      }
      if (!few) {
        seen[x] = y;
        place[x] = size;
      }
      owner[size] = x;
      owned[size] = y;
      first[size] = row;
      const low = edges.shareMin[row] as number;
      const high = edges.shareMax[row] as number;
      min[size] = Number.isNaN(low) ? 0 : low;
      max[size] = Number.isNaN(high) ? 1 : high;
      size += 1;
    }
    if (several !== undefined) {
      for (const [holding, rows] of several) {
        const combined = combineStatements(current.graph, rows, preference);
        min[holding] = combined.min;
        max[holding] = combined.max;
        first[holding] = combined.row;
        if (combined.finding !== null) findings.push(combined.finding);
      }
    }
    if (!ofOneWhole) continue;
    const over = tighten(min, max, start[y] as number, size, tolerance);
    if (over > 0) findings.push(overWhole(current, first[start[y] as number] as number, over));
  }
  start[count] = size;
  return {
    count: size,
    start,
    owner: owner.subarray(0, size),
    owned: owned.subarray(0, size),
    min: min.subarray(0, size),
    max: max.subarray(0, size),
    row: first.subarray(0, size),
    findings,
  };
}

function noHoldings(entities: number): Holdings {
  const [ints, floats] = [new Int32Array(0), new Float64Array(0)];
  const start = new Int32Array(entities + 1);
  return { count: 0, start, owner: ints, owned: ints, min: floats, max: floats, row: ints, findings: [] };
}

/** Cuts maxima to what is left of the whole; answers the sum of minima when it is over the whole, else 0. */
function tighten(min: Float64Array, max: Float64Array, from: number, to: number, tolerance: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += min[at] as number;
  if (sum > 1 + tolerance) return sum;
  for (let at = from; at < to; at += 1) {
    const low = min[at] as number;
    const left = 1 - (sum - low);
    if ((max[at] as number) > left) max[at] = Math.max(low, left);
  }
  return 0;
}

function overWhole(current: CurrentEdges, row: number, sum: number): Finding {
  const { edges, entities } = current.graph;
  const id = entities.id[edges.owned[row] as number] ?? '';
  const percent = Math.round(sum * 10_000) / 100;
  return sourceFinding(current.graph, row, {
    rule: 'control.shares-over-whole',
    key: `owned=${id}`,
    value: `${percent} %`,
    expected: 'at most 100 %',
    message: `Holdings in "${id}" add up to ${percent} %: expected at most 100 %. Check for a share that is stated twice or has ended`,
  });
}
