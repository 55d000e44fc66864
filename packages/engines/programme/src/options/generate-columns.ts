import type { LinearLimits, SolveLinear } from '../linear/linear-program.ts';
import type { OptionsProblem } from './options-problem.ts';
import { type PortfolioColumn, portfolioProgram } from './portfolio-program.ts';
import type { SideConstraint } from './side-constraints.ts';

/** Columns that the linear relaxation needs, and its value: no portfolio costs less. */
export interface GeneratedColumns {
  readonly columns: readonly PortfolioColumn[];
  readonly lowerBound: number;
  readonly rounds: number;
  readonly shadowPrices: readonly number[];
}

/**
 * Column generation: starts with the cheapest option of each demand, lets limits be exceeded at a price, and adds the
 * options whose reduced cost is negative until there is none. Costs that are paid once are left out of the bound (they
 * are not negative, so the bound holds) and come back in whole numbers. Null when the solver gave no answer.
 */
export function generateColumns(
  problem: OptionsProblem,
  sides: readonly SideConstraint[],
  solve: SolveLinear,
  limits: LinearLimits,
): GeneratedColumns | null {
  const plain: OptionsProblem = { ...problem, onceCosts: [] };
  const costs = plain.demands.map(({ options }) => options.map(({ cost }) => Number(cost.total)));
  const dearest = costs.reduce((most, row) => row.reduce((so, one) => Math.max(so, one), most), 1);
  const has = plain.demands.map(() => new Set<number>());
  const columns: PortfolioColumn[] = [];
  const add = (demand: number, option: number): void => {
    if (has[demand]?.has(option) === true) return;
    has[demand]?.add(option);
    columns.push({ demand, option });
  };
  for (const [demand, row] of costs.entries()) {
    let best = 0;
    for (const [option, cost] of row.entries()) if (cost < (row[best] ?? Infinity)) best = option;
    add(demand, best);
  }
  // Side constraints written as shares have small coefficients: the price of excess is per unit of the smallest one.
  const price = sides.map((side) => {
    let least = Infinity;
    for (const demand of plain.demands)
      for (const option of demand.options) {
        const value = Math.abs(side.coefficient(demand, option));
        if (value > 0 && value < least) least = value;
      }
    return least === Infinity ? dearest : (dearest * 20) / least;
  });
  const perRound = Math.max(200, plain.demands.length);
  for (let round = 1; ; round += 1) {
    const { program } = withPricedExcess(plain, sides, columns, price);
    const answer = solve(program, limits);
    if (answer.status !== 'optimal') return null;
    const duals = answer.rowDual;
    const wanted: { demand: number; option: number; reduced: number }[] = [];
    for (const [demand, row] of plain.demands.entries())
      for (const [option, one] of row.options.entries()) {
        if (has[demand]?.has(option) === true) continue;
        let reduced = (costs[demand]?.[option] ?? 0) - (duals[demand] ?? 0);
        for (const [at, side] of sides.entries()) {
          const dual = duals[plain.demands.length + at] ?? 0;
          if (dual !== 0) reduced -= dual * side.coefficient(row, one);
        }
        if (reduced < -1e-6 * dearest) wanted.push({ demand, option, reduced });
      }
    if (wanted.length === 0)
      return {
        columns,
        lowerBound: answer.objective,
        rounds: round,
        shadowPrices: sides.map((_, at) => duals[plain.demands.length + at] ?? 0),
      };
    wanted.sort((a, b) => a.reduced - b.reduced);
    for (const one of wanted.slice(0, perRound)) add(one.demand, one.option);
  }
}

function withPricedExcess(
  problem: OptionsProblem,
  sides: readonly SideConstraint[],
  columns: readonly PortfolioColumn[],
  price: readonly number[],
): ReturnType<typeof portfolioProgram> {
  const elastic = portfolioProgram(problem, sides, columns, { whole: false, excess: price });
  for (const [at, { demand, option }] of columns.entries())
    elastic.program.cost[at] = Number(problem.demands[demand]?.options[option]?.cost.total ?? 0);
  return elastic;
}
