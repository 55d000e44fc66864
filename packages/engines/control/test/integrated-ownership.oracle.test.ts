import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asOf, integratedOwnership } from '../src/index.ts';
import { randomEdges } from './random-graph.ts';
import { smallGraph } from './small-graph.ts';
import type { Edge } from './small-graph.ts';

/** Y = (I - A)^-1 A by Gauss-Jordan elimination with pivoting on the dense matrix. */
function denseIntegrated(a: readonly (readonly number[])[]): number[][] {
  const size = a.length;
  const rows = a.map((row, i) => [...row.map((value, j) => (i === j ? 1 - value : -value)), ...row]);
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column; row < size; row += 1) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    }
    const chosen = rows[pivot] as number[];
    rows[pivot] = rows[column] as number[];
    rows[column] = chosen;
    const divisor = chosen[column] as number;
    for (let j = 0; j < chosen.length; j += 1) chosen[j] = (chosen[j] as number) / divisor;
    rows.forEach((row, i) => {
      const factor = row[column] as number;
      if (i === column || factor === 0) return;
      row.forEach((value, j) => {
        row[j] = value - factor * (chosen[j] as number);
      });
    });
  }
  return rows.map((row) => row.slice(size));
}

function matrix(edges: readonly Edge[], ids: readonly string[], end: 0 | 1): number[][] {
  const a = ids.map(() => ids.map(() => 0));
  for (const edge of edges) {
    const parts = edge.share.split('-').map((text) => Number(text) / 100);
    (a[ids.indexOf(edge.owner)] as number[])[ids.indexOf(edge.owned)] = parts[end] ?? parts[0] ?? 0;
  }
  return a;
}

test('columns and rows agree with the dense inverse on random graphs with cycles', () => {
  fc.assert(
    fc.property(randomEdges(false, 3), (edges) => {
      fc.pre(edges.length > 0);
      const graph = smallGraph(edges);
      const { id } = graph.entities;
      const y = denseIntegrated(matrix(edges, id, 0));
      const shares = integratedOwnership(asOf(graph, 0));
      id.forEach((_, j) => {
        const found = new Map(shares.ownersOf(j).map((each) => [each.owner, each]));
        id.forEach((__, i) => {
          const exact = y[i]?.[j] ?? 0;
          const once = exact / (1 + (y[i]?.[i] ?? 0));
          expect(found.get(i)?.integrated.atLeast ?? 0).toBeCloseTo(exact, 7);
          expect(found.get(i)?.integrated.atMost ?? 0).toBeCloseTo(exact, 7);
          expect(found.get(i)?.share.atLeast ?? 0).toBeCloseTo(once, 7);
          expect(found.get(i)?.share.atMost ?? 0).toBeCloseTo(once, 7);
        });
      });
      id.forEach((_, i) => {
        const row = shares.ofOwners([i]);
        id.forEach((__, j) => {
          if (i === j) return;
          expect(row.min[j]).toBeCloseTo((y[i]?.[j] ?? 0) / (1 + (y[i]?.[i] ?? 0)), 7);
        });
      });
    }),
    { numRuns: 400 },
  );
});

test('bounds of intervals enclose what any shares inside them give', () => {
  fc.assert(
    fc.property(randomEdges(true, 3), fc.integer({ min: 0, max: 100 }), (edges, part) => {
      fc.pre(edges.length > 0);
      const graph = smallGraph(edges);
      const { id } = graph.entities;
      const inside = edges.map((edge) => {
        const [low = 0, high = low] = edge.share.split('-').map(Number);
        return { ...edge, share: String(low + ((high - low) * part) / 100) };
      });
      const a = matrix(inside, id, 0);
      fc.pre(id.every((_, j) => a.reduce((sum, row) => sum + (row[j] ?? 0), 0) <= 0.98));
      const y = denseIntegrated(a);
      const shares = integratedOwnership(asOf(graph, 0));
      id.forEach((_, j) => {
        for (const { owner, share, integrated } of shares.ownersOf(j)) {
          const exact = y[owner]?.[j] ?? 0;
          const once = exact / (1 + (y[owner]?.[owner] ?? 0));
          expect(exact).toBeGreaterThanOrEqual(integrated.atLeast - 1e-7);
          expect(exact).toBeLessThanOrEqual(integrated.atMost + 1e-7);
          expect(once).toBeGreaterThanOrEqual(share.atLeast - 1e-7);
          expect(once).toBeLessThanOrEqual(share.atMost + 1e-7);
        }
      });
    }),
    { numRuns: 300 },
  );
});

test('owners together count each part once', () => {
  const graph = smallGraph([
    { owner: 'S', owned: 'A', kind: 'equity', share: '40' },
    { owner: 'T', owned: 'A', kind: 'equity', share: '30' },
    { owner: 'S', owned: 'T', kind: 'equity', share: '100' },
    { owner: 'A', owned: 'B', kind: 'equity', share: '50' },
  ]);
  const { min } = integratedOwnership(asOf(graph, 0)).ofOwners([0, 2]);
  expect([...min]).toEqual([1, 0.7, 1, 0.35]);
});
