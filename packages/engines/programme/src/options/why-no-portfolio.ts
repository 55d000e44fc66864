import type { LinearLimits, SolveLinear } from '../linear/linear-program.ts';
import type { OptionsProblem } from './options-problem.ts';
import { allColumns, portfolioProgram } from './portfolio-program.ts';
import type { SideConstraint } from './side-constraints.ts';

/** Limits that cannot hold together (without any one of them the others can), and the least excess that would do. */
export interface OptionsConflict {
  readonly constraints: readonly { readonly id: string; readonly words: string }[];
  /** Each limit of the conflict alone: by how much it would have to give way, while all others hold. Null: that does not help alone. */
  readonly relaxations: readonly {
    readonly id: string;
    readonly words: string;
    readonly by: number | null;
    readonly unit: string;
  }[];
  readonly words: string;
}

/** Deletion filter over the limits, then for each of those left the least excess that makes a portfolio possible. */
export function whyNoPortfolio(
  problem: OptionsProblem,
  sides: readonly SideConstraint[],
  solve: SolveLinear,
  limits: LinearLimits,
): OptionsConflict {
  const columns = allColumns(problem);
  const plain: OptionsProblem = { ...problem, onceCosts: [] };
  const possible = (rows: readonly SideConstraint[]): boolean =>
    solve(portfolioProgram(plain, rows, columns, { whole: true }).program, limits).status !== 'infeasible';
  let left = [...sides];
  for (const side of sides) {
    const without = left.filter((one) => one !== side);
    if (!possible(without)) left = without;
  }
  const relaxations = left.map((side) => {
    const excess = sides.map((one) => (one === side ? 1 : 0));
    const elastic = portfolioProgram(plain, sides, columns, { whole: true, excess });
    for (const [at, one] of sides.entries())
      if (one !== side) elastic.program.upper[elastic.program.columns - sides.length + at] = 0;
    const answer = solve(elastic.program, limits);
    const by = answer.status === 'optimal' ? answer.objective : null;
    const more = by === null ? 'does not help alone' : `give way by ${Math.ceil(by * 100 - 1e-6) / 100} ${side.unit}`;
    return { id: side.id, words: `${side.words}: ${more}`, by, unit: side.unit };
  });
  const named = left.map(({ words }) => words).join('; ');
  return {
    constraints: left.map(({ id, words }) => ({ id, words })),
    relaxations: relaxations.toSorted((a, b) => (a.by ?? Infinity) - (b.by ?? Infinity)),
    words:
      left.length === 1
        ? `No portfolio keeps to this limit: ${named}.`
        : `These limits cannot hold together: ${named}.`,
  };
}
