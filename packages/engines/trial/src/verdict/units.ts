import type { TrialEndpoint, TrialProtocol } from '@underpin/model';
import type { Count } from '../estimators/rate-ratio.ts';
import type { Block } from '../estimators/shift.ts';
import { sampleQuantile } from '../estimators/sample-quantile.ts';
import { blockOf } from '../protocol/planned-days.ts';
import type { Admitted } from './1-admit.ts';

/** Scale on which values are compared: logarithms for a ratio. */
export function scaled(endpoint: Pick<TrialEndpoint, 'margin'>, value: number): number {
  return endpoint.margin.kind === 'ratio' ? Math.log(value) : value;
}

function grouped<T>(rows: readonly Admitted[], key: (row: Admitted) => T): ReadonlyMap<T, readonly Admitted[]> {
  return Map.groupBy(rows, key);
}

function median(values: readonly number[]): number {
  return sampleQuantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** Differences of pairs (same workload, day and interval), candidate minus incumbent, with their block. */
function pairs(endpoint: TrialEndpoint, rows: readonly Admitted[], block: (row: Admitted) => number): readonly Unit[] {
  const units: Unit[] = [];
  for (const both of grouped(rows, (row) => `${row.workload} ${row.day} ${row.interval}`).values()) {
    const candidate = both.find((row) => row.candidate);
    const incumbent = both.find((row) => !row.candidate);
    if (candidate === undefined || incumbent === undefined) continue;
    const difference = scaled(endpoint, candidate.value) - scaled(endpoint, incumbent.value);
    units.push({ block: block(candidate), day: candidate.day, workload: candidate.workload, difference });
  }
  return units;
}

export interface Unit {
  readonly block: number;
  readonly day: number;
  readonly workload: string;
  readonly difference: number;
}

/**
 * Analysed differences. Unblocked and paired: every pair. Blocked: one a block, the mean over workloads of the median of
 * the pairs, or of the difference of medians where arms are parallel. Null where arms are parallel and not blocked: then
 * samples are compared, not differences.
 */
export function differencesOf(
  protocol: TrialProtocol,
  endpoint: TrialEndpoint,
  rows: readonly Admitted[],
): readonly Unit[] | null {
  const block = (row: Admitted): number => blockOf(protocol, row.day);
  if (protocol.blocks === 'none') return protocol.design === 'paired' ? pairs(endpoint, rows, block) : null;
  const perWorkload: Unit[] = [];
  if (protocol.design === 'paired') {
    for (const own of Map.groupBy(pairs(endpoint, rows, block), (unit) => `${unit.workload} ${unit.block}`).values())
      perWorkload.push({ ...(own[0] as Unit), difference: median(own.map(({ difference }) => difference)) });
  } else {
    for (const own of grouped(rows, (row) => `${row.workload} ${block(row)}`).values()) {
      const of = (candidate: boolean): readonly number[] =>
        own.filter((row) => row.candidate === candidate).map((row) => scaled(endpoint, row.value));
      const [first] = own;
      if (first === undefined || of(true).length === 0 || of(false).length === 0) continue;
      const difference = median(of(true)) - median(of(false));
      perWorkload.push({ block: block(first), day: first.day, workload: first.workload, difference });
    }
  }
  return Array.from(Map.groupBy(perWorkload, (unit) => unit.block).values(), (own) => ({
    ...(own[0] as Unit),
    difference: own.reduce((sum, unit) => sum + unit.difference, 0) / own.length,
  })).toSorted((a, b) => a.day - b.day);
}

/** Samples of both arms, one block a workload, on the scale of the margin. */
export function samplesByWorkload(endpoint: TrialEndpoint, rows: readonly Admitted[]): readonly Block[] {
  return Array.from(grouped(rows, (row) => row.workload).values(), (own) =>
    arms(own, (value) => scaled(endpoint, value)),
  );
}

/** Samples of both arms as measured, one block a day or week, or all in one. */
export function samplesByBlock(protocol: TrialProtocol, rows: readonly Admitted[]): readonly Block[] {
  if (protocol.blocks === 'none') return [arms(rows, (value) => value)];
  return inOrder(grouped(rows, (row) => blockOf(protocol, row.day))).map((own) => arms(own, (value) => value));
}

/** Groups in the order of their blocks, which is that of time. */
function inOrder<T>(groups: ReadonlyMap<number, T>): readonly T[] {
  return [...groups].toSorted(([a], [b]) => a - b).map(([, group]) => group);
}

function arms(rows: readonly Admitted[], of: (value: number) => number): Block {
  const [candidate, incumbent] = [rows.filter((row) => row.candidate), rows.filter((row) => !row.candidate)];
  const values = (own: readonly Admitted[]): Float64Array => Float64Array.from(own, (row) => of(row.value));
  const weights = (own: readonly Admitted[]): Float64Array => Float64Array.from(own, (row) => row.weight);
  return {
    candidate: values(candidate),
    incumbent: values(incumbent),
    ...(rows.some(({ weight }) => weight !== 1)
      ? { weights: { candidate: weights(candidate), incumbent: weights(incumbent) } }
      : {}),
  };
}

/** Events and exposure of one arm, one count a block; a single one where nothing is blocked. */
export function countsOf(protocol: TrialProtocol, rows: readonly Admitted[], candidate: boolean): readonly Count[] {
  const own = rows.filter((row) => row.candidate === candidate);
  return inOrder(grouped(own, (row) => (protocol.blocks === 'none' ? 0 : blockOf(protocol, row.day)))).map(sumOf);
}

export function sumOf(rows: readonly { readonly value: number; readonly exposure: number }[]): Count {
  return {
    events: rows.reduce((sum, { value }) => sum + value, 0),
    exposure: rows.reduce((sum, { exposure }) => sum + exposure, 0),
  };
}

export function totalOf(counts: readonly Count[]): Count {
  return sumOf(counts.map(({ events, exposure }) => ({ value: events, exposure })));
}
