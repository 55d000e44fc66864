import { sourceFinding } from './finding-at.ts';
import type { Finding, OwnershipGraph } from '@underpin/model';

interface Combined {
  readonly min: number;
  readonly max: number;
  readonly row: number;
  readonly finding: Finding | null;
}

/** Several statements of one owner about one owned entity as one interval; `preference[kind]` ranks the kinds. */
export function combineStatements(graph: OwnershipGraph, rows: readonly number[], preference: Int8Array): Combined {
  const { kind, shareMin, shareMax, origins } = graph.edges;
  const rank = (row: number): number =>
    (preference[kind[row] as number] as number) + (Number.isNaN(shareMin[row] as number) ? 16 : 0);
  const best = Math.min(...rows.map(rank));
  const chosen = rows.filter((row) => rank(row) === best);
  const bySource = new Map<number, { lots: Set<string>; min: number; max: number }>();
  for (const row of chosen) {
    const source = origins.source[row] as number;
    const sum = bySource.get(source) ?? { lots: new Set<string>(), min: 0, max: 0 };
    bySource.set(source, sum);
    const low = observed(shareMin[row] as number, 0);
    const high = observed(shareMax[row] as number, 1);
    const lot = `${low} ${high}`;
    if (sum.lots.has(lot)) continue;
    sum.lots.add(lot);
    sum.min = Math.min(1, sum.min + low);
    sum.max = Math.min(1, sum.max + high);
  }
  const sums = [...bySource.values()];
  const min = Math.min(...sums.map((sum) => sum.min));
  const max = Math.max(...sums.map((sum) => sum.max));
  const row = chosen[0] ?? 0;
  const differ = sums.some((sum) => Math.abs(sum.min - min) > 1e-9 || Math.abs(sum.max - max) > 1e-9);
  return { min, max, row, finding: differ ? disagreement(graph, row, min, max) : null };
}

function disagreement(graph: OwnershipGraph, row: number, min: number, max: number): Finding {
  const { id } = graph.entities;
  const owner = id[graph.edges.owner[row] as number] ?? '';
  const owned = id[graph.edges.owned[row] as number] ?? '';
  const value = `${percent(min)} % to ${percent(max)} %`;
  return sourceFinding(graph, row, {
    rule: 'control.sources-disagree',
    key: `owner=${owner}, owned=${owned}`,
    value,
    expected: 'the same share in every source',
    message: `Sources differ on the share of "${owner}" in "${owned}": ${value}. The whole interval counts; close the statement that has ended or correct the wrong one`,
  });
}

function observed(share: number, otherwise: number): number {
  return Number.isNaN(share) ? otherwise : share;
}

function percent(share: number): number {
  return Math.round(share * 10_000) / 100;
}
