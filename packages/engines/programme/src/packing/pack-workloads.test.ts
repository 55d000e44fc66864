import { seededRandom } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import type { SolveLinear } from '../linear/linear-program.ts';
import { dearestPattern } from './dearest-pattern.ts';
import { packWorkloads } from './pack-workloads.ts';
import type { PackingProblem } from './packing-problem.ts';

/** Gives no answer: what is left are the greedy packings and the volume bound. */
const silent: SolveLinear = () => ({
  status: 'limit',
  objective: Number.NaN,
  bound: -Infinity,
  primal: new Float64Array(0),
  rowDual: new Float64Array(0),
  reducedCost: new Float64Array(0),
});

function tiny(random: () => number): PackingProblem {
  const below = (count: number): number => Math.floor(random() * count);
  return {
    capacity: [10, 12],
    workloads: Array.from({ length: 1 + below(3) }, (_, at) => ({
      id: `W${at}`,
      needs: [1 + below(7), 1 + below(9)],
      count: 1 + below(3),
    })),
  };
}

/** Fewest servers by trying every server for every item. */
function fewest({ capacity, workloads }: PackingProblem): number {
  const items = workloads.flatMap(({ needs, count }) => Array.from({ length: count }, () => needs));
  let best = items.length;
  const servers: number[][] = [];
  const search = (at: number): void => {
    if (servers.length >= best) return;
    const item = items[at];
    if (item === undefined) {
      best = servers.length;
      return;
    }
    for (const used of servers) {
      if (used.some((sum, dimension) => sum + (item[dimension] ?? 0) > (capacity[dimension] ?? 0))) continue;
      for (const [dimension, need] of item.entries()) used[dimension] = (used[dimension] ?? 0) + need;
      search(at + 1);
      for (const [dimension, need] of item.entries()) used[dimension] = (used[dimension] ?? 0) - need;
    }
    servers.push([...item]);
    search(at + 1);
    servers.pop();
  };
  search(0);
  return best;
}

describe('tiny packings against all packings', () => {
  const random = seededRandom(11);
  const problems = Array.from({ length: 200 }, () => tiny(random));

  test('each carries every workload once, none too much, and the bound holds', () => {
    for (const problem of problems) {
      const { servers, total, lowerBound } = packWorkloads(problem, silent);
      const least = fewest(problem);
      expect(lowerBound).toBeLessThanOrEqual(least);
      expect(total).toBeGreaterThanOrEqual(least);
      expect(total).toBe((servers ?? []).reduce((sum, { count }) => sum + count, 0));
      for (const [at, { count }] of problem.workloads.entries())
        expect((servers ?? []).reduce((sum, server) => sum + server.count * (server.pattern[at] ?? 0), 0)).toBe(count);
      for (const { pattern } of servers ?? [])
        for (const [dimension, units] of problem.capacity.entries())
          expect(
            pattern.reduce((sum, times, at) => sum + times * (problem.workloads[at]?.needs[dimension] ?? 0), 0),
          ).toBeLessThanOrEqual(units);
    }
  });

  test('the dearest pattern is the dearest of all', () => {
    for (const problem of problems) {
      const price = Float64Array.from(problem.workloads, () => random());
      const { pattern, value, bound } = dearestPattern(problem, price);
      let most = 0;
      const search = (at: number, left: readonly number[], worth: number): void => {
        most = Math.max(most, worth);
        const workload = problem.workloads[at];
        if (workload === undefined) return;
        for (let times = 0; times <= workload.count; times += 1) {
          const rest = left.map((each, dimension) => each - times * (workload.needs[dimension] ?? 0));
          if (rest.every((each) => each >= 0)) search(at + 1, rest, worth + times * (price[at] ?? 0));
        }
      };
      search(0, problem.capacity, 0);
      expect(value).toBeCloseTo(most, 9);
      expect(bound).toBeGreaterThanOrEqual(most);
      expect(pattern.reduce((sum, times, at) => sum + times * (price[at] ?? 0), 0)).toBeCloseTo(value, 9);
    }
  });
});

test('a workload that fits on no server is named', () => {
  const answer = packWorkloads({ capacity: [8], workloads: [{ id: 'large', needs: [9], count: 1 }] }, silent);
  expect(answer).toMatchObject({ servers: null, tooLarge: ['large'] });
});
