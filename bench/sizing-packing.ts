import { highsSolver } from '@underpin/app';
import { seededRandom } from '@underpin/model';
import { type PackedWorkload, type PackingProblem, packWorkloads } from '@underpin/programme';
import { recordResult } from './lib/record-result.ts';

/**
 * Servers needed against the pattern-LP bound, on seeded instances whose workloads repeat: the uniform and correlated classes
 * of the vector packing literature (Caprara and Toth's classes in 2 dimensions; Panigrahy and others' uniform and correlated
 * ones in 3 and 5), and workloads like a bank's (cores, memory, storage). Every packing is counted over again.
 */

const solve = await highsSolver();
type Make = (random: () => number, types: number) => PackingProblem;

const families: Readonly<Record<string, Make>> = {
  'uniform 1..100 of 150, 2 dimensions': uniform(2, 1, 100, 150),
  'uniform 20..100 of 150, 2 dimensions': uniform(2, 20, 100, 150),
  'uniform 50..200 of 1000, 3 dimensions': uniform(3, 50, 200, 1000),
  'uniform 1..700 of 1000, 5 dimensions': uniform(5, 1, 700, 1000),
  'positively correlated, 2 dimensions': correlated(1),
  'negatively correlated, 2 dimensions': correlated(-1),
  'servers: cores, memory, storage': servers,
};

const lines = Object.entries(families).flatMap(([family, make]) =>
  [10, 25, 40].flatMap((types) =>
    [1, 2, 3].map((seed) => {
      const problem = make(seededRandom(1000 * types + seed), types);
      const started = performance.now();
      const answer = packWorkloads(problem, solve, { seconds: 5 });
      const seconds = (performance.now() - started) / 1000;
      check(problem, answer.servers ?? []);
      const items = problem.workloads.reduce((sum, { count }) => sum + count, 0);
      const line = {
        family,
        types,
        seed,
        items,
        servers: answer.total,
        patternBound: Number(answer.patternBound.toFixed(3)),
        overBoundPercent: Number((100 * (answer.total / answer.patternBound - 1)).toFixed(3)),
        overRoundedBoundPercent: Number((100 * (answer.total / answer.lowerBound - 1)).toFixed(3)),
        seconds: Number(seconds.toFixed(2)),
      };
      console.log(Object.values(line).join('\t'));
      return line;
    }),
  ),
);
const mean = (values: readonly number[]): number =>
  Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3));
const average = mean(lines.map(({ overBoundPercent }) => overBoundPercent));
recordResult('sizing-packing', {
  what: 'servers over the bound of the pattern LP (not rounded up), in %; every packing counted over again',
  goalPercent: 3,
  averagePercent: average,
  averageOverRoundedBoundPercent: mean(lines.map(({ overRoundedBoundPercent }) => overRoundedBoundPercent)),
  kept: average <= 3,
  families: Object.keys(families).map((family) => {
    const own = lines.filter((line) => line.family === family);
    return {
      family,
      averagePercent: mean(own.map(({ overBoundPercent }) => overBoundPercent)),
      atRoundedBound: own.filter(({ overRoundedBoundPercent }) => overRoundedBoundPercent === 0).length,
      of: own.length,
    };
  }),
  lines,
});

/** Throws unless every workload is carried exactly and no server carries too much. */
function check(
  { capacity, workloads }: PackingProblem,
  packed: readonly { pattern: readonly number[]; count: number }[],
): void {
  for (const [at, { id, count }] of workloads.entries()) {
    const carried = packed.reduce((sum, server) => sum + (server.pattern[at] ?? 0) * server.count, 0);
    if (carried !== count) throw new Error(`${carried} of ${count} "${id}" are carried`);
  }
  for (const { pattern } of packed)
    for (const [dimension, units] of capacity.entries()) {
      const used = pattern.reduce((sum, times, at) => sum + times * (workloads[at]?.needs[dimension] ?? 0), 0);
      if (used > units * (1 + 1e-6)) throw new Error(`A server carries ${used} of ${units}`);
    }
}

function repeated(random: () => number, types: number, needs: () => number[]): PackedWorkload[] {
  return Array.from({ length: types }, (_, at) => ({
    id: `W${at}`,
    needs: needs(),
    count: 10 + Math.floor(50 * random()),
  }));
}

function uniform(dimensions: number, least: number, most: number, capacity: number): Make {
  return (random, types) => ({
    capacity: Array.from({ length: dimensions }, () => capacity),
    workloads: repeated(random, types, () =>
      Array.from({ length: dimensions }, () => least + Math.floor((most - least + 1) * random())),
    ),
  });
}

function correlated(sign: 1 | -1): Make {
  return (random, types) => ({
    capacity: [150, 150],
    workloads: repeated(random, types, () => {
      const first = 20 + Math.floor(81 * random());
      const near = first - 10 + Math.floor(21 * random());
      return [first, Math.max(1, sign === 1 ? near : 120 - near)];
    }),
  });
}

function servers(random: () => number, types: number): PackingProblem {
  const pick = (values: readonly number[]): number => values[Math.floor(values.length * random())] ?? 0;
  return {
    capacity: [64, 512, 8],
    workloads: repeated(random, types, () => {
      const cores = pick([1, 2, 2, 4, 4, 6, 8, 12, 16, 24, 32]) * (0.4 + 0.6 * random());
      return [cores, cores * pick([2, 4, 8, 16]), pick([0.05, 0.1, 0.25, 0.5, 1, 2])];
    }),
  };
}
