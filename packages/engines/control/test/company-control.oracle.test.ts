import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asOf, companyControl, controlBetween, controlProof, controlStatus } from '../src/index.ts';
import { randomEdges } from './random-graph.ts';
import { smallGraph } from './small-graph.ts';
import type { Edge } from './small-graph.ts';

type Matrix = readonly (readonly number[])[];

/** The definition, read word by word: grow the set until nothing is added. `least` are the minima that the others keep. */
function controlledBy(votes: Matrix, source: number, least: Matrix = []): Set<number> {
  const mine = new Set([source]);
  for (;;) {
    const more = votes.findIndex((_, y) => {
      if (mine.has(y)) return false;
      let held = 0;
      for (const x of mine) held += votes[x]?.[y] ?? 0;
      let elsewhere = 0;
      least.forEach((row, x) => {
        if (!mine.has(x)) elsewhere += row[y] ?? 0;
      });
      return Math.min(held, 1 - elsewhere) > 0.5 + 1e-9;
    });
    if (more === -1) return mine;
    mine.add(more);
  }
}

function matrices(
  edges: readonly Edge[],
  ids: readonly string[],
): { min: Matrix; max: Matrix; open: readonly number[] } {
  const zero = (): number[][] => ids.map(() => ids.map(() => 0));
  const [min, max] = [zero(), zero()];
  for (const edge of edges) {
    const [x, y] = [ids.indexOf(edge.owner), ids.indexOf(edge.owned)];
    const [low = 0, high = low] = edge.share.split('-').map((text) => Number(text) / 100);
    (min[x] as number[])[y] = low;
    (max[x] as number[])[y] = high;
  }
  const stated = ids.map((_, y) => min.reduce((sum, row) => sum + (row[y] ?? 0), 0));
  for (const row of max) {
    row.forEach((high, y) => {
      const low = min[max.indexOf(row)]?.[y] ?? 0;
      row[y] = Math.min(high, 1 - ((stated[y] ?? 0) - low));
    });
  }
  return { min, max, open: stated.map((sum) => 1 - sum) };
}

/** Adds an unseen entity that holds whatever nobody is stated to hold, in every entity. */
function withUnseen(min: Matrix, open: readonly number[], source: number): Set<number> {
  const votes = min.map((row, x) => (x === source ? row.map((share, y) => share + (open[y] ?? 0)) : row));
  return controlledBy(votes, source);
}

test('heads, possible and certain control agree with the definition on random graphs with cycles and intervals', () => {
  fc.assert(
    fc.property(randomEdges(true, 0), (edges) => {
      fc.pre(edges.length > 0);
      const graph = smallGraph(edges);
      const { id, count } = graph.entities;
      const view = companyControl(asOf(graph, 0));
      const { min, max } = matrices(edges, id);
      const certain = id.map((_, x) => controlledBy(min, x));
      const conceivable = id.map((_, x) => controlledBy(max, x, min));
      for (let y = 0; y < count; y += 1) {
        const controllers = id.map((_, x) => x).filter((x) => x !== y && certain[x]?.has(y) === true);
        const others = controllers.filter((x) => certain[y]?.has(x) !== true);
        const head = view.head[y] as number;
        if (controllers.length === 0) expect(head).toBe(y);
        if (others.length > 0) expect(view.status[y]).toBe(controlStatus.controlled);
        if (head !== y) {
          expect(controllers).toContain(head);
          for (const x of others) if (x !== head) expect(certain[head]?.has(x)).toBe(true);
        } else {
          const block = certain[y] ?? new Set();
          const possible = id.some((_, x) => !block.has(x) && conceivable[x]?.has(y) === true);
          expect(view.status[y] === controlStatus.possible).toBe(possible);
          if (possible) expect(conceivable[view.possibleBy[y] as number]?.has(y)).toBe(true);
        }
      }
    }),
    { numRuns: 600 },
  );
});

test('control of one over another agrees with the definition, unseen votes included', () => {
  fc.assert(
    fc.property(randomEdges(true, 0), (edges) => {
      fc.pre(edges.length > 0);
      const graph = smallGraph(edges);
      const { id, kind } = graph.entities;
      const view = companyControl(asOf(graph, 0));
      const { min, max, open } = matrices(edges, id);
      id.forEach((_, x) => {
        const [certain, conceivable, unseen] = [
          controlledBy(min, x),
          controlledBy(max, x, min),
          withUnseen(min, open, x),
        ];
        id.forEach((__, y) => {
          if (x === y) return;
          const expected = certain.has(y)
            ? 'controlled'
            : conceivable.has(y)
              ? 'possible'
              : unseen.has(y)
                ? 'unknown'
                : 'not controlled';
          expect(controlBetween(view, kind, x, y)).toBe(expected);
        });
      });
    }),
    { numRuns: 300 },
  );
});

test('an unseen buyer of every unstated vote never controls what is called not controlled', () => {
  fc.assert(
    fc.property(randomEdges(false, 0), (edges) => {
      fc.pre(edges.length > 0);
      const graph = smallGraph(edges);
      const { id } = graph.entities;
      const view = companyControl(asOf(graph, 0));
      const { min, open } = matrices(edges, id);
      const withBuyer = [...min.map((row) => [...row, 0]), [...open, 0]];
      const bought = controlledBy(withBuyer, id.length);
      id.forEach((_, y) => {
        if (view.head[y] === y && bought.has(y)) expect(view.status[y]).not.toBe(controlStatus.notControlled);
      });
    }),
    { numRuns: 300 },
  );
});

test('every proof holds: the holders of each step are the head or proved themselves', () => {
  fc.assert(
    fc.property(randomEdges(false, 0), (edges) => {
      fc.pre(edges.length > 0);
      const graph = smallGraph(edges);
      const view = companyControl(asOf(graph, 0));
      for (let entity = 0; entity < graph.entities.count; entity += 1) {
        const head = view.head[entity] as number;
        const steps = controlProof(view, entity);
        if (head === entity) expect(steps).toEqual([]);
        else expect(steps[0]?.entity).toBe(entity);
        const proved = new Set([head, ...steps.map((step) => step.entity)]);
        for (const step of steps) {
          expect(step.share).toBeGreaterThan(0.5);
          for (const holding of step.holdings) expect(proved.has(holding.owner)).toBe(true);
        }
      }
    }),
    { numRuns: 200 },
  );
});
