import type { LinearAnswer, LinearProgram, SolveLinear } from '../linear/linear-program.ts';
import { dearestPattern } from './dearest-pattern.ts';
import { packGreedily } from './pack-greedily.ts';
import { fits, type PackingAnswer, type PackingProblem, type Pattern } from './packing-problem.ts';

export interface PackingLimits {
  /** Rounds of column generation; the bound holds after each. */
  readonly rounds?: number;
  /** For the whole-number program over the patterns found; its answer then depends on the machine. */
  readonly seconds?: number;
}

/**
 * The fewest alike servers that carry all workloads. Greedy packings first; then column generation on the pattern LP (prices of
 * workloads from the solver, the dearest pattern by branch and bound), whose value, divided by what the dearest pattern is worth
 * (Farley), bounds every packing from below; then whole numbers over the patterns found.
 *
 * Example: `packWorkloads({ capacity: [32, 256], workloads: [{ id: 'a', needs: [10, 64], count: 7 }] }, solve).total // 3`
 */
export function packWorkloads(
  problem: PackingProblem,
  solve: SolveLinear,
  { rounds = 300, seconds = 5 }: PackingLimits = {},
): PackingAnswer {
  const { capacity, workloads } = problem;
  const tooLarge = workloads.filter(({ needs, count }) => count > 0 && !fits(needs, capacity)).map(({ id }) => id);
  if (tooLarge.length > 0) return { servers: null, total: 0, lowerBound: 0, patternBound: 0, tooLarge };
  const counts = workloads.map(({ count }) => count);
  let servers = packGreedily(problem, counts);
  let total = sumOf(servers);
  let patternBound = volumeBound(problem);
  const patterns = new Map<string, Pattern>();
  const add = (pattern: Pattern): boolean => patterns.size < patterns.set(pattern.join(), pattern).size;
  for (const { pattern } of servers) add(pattern);
  for (const [at, { needs, count }] of workloads.entries()) {
    if (count === 0) continue;
    let most = count;
    for (const [dimension, need] of needs.entries())
      if (need > 0) most = Math.min(most, Math.floor(((capacity[dimension] ?? 0) * (1 + 1e-9)) / need));
    add(workloads.map((_, other) => (other === at ? most : 0)));
  }
  for (let round = 0; round < rounds && total > Math.ceil(patternBound - 1e-6); round += 1) {
    const answer = solve(coverProgram([...patterns.values()], counts, false));
    if (answer.status !== 'optimal') break;
    const price = answer.rowDual.map((each) => Math.max(0, each));
    const { pattern, bound } = dearestPattern(problem, price);
    const worth = counts.reduce((sum, count, at) => sum + count * price[at], 0);
    patternBound = Math.max(patternBound, worth / Math.max(1, bound));
    if (bound <= 1 + 1e-7 || !add(pattern)) break;
  }
  if (total > Math.ceil(patternBound - 1e-6)) {
    for (const whole of wholeAnswers([...patterns.values()], problem, counts, solve, seconds)) {
      if (sumOf(whole) >= total) continue;
      servers = whole;
      total = sumOf(whole);
    }
  }
  return { servers, total, lowerBound: Math.min(total, Math.ceil(patternBound - 1e-6)), patternBound, tooLarge };
}

function sumOf(servers: readonly { readonly count: number }[]): number {
  return servers.reduce((sum, { count }) => sum + count, 0);
}

/** What is asked of each dimension, over its capacity. */
function volumeBound({ capacity, workloads }: PackingProblem): number {
  return capacity.reduce((most, units, at) => {
    const asked = workloads.reduce((sum, { needs, count }) => sum + (needs[at] ?? 0) * count, 0);
    return asked === 0 ? most : Math.max(most, asked / units);
  }, 0);
}

/** Fewest patterns that cover all workloads. */
function coverProgram(patterns: readonly Pattern[], counts: readonly number[], whole: boolean): LinearProgram {
  const rowStart = new Int32Array(counts.length + 1);
  const column: number[] = [];
  const value: number[] = [];
  for (let row = 0; row < counts.length; row += 1) {
    for (const [at, pattern] of patterns.entries()) {
      const times = pattern[row] ?? 0;
      if (times === 0) continue;
      column.push(at);
      value.push(times);
    }
    rowStart[row + 1] = column.length;
  }
  return {
    columns: patterns.length,
    rows: counts.length,
    cost: new Float64Array(patterns.length).fill(1),
    lower: new Float64Array(patterns.length),
    upper: new Float64Array(patterns.length).fill(Infinity),
    rowLower: Float64Array.from(counts),
    rowUpper: new Float64Array(counts.length).fill(Infinity),
    rowStart,
    column: Int32Array.from(column),
    value: Float64Array.from(value),
    ...(whole ? { integer: new Uint8Array(patterns.length).fill(1) } : {}),
  };
}

/** Packings over the patterns: the linear answer rounded down with the rest packed greedily, and the whole-number program. */
function* wholeAnswers(
  patterns: readonly Pattern[],
  problem: PackingProblem,
  counts: readonly number[],
  solve: SolveLinear,
  seconds: number,
): Generator<{ pattern: Pattern; count: number }[]> {
  const linear = solve(coverProgram(patterns, counts, false));
  if (linear.status === 'optimal') yield withRest(patterns, linear, Math.floor, problem, counts);
  const answer = solve(coverProgram(patterns, counts, true), { seconds, relativeGap: 1e-6 });
  if (answer.primal.length === patterns.length) yield withRest(patterns, answer, Math.round, problem, counts);
}

function withRest(
  patterns: readonly Pattern[],
  { primal }: LinearAnswer,
  rounding: (value: number) => number,
  problem: PackingProblem,
  counts: readonly number[],
): { pattern: Pattern; count: number }[] {
  const left = [...counts];
  const servers: { pattern: Pattern; count: number }[] = [];
  for (const [at, pattern] of patterns.entries()) {
    // Server by server, so that the last ones carry no more than there is.
    for (let nth = rounding((primal[at] ?? 0) + 1e-7); nth > 0; nth -= 1) {
      const carried = pattern.map((times, workload) => Math.min(times, left[workload] ?? 0));
      if (carried.every((times) => times === 0)) break;
      for (const [workload, times] of carried.entries()) left[workload] = (left[workload] ?? 0) - times;
      const last = servers.at(-1);
      if (last !== undefined && last.pattern.join() === carried.join())
        servers[servers.length - 1] = { ...last, count: last.count + 1 };
      else servers.push({ pattern: carried, count: 1 });
    }
  }
  return [...servers, ...packGreedily(problem, left)];
}
