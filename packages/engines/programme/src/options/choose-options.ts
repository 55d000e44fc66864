import type { LinearLimits, SolveLinear } from '../linear/linear-program.ts';
import { assessPortfolio, type PortfolioAssessment } from './assess-portfolio.ts';
import { type OptionsConflict, whyNoPortfolio } from './why-no-portfolio.ts';
import { generateColumns } from './generate-columns.ts';
import type { OptionsProblem, Portfolio } from './options-problem.ts';
import { allColumns, type PortfolioColumn, portfolioProgram } from './portfolio-program.ts';
import { type SideConstraint, sideConstraints } from './side-constraints.ts';

/** What a constraint costs: how much cheaper the best portfolio without it is, and what one unit more would save. */
export interface ConstraintCost {
  readonly id: string;
  readonly words: string;
  readonly costs: number;
  /** Of the linear relaxation, per unit of the limit; null where column generation was not solved for it. */
  readonly shadowPrice: number | null;
  readonly unit: string;
}

export type OptionsAnswer =
  | {
      readonly ok: true;
      readonly portfolio: Portfolio;
      readonly assessment: PortfolioAssessment;
      /** No portfolio costs less. */
      readonly lowerBound: number;
      readonly gap: number;
      readonly method: 'whole-number program' | 'column generation';
    }
  | { readonly ok: false; readonly reason: string; readonly conflict: OptionsConflict | null };

export interface OptionsLimits extends LinearLimits {
  /** Above so many columns the options are generated instead of all written down. */
  readonly plainColumns?: number;
}

/**
 * The options that together cost least, subject to supply, diversity caps and budget. Infeasible is an answer with its
 * reason: the smallest set of limits in conflict, and what it takes to resolve it. The solver (HiGHS) is an argument.
 *
 * @example const answer = chooseOptions(problem, await highsSolver()); answer.ok && answer.assessment.total
 */
export function chooseOptions(problem: OptionsProblem, solve: SolveLinear, limits: OptionsLimits = {}): OptionsAnswer {
  return chooseUnder(problem, sideConstraints(problem), solve, limits);
}

/** What each limit costs, dearest first: the problem is solved again without it. */
export function constraintCosts(
  problem: OptionsProblem,
  solve: SolveLinear,
  limits: OptionsLimits = {},
): ConstraintCost[] {
  const sides = sideConstraints(problem);
  const with_ = chooseUnder(problem, sides, solve, limits);
  if (!with_.ok) return [];
  const total = Number(with_.assessment.total);
  const relaxed = generateColumns(problem, sides, solve, limits);
  // A limit with room to spare in the linear relaxation and in the portfolio still may bind in whole numbers, so every one is solved again.
  return sides
    .map((side, at) => {
      const without = chooseUnder(
        problem,
        sides.filter((one) => one !== side),
        solve,
        limits,
      );
      return {
        id: side.id,
        words: side.words,
        unit: side.unit,
        costs: without.ok ? Math.max(0, total - Number(without.assessment.total)) : 0,
        shadowPrice: relaxed === null ? null : Math.abs(relaxed.shadowPrices[at] ?? 0),
      };
    })
    .toSorted((a, b) => b.costs - a.costs);
}

function chooseUnder(
  problem: OptionsProblem,
  sides: readonly SideConstraint[],
  solve: SolveLinear,
  limits: OptionsLimits,
): OptionsAnswer {
  const without = problem.demands.filter(({ options }) => options.length === 0);
  const [first] = without;
  if (first !== undefined) {
    const reasons = first.notOptions.map(({ candidate, reason }) => `${candidate}: ${reason}`).join('; ');
    const others = without.length === 1 ? '' : ` The same holds for ${without.length - 1} more.`;
    return {
      ok: false,
      reason: `"${first.name}" has no option (${reasons === '' ? 'no candidate was given' : reasons}).${others}`,
      conflict: null,
    };
  }
  if (problem.demands.length === 0)
    return {
      ok: true,
      portfolio: [],
      assessment: assessPortfolio(problem, []),
      lowerBound: 0,
      gap: 0,
      method: 'whole-number program',
    };
  const every = allColumns(problem);
  const plain = every.length <= (limits.plainColumns ?? 4000);
  const generated = plain ? null : generateColumns(problem, sides, solve, limits);
  const columns = generated?.columns ?? every;
  const { program } = portfolioProgram(problem, sides, columns, { whole: true });
  let answer = solve(program, { relativeGap: 1e-6, ...limits });
  let written = columns;
  if (answer.primal.length === 0 && generated !== null) {
    // The generated columns may hold no whole-number portfolio although there is one.
    written = every;
    answer = solve(portfolioProgram(problem, sides, every, { whole: true }).program, { relativeGap: 1e-4, ...limits });
  }
  if (answer.primal.length === 0) {
    if (answer.status === 'limit')
      return {
        ok: false,
        reason: 'No portfolio was found in the time given; it is not shown that there is none.',
        conflict: null,
      };
    const conflict = whyNoPortfolio(problem, sides, solve, limits);
    return { ok: false, reason: conflict.words, conflict };
  }
  const portfolio = portfolioOf(problem, written, answer.primal);
  const assessment = assessPortfolio(problem, portfolio);
  const total = Number(assessment.total);
  const lowerBound = Math.min(total, generated === null ? answer.bound : generated.lowerBound);
  return {
    ok: true,
    portfolio,
    assessment,
    lowerBound,
    gap: total === 0 ? 0 : (total - lowerBound) / total,
    method: generated === null ? 'whole-number program' : 'column generation',
  };
}

function portfolioOf(problem: OptionsProblem, columns: readonly PortfolioColumn[], primal: Float64Array): Portfolio {
  const portfolio = problem.demands.map(({ options }) => options.map(() => 0));
  for (const [at, { demand, option }] of columns.entries()) {
    const row = portfolio[demand];
    if (row !== undefined) row[option] = Math.round(primal[at] ?? 0);
  }
  return portfolio;
}
