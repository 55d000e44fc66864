import type { LinearProgram } from '../linear/linear-program.ts';
import type { OptionsProblem } from './options-problem.ts';
import type { SideConstraint } from './side-constraints.ts';

/** A column of the program: so many of a demand take an option. */
export interface PortfolioColumn {
  readonly demand: number;
  readonly option: number;
}

/** The linear program of a set of columns, with what its rows and further columns mean. */
export interface PortfolioProgram {
  readonly program: LinearProgram;
  readonly columns: readonly PortfolioColumn[];
  /** Candidates with a cost that is paid once; their columns follow those of the options. */
  readonly onceCandidates: readonly string[];
  /** Excess allowed in each side constraint, where the program is elastic; its columns come last. */
  readonly elastic: boolean;
}

/** Every option of every demand as a column. */
export function allColumns(problem: OptionsProblem): PortfolioColumn[] {
  return problem.demands.flatMap(({ options }, demand) => options.map((_, option) => ({ demand, option })));
}

/**
 * Rows: one a demand (= its count), one a side constraint (<= limit), then one a demand and candidate with a cost that is
 * paid once. With `excess`, the cost is that of exceeding limits (a weight a side constraint) instead of money.
 */
export function portfolioProgram(
  problem: OptionsProblem,
  sides: readonly SideConstraint[],
  columns: readonly PortfolioColumn[],
  { whole, excess }: { readonly whole: boolean; readonly excess?: readonly number[] },
): PortfolioProgram {
  const used = new Set(columns.map(({ demand, option }) => problem.demands[demand]?.options[option]?.candidate));
  const once = problem.onceCosts.filter(({ candidate }) => used.has(candidate));
  const extra = excess === undefined ? 0 : sides.length;
  const width = columns.length + once.length + extra;
  const cost = new Float64Array(width);
  const upper = new Float64Array(width);
  const byDemand: [number, number][][] = problem.demands.map(() => []);
  const bySide: [number, number][][] = sides.map(() => []);
  const byLink = new Map<string, { count: number; once: number; entries: [number, number][] }>();
  const onceAt = new Map(once.map(({ candidate }, at) => [candidate, columns.length + at]));
  for (const [at, { demand: of, option: which }] of columns.entries()) {
    const demand = problem.demands[of];
    const option = demand?.options[which];
    if (demand === undefined || option === undefined) throw new RangeError(`No option ${which} of demand ${of}`);
    if (excess === undefined) cost[at] = Number(option.cost.total);
    upper[at] = demand.count;
    byDemand[of]?.push([at, 1]);
    for (const [row, side] of sides.entries()) {
      const value = side.coefficient(demand, option);
      if (value !== 0) bySide[row]?.push([at, value]);
    }
    const paid = onceAt.get(option.candidate);
    if (paid !== undefined) {
      const key = `${of}/${option.candidate}`;
      const link = byLink.get(key) ?? { count: demand.count, once: paid, entries: [] };
      link.entries.push([at, 1]);
      byLink.set(key, link);
    }
  }
  for (const [at, { amount }] of once.entries()) {
    if (excess === undefined) cost[columns.length + at] = Number(amount);
    upper[columns.length + at] = 1;
  }
  for (let side = 0; side < extra; side += 1) {
    const at = columns.length + once.length + side;
    cost[at] = excess?.[side] ?? 1;
    upper[at] = Infinity;
    bySide[side]?.push([at, -1]);
  }
  const rows: { entries: [number, number][]; lower: number; upper: number }[] = [
    ...byDemand.map((entries, at) => {
      const count = problem.demands[at]?.count ?? 0;
      return { entries, lower: count, upper: count };
    }),
    ...bySide.map((entries, at) => ({ entries, lower: -Infinity, upper: sides[at]?.limit ?? 0 })),
    ...Array.from(byLink.values(), ({ count, once: paid, entries }) => ({
      entries: [...entries, [paid, -count] as [number, number]],
      lower: -Infinity,
      upper: 0,
    })),
  ];
  const entries = rows.flatMap((row) => row.entries);
  const rowStart = new Int32Array(rows.length + 1);
  for (const [at, row] of rows.entries()) rowStart[at + 1] = (rowStart[at] ?? 0) + row.entries.length;
  const integer = new Uint8Array(width);
  if (whole) integer.fill(1, 0, columns.length + once.length);
  return {
    program: {
      columns: width,
      rows: rows.length,
      cost,
      lower: new Float64Array(width),
      upper,
      rowLower: Float64Array.from(rows, (row) => row.lower),
      rowUpper: Float64Array.from(rows, (row) => row.upper),
      rowStart,
      column: Int32Array.from(entries, ([column]) => column),
      value: Float64Array.from(entries, ([, value]) => value),
      ...(whole ? { integer } : {}),
    },
    columns,
    onceCandidates: once.map(({ candidate }) => candidate),
    elastic: excess !== undefined,
  };
}
